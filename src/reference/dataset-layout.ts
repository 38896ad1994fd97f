import { opendir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Tensor } from '../model/types.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { datasetError, fileError } from './dataset-errors.ts';

const MAX_FILES = 100_000;
const DATA = new Set(['.npy', '.bin']);
const PICKLE = new Set(['.pkl', '.pickle', '.p']);

/** Files that belong together: one per input, in the order of the model. */
export type Part = readonly string[];

/**
 * Finds the files of a dataset by the layouts of docs/dataset.md.
 * @throws {HilbenchError} `DATASET_MISSING`, `_UNREADABLE`, `_FORMAT`, `_EMPTY`, `_LAYOUT`
 */
export async function findParts(
  path: string,
  inputs: readonly Tensor[],
  signal: AbortSignal,
): Promise<Part[]> {
  refusePickle(path);
  const stats = await stat(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (stats.isDirectory()) {
    const parts = await folderParts(path, inputs, signal, 0);
    if (parts.length > 0) return parts;
    throw datasetError(
      'EMPTY',
      `The folder ${path} holds no .npy or .bin file.`,
      `Put ${inputs.map((_, index) => `input${index}.npy`).join(', ')} into it.`,
    );
  }
  if (!DATA.has(extname(path).toLowerCase())) {
    throw datasetError(
      'FORMAT',
      `${path} does not end in .npy or .bin.`,
      'Save the samples with np.save, or as raw values of the dtype of the input in a .bin file.',
    );
  }
  if (inputs.length === 1) return [[path]];
  throw datasetError(
    'LAYOUT',
    `${path} is one file, but the model has ${inputs.length} inputs: ${inputs.map(({ name }) => name).join(', ')}.`,
    `Give a folder with ${inputs.map((_, index) => `input${index}.npy`).join(', ')}.`,
  );
}

async function folderParts(
  folder: string,
  inputs: readonly Tensor[],
  signal: AbortSignal,
  depth: number,
): Promise<Part[]> {
  const { files, folders, pickle } = await list(folder, signal);
  if (files.length === 0 && pickle !== undefined) refusePickle(pickle);
  if (files.length > 0 && folders.length > 0) {
    throw datasetError(
      'LAYOUT',
      `The folder ${folder} holds both samples (${basename(files[0] ?? '')}) and folders (${basename(folders[0] ?? '')}).`,
      'Keep samples either all in one folder or in one folder each.',
    );
  }
  if (files.length > 0) {
    return inputs.length === 1 ? files.map((file) => [file]) : [matchFiles(folder, files, inputs)];
  }
  if (depth > 0 && folders.length > 0) {
    throw datasetError(
      'LAYOUT',
      `${folder} holds folders again.`,
      'Nest folders of samples one deep at most.',
    );
  }
  const parts: Part[] = [];
  for (const sub of folders) parts.push(...(await folderParts(sub, inputs, signal, depth + 1)));
  return parts;
}

/** Names decide which file is for which input; every file must be for one, and every input have one. */
function matchFiles(folder: string, files: readonly string[], inputs: readonly Tensor[]): Part {
  const hint = `Name them ${inputs.map((_, index) => `input${index}.npy`).join(', ')}.`;
  const part = new Map<number, string>();
  for (const file of files) {
    const stem = basename(file, extname(file));
    const digits = /^(?:input)?(\d{1,4})$/.exec(stem)?.[1];
    const found = inputs.flatMap(({ name }, index) =>
      digits === undefined ? (fileName(name) === stem || name === stem ? index : []) : [],
    );
    const index = digits === undefined ? found[0] : Number(digits);
    if (index === undefined || index >= inputs.length || found.length > 1) {
      throw datasetError(
        'LAYOUT',
        `${file} belongs to ${found.length > 1 ? 'several inputs' : 'no input'} of the model (${inputs.map(({ name }) => name).join(', ')}).`,
        hint,
      );
    }
    const other = part.get(index);
    if (other !== undefined) {
      throw datasetError('LAYOUT', `Both ${other} and ${basename(file)} are for input ${index}.`, hint);
    }
    part.set(index, file);
  }
  return inputs.map(({ name }, index) => {
    const file = part.get(index);
    if (file !== undefined) return file;
    throw datasetError('LAYOUT', `The folder ${folder} holds no file for input ${index} '${name}'.`, hint);
  });
}

/** A tensor's name as a file name: what is not a letter, digit, `.`, `_` or `-` becomes `_`. */
function fileName(tensor: string): string {
  return tensor.replaceAll(/[^A-Za-z0-9._-]/g, '_');
}

async function list(
  folder: string,
  signal: AbortSignal,
): Promise<{ files: string[]; folders: string[]; pickle?: string }> {
  const files: string[] = [];
  const folders: string[] = [];
  let pickle: string | undefined;
  try {
    for await (const entry of await opendir(folder)) {
      throwIfAborted(signal);
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      const ending = extname(entry.name).toLowerCase();
      if (entry.isDirectory()) folders.push(path);
      else if (DATA.has(ending)) files.push(path);
      else if (PICKLE.has(ending)) pickle = path;
      if (files.length + folders.length > MAX_FILES) {
        throw datasetError(
          'LAYOUT',
          `The folder ${folder} holds more than ${MAX_FILES} entries.`,
          'Join the samples into one .npy file.',
        );
      }
    }
  } catch (error) {
    throw fileError(folder, error);
  }
  // sample2 comes before sample10.
  const order = new Intl.Collator('en', { numeric: true });
  files.sort(order.compare);
  folders.sort(order.compare);
  return pickle === undefined ? { files, folders } : { files, folders, pickle };
}

/** Unpickling runs code of the file's author, and needs Python. */
function refusePickle(path: string): void {
  if (!PICKLE.has(extname(path).toLowerCase())) return;
  throw datasetError(
    'FORMAT',
    `${path} is a Python pickle, which hilbench does not read: loading one runs the code in it.`,
    `Convert it once: python3 -c "import pickle, numpy as np; np.save('dataset.npy', np.asarray(pickle.load(open('${basename(path).replaceAll(/[^\w.-]/g, '_')}', 'rb'))))", then give --dataset dataset.npy.`,
  );
}
