import type { FileHandle } from 'node:fs/promises';
import type { Tensor } from '../model/types.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { datasetError } from './dataset-errors.ts';
import { inspectSampleFile, openInspected, readSample, type SampleFile } from './dataset-file.ts';
import { findParts } from './dataset-layout.ts';
import type { TensorData } from './types.ts';

/** Samples on disk, checked against the inputs of a model. Disposing closes the files that are open. */
export interface Dataset extends AsyncDisposable {
  readonly samples: number;
  /** What is done to the data on the way to the model, for the user; one sentence each. */
  readonly notes: readonly string[];
  /** The inputs of one sample, in the order of the model. One call at a time. */
  read(sample: number): Promise<readonly TensorData[]>;
}

interface Part {
  /** One per input. */
  readonly files: readonly SampleFile[];
  readonly samples: number;
  /** Number of its first sample in the whole dataset. */
  readonly first: number;
}

/**
 * Opens what `--dataset` names: a `.npy` or raw `.bin` file, or a folder of them. docs/dataset.md says how
 * files map to inputs.
 *
 * Every file is checked here; samples are read one by one later, so that a dataset may be larger than
 * memory. Float data for an int8, uint8 or int16 input is quantized with the input's own scale and zero
 * point, which `notes` says.
 *
 * @param inputs of the main subgraph, in its order
 * @throws {HilbenchError} `DATASET_MISSING`, `_UNREADABLE`, `_EMPTY`, `_FORMAT`, `_LAYOUT`, `_DTYPE`,
 *   `_SHAPE`, `_SIZE`, `NPY_INVALID`, `NPY_UNSUPPORTED`, `CANCELLED`; from `read` also `DATASET_CHANGED`,
 *   `DATASET_VALUE`
 */
export async function loadDataset(
  path: string,
  inputs: readonly Tensor[],
  signal: AbortSignal,
): Promise<Dataset> {
  throwIfAborted(signal);
  const parts: Part[] = [];
  const notes = new Set<string>();
  let samples = 0;
  for (const paths of await findParts(path, inputs, signal)) {
    throwIfAborted(signal);
    const files: SampleFile[] = [];
    for (const [index, input] of inputs.entries()) {
      const file = await inspectSampleFile(paths[index] ?? '', input);
      if (file.quantize_from !== undefined) notes.add(quantizationNote(input, file.quantize_from));
      files.push(file);
    }
    const count = sameCount(files);
    parts.push({ files, samples: count, first: samples });
    samples += count;
  }

  const handles = new Map<number, { readonly file: SampleFile; readonly handle: FileHandle }>();
  const handleOf = async (slot: number, file: SampleFile): Promise<FileHandle> => {
    const open = handles.get(slot);
    if (open?.file === file) return open.handle;
    handles.delete(slot);
    await open?.handle.close();
    const handle = await openInspected(file);
    handles.set(slot, { file, handle });
    return handle;
  };

  return {
    samples,
    notes: [...notes],
    async read(sample) {
      throwIfAborted(signal);
      const part = parts.findLast(({ first }) => first <= sample);
      if (part === undefined || sample >= samples || !Number.isInteger(sample)) {
        throw new RangeError(`sample ${sample} of ${samples}`);
      }
      const data: TensorData[] = [];
      for (const [slot, input] of inputs.entries()) {
        const file = part.files[slot];
        if (file === undefined) throw new RangeError(`input ${slot} of ${part.files.length}`);
        const bytes = await readSample(await handleOf(slot, file), file, input, sample - part.first);
        data.push({ type: input.type, shape: input.shape, bytes });
      }
      return data;
    },
    async [Symbol.asyncDispose]() {
      const open = [...handles.values()];
      handles.clear();
      await Promise.all(open.map(({ handle }) => handle.close()));
    },
  };
}

function sameCount(files: readonly SampleFile[]): number {
  const counts = new Set(files.map(({ samples }) => samples));
  const [count = 0] = counts;
  if (counts.size <= 1) return count;
  throw datasetError(
    'SIZE',
    `The inputs have different numbers of samples: ${files.map((file) => `${file.path} ${file.samples}`).join(', ')}.`,
    'Give every input the same number of samples.',
  );
}

function quantizationNote({ name, type, quantization }: Tensor, from: 'f4' | 'f8'): string {
  const bits = from === 'f4' ? 32 : 64;
  return `float${bits} data for input '${name}' is quantized to ${type} with scale ${quantization?.scale[0]} and zero point ${quantization?.zero_point[0] ?? 0}`;
}
