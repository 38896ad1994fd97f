import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { throwIfAborted } from '../support/deadline.ts';
import { systemErrorCode } from '../support/system.ts';
import { modelError } from './model-error.ts';
import { readModel } from './read.ts';
import type { Graph } from './types.ts';

/** Offsets in a flatbuffer reach 2 GiB; no microcontroller holds a model of this size. */
export const LARGEST_MODEL_BYTES = 1024 ** 3;

const CHUNK_BYTES = 16 * 1024 * 1024;

/**
 * Reads the `.tflite` file at `path` into memory and checks it.
 *
 * @throws {HilbenchError} `MODEL_NOT_FOUND`, `MODEL_IS_DIRECTORY`, `MODEL_NOT_A_FILE`, `MODEL_UNREADABLE`,
 *   `MODEL_TOO_LARGE`, and what {@link readModel} throws (kind `input`); `CANCELLED`
 */
export async function readModelFile(
  path: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<Graph> {
  throwIfAborted(signal);
  const bytes = await readBytes(path, signal);
  throwIfAborted(signal);
  return readModel(bytes);
}

async function readBytes(path: string, signal: AbortSignal): Promise<Uint8Array> {
  checkKind(path, await stat(path).catch((error: unknown) => Promise.reject(unreadable(path, error))));
  // Should a pipe have taken the file's place since, opening it does not wait for a writer.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) =>
    Promise.reject(unreadable(path, error)),
  );
  try {
    const status = await handle.stat();
    checkKind(path, status);
    return await readAll(handle, path, status.size, signal);
  } finally {
    await handle.close();
  }
}

async function readAll(
  handle: FileHandle,
  path: string,
  size: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    throwIfAborted(signal);
    const length = Math.min(CHUNK_BYTES, size - filled);
    const { bytesRead } = await handle
      .read(bytes, filled, length, filled)
      .catch((error: unknown) => Promise.reject(unreadable(path, error)));
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function checkKind(path: string, status: Stats): void {
  if (status.isDirectory()) {
    throw modelError(
      'IS_DIRECTORY',
      `The model ${path} is a directory.`,
      'Give the path of a .tflite file inside of it.',
    );
  }
  if (!status.isFile()) {
    throw modelError(
      'NOT_A_FILE',
      `The model ${path} is a pipe or a device.`,
      'Give the path of a regular .tflite file.',
    );
  }
  if (status.size > LARGEST_MODEL_BYTES) {
    throw modelError(
      'TOO_LARGE',
      `The model ${path} has ${status.size} bytes; the largest that is read has ${LARGEST_MODEL_BYTES}.`,
      'Give a model made for microcontrollers, quantized to int8.',
    );
  }
}

function unreadable(path: string, error: unknown): Error {
  const code = systemErrorCode(error) ?? String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return modelError(
      'NOT_FOUND',
      `There is no model file ${path}.`,
      'Check the path of the .tflite file.',
      error,
    );
  }
  return modelError(
    'UNREADABLE',
    `The model file ${path} cannot be read (${code}).`,
    'Make the file readable for the user who starts the run.',
    error,
  );
}
