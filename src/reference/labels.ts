import { open } from 'node:fs/promises';
import { datasetError, fileError } from './dataset-errors.ts';
import { checkNpySize, parseNpyHeader } from './npy.ts';

/** A label for each of a hundred million samples is more than a bench runs. */
const MAX_BYTES = 100_000_000;

/** How an integer element of `.npy` is read. */
const READERS: Readonly<Record<string, (data: DataView, at: number) => number>> = {
  i1: (data, at) => data.getInt8(at),
  u1: (data, at) => data.getUint8(at),
  i2: (data, at) => data.getInt16(at, true),
  u2: (data, at) => data.getUint16(at, true),
  i4: (data, at) => data.getInt32(at, true),
  u4: (data, at) => data.getUint32(at, true),
  i8: (data, at) => Number(data.getBigInt64(at, true)),
  u8: (data, at) => Number(data.getBigUint64(at, true)),
};

/**
 * The right class of every sample of a dataset: a `.npy` file of integers, one a sample.
 *
 * @param samples how many samples will be run; the file may have labels for more
 * @param classes elements of the output that names the class
 * @throws {HilbenchError} `DATASET_LABELS` for labels that do not fit, `DATASET_MISSING`,
 *   `DATASET_UNREADABLE`, `NPY_…` (kind `input`)
 */
export async function loadLabels(path: string, samples: number, classes: number): Promise<readonly number[]> {
  const bad = (what: string, hint: string) => datasetError('LABELS', `The labels in ${path} ${what}.`, hint);
  const file = await readWhole(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  const header = parseNpyHeader(file, path);
  checkNpySize(header, file.byteLength, path);
  const read = READERS[header.dtype];
  if (read === undefined)
    throw bad(`are of type ${header.dtype}`, 'Save integers, one a sample: labels.astype("i4").');
  const count = header.data_bytes / header.item_bytes;
  if (count < samples) {
    throw bad(
      `are ${count}, and ${samples} samples are run`,
      'Give one label for every sample, or set --runs.',
    );
  }
  const data = new DataView(file.buffer, file.byteOffset + header.data_offset, header.data_bytes);
  const labels = Array.from({ length: samples }, (_, index) => read(data, index * header.item_bytes));
  const wrong = labels.find((label) => label < 0 || label >= classes);
  if (wrong === undefined) return labels;
  throw bad(
    `hold ${wrong}, and output 0 has ${classes} classes`,
    'Number the classes from 0, as the model does.',
  );
}

async function readWhole(path: string): Promise<Uint8Array> {
  await using handle = await open(path);
  const { size } = await handle.stat();
  if (size > MAX_BYTES) {
    throw datasetError('LABELS', `The labels in ${path} take ${size} bytes.`, 'Give one integer a sample.');
  }
  return new Uint8Array(await handle.readFile());
}
