import { type FileHandle, open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Tensor } from '../model/types.ts';
import { datasetError, fileError } from './dataset-errors.ts';
import { checkNpySize, NPY_HEADER_LIMIT_BYTES, npyDtype, parseNpyHeader } from './npy.ts';
import { canQuantize, quantizeBytes } from './quantize.ts';

/** One file with samples for one input, checked against that input; nothing of its data is in memory. */
export interface SampleFile {
  readonly path: string;
  readonly samples: number;
  /** Of the whole file, as it was checked. */
  readonly file_bytes: number;
  readonly data_offset: number;
  /** Of one sample as it lies in the file. */
  readonly sample_bytes: number;
  /** Set when the file holds floats that are quantized as they are read. */
  readonly quantize_from?: 'f4' | 'f8';
}

/**
 * Looks at the size or header of a `.npy` or `.bin` file.
 * @throws {HilbenchError} `DATASET_…`, `NPY_…`
 */
export async function inspectSampleFile(path: string, input: Tensor): Promise<SampleFile> {
  let file_bytes: number;
  let start: Uint8Array;
  try {
    const stats = await stat(path);
    if (!stats.isFile()) {
      throw datasetError('UNREADABLE', `${path} is not a regular file.`, 'Give .npy or .bin files.');
    }
    file_bytes = stats.size;
    start = extname(path).toLowerCase() === '.npy' ? await readStart(path) : new Uint8Array();
  } catch (error) {
    throw fileError(path, error);
  }
  if (file_bytes === 0) {
    throw datasetError('EMPTY', `${path} is empty.`, 'Write at least one sample into it.');
  }
  if (input.bytes === 0) {
    throw datasetError(
      'SHAPE',
      `Input '${input.name}' takes no data.`,
      'Leave out --dataset for this model.',
    );
  }
  return start.length === 0 ? rawFile(path, file_bytes, input) : npyFile(path, file_bytes, start, input);
}

async function readStart(path: string): Promise<Uint8Array> {
  await using handle = await open(path);
  const buffer = new Uint8Array(NPY_HEADER_LIMIT_BYTES);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
  return buffer.subarray(0, bytesRead);
}

function rawFile(path: string, file_bytes: number, input: Tensor): SampleFile {
  if (file_bytes % input.bytes !== 0) {
    throw datasetError(
      'SIZE',
      `${path} has ${file_bytes} bytes; a sample of input '${input.name}' (${describe(input)}) has ${input.bytes}, and the file is no multiple of that.`,
      `Write whole samples as raw ${input.type} values, one after the other, or give a .npy file.`,
    );
  }
  const samples = file_bytes / input.bytes;
  return { path, samples, file_bytes, data_offset: 0, sample_bytes: input.bytes };
}

function npyFile(path: string, file_bytes: number, start: Uint8Array, input: Tensor): SampleFile {
  const header = parseNpyHeader(start, path);
  checkNpySize(header, file_bytes, path);
  const { dtype, shape, data_offset } = header;
  const quantized = (dtype === 'f4' || dtype === 'f8') && canQuantize(input);
  if (dtype !== npyDtype(input.type) && !quantized) {
    throw datasetError(
      'DTYPE',
      `${path} holds dtype '${dtype}'; input '${input.name}' takes ${input.type} ('${npyDtype(input.type) ?? 'none in NumPy'}').`,
      `Convert it in Python: np.save(path, arr.astype('${npyDtype(input.type) ?? 'i1'}')); int8 and int16 inputs also take float32, which is quantized.`,
    );
  }
  const samples = samplesOf(shape, input.shape);
  if (samples === undefined) {
    throw datasetError(
      'SHAPE',
      `${path} has shape [${shape.join(', ')}]; input '${input.name}' takes [${input.shape.join(', ')}].`,
      `Save one sample of shape [${input.shape.join(', ')}] or N of shape [${['N', ...perSample(input.shape)].join(', ')}], for example with arr.reshape.`,
    );
  }
  if (samples === 0) {
    throw datasetError('EMPTY', `${path} holds no sample.`, 'Write at least one sample into it.');
  }
  const sample_bytes = input.elements * header.item_bytes;
  const base = { path, samples, file_bytes, data_offset, sample_bytes };
  return quantized ? { ...base, quantize_from: dtype } : base;
}

/** Reads sample `index` of `file` from its open handle, in the input's own dtype. */
export async function readSample(
  handle: FileHandle,
  file: SampleFile,
  input: Tensor,
  index: number,
): Promise<Uint8Array> {
  const buffer = new Uint8Array(file.sample_bytes);
  const position = file.data_offset + index * file.sample_bytes;
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) throw changed(file.path);
    filled += bytesRead;
  }
  if (file.quantize_from === undefined) return buffer;
  return quantizeBytes(buffer, file.quantize_from, input, `${file.path}, sample ${index}`);
}

/** Opens a file that was inspected before. @throws {HilbenchError} `DATASET_CHANGED` when it is another now */
export async function openInspected(file: SampleFile): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(file.path);
  } catch (error) {
    throw fileError(file.path, error);
  }
  if ((await handle.stat()).size === file.file_bytes) return handle;
  await handle.close();
  throw changed(file.path);
}

/** One sample's shape, or N of them in front of it; a model's batch of 1 need not be repeated. */
function samplesOf(found: readonly number[], wanted: readonly number[]): number | undefined {
  const same = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length && a.every((size, at) => size === b[at]);
  if (same(found, wanted)) return 1;
  const rest = found.slice(1);
  if (found.length > 0 && (same(rest, wanted) || same(rest, perSample(wanted)))) return found[0];
  return undefined;
}

function perSample(shape: readonly number[]): readonly number[] {
  return shape[0] === 1 ? shape.slice(1) : shape;
}

function describe({ type, shape }: Tensor): string {
  return `${type} [${shape.join(', ')}]`;
}

function changed(path: string): Error {
  return datasetError(
    'CHANGED',
    `${path} changed while it was in use.`,
    'Leave the dataset alone during a run.',
  );
}
