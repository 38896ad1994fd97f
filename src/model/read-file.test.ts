import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from './build.ts';
import { LARGEST_MODEL_BYTES, readModelFile } from './read-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hilbench-model-'));
});
afterAll(() => rm(folder, { recursive: true }));

const MODEL = buildModel({
  tensors: [{ shape: [1, 4] }, { shape: [1, 4] }],
  inputs: [0],
  outputs: [1],
  operators: [{ op: 'RELU', inputs: [0], outputs: [1] }],
});

const refused = (code: string): unknown => expect.objectContaining({ code, exitStatus: 2 });

describe('readModelFile', () => {
  it('reads a model', async () => {
    const path = join(folder, 'model.tflite');
    await writeFile(path, MODEL);
    const graph = await readModelFile(path);
    expect(graph.file).toEqual(MODEL);
    expect(graph.subgraphs[0]?.operators).toHaveLength(1);
  });

  it('says when there is no file', async () => {
    await expect(readModelFile(join(folder, 'none.tflite'))).rejects.toThrow(refused('MODEL_NOT_FOUND'));
  });

  it('says when it is a directory', async () => {
    await expect(readModelFile(folder)).rejects.toThrow(refused('MODEL_IS_DIRECTORY'));
  });

  it('says when the file is empty', async () => {
    const path = join(folder, 'empty.tflite');
    await writeFile(path, '');
    await expect(readModelFile(path)).rejects.toThrow(refused('MODEL_EMPTY_FILE'));
  });

  it('says when the file was cut short', async () => {
    const path = join(folder, 'short.tflite');
    await writeFile(path, MODEL.subarray(0, 100));
    await expect(readModelFile(path)).rejects.toThrow(refused('MODEL_TRUNCATED'));
  });

  it('does not wait for a pipe or read a device', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readModelFile(pipe)).rejects.toThrow(refused('MODEL_NOT_A_FILE'));
    await expect(readModelFile('/dev/zero')).rejects.toThrow(refused('MODEL_NOT_A_FILE'));
  });

  it('refuses a file too large for any device without reading it', async () => {
    const path = join(folder, 'large.tflite');
    const handle = await open(path, 'w');
    await handle.truncate(LARGEST_MODEL_BYTES + 1);
    await handle.close();
    await expect(readModelFile(path)).rejects.toThrow(refused('MODEL_TOO_LARGE'));
  });

  it.skipIf(process.getuid?.() === 0)('says when the file may not be read', async () => {
    const path = join(folder, 'secret.tflite');
    await writeFile(path, MODEL);
    await chmod(path, 0);
    await expect(readModelFile(path)).rejects.toThrow(refused('MODEL_UNREADABLE'));
  });

  it('stops when the run is cancelled', async () => {
    const path = join(folder, 'model.tflite');
    await expect(readModelFile(path, AbortSignal.abort())).rejects.toThrow(
      expect.objectContaining({ code: 'CANCELLED', exitStatus: 130 }),
    );
  });
});
