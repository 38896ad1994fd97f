import { mkdir, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tensor, TensorType } from '../model/types.ts';
import { loadDataset } from './dataset.ts';
import { writeNpy } from './npy.ts';

const signal = new AbortController().signal;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hb-dataset-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function tensor(name: string, shape: number[], type: TensorType = 'INT8'): Tensor {
  const elements = shape.reduce((product, size) => product * size, 1);
  const size = { FLOAT32: 4, INT16: 2 }[String(type)] ?? 1;
  const quantization = { scale: [0.5], zero_point: [-1], axis: 0 };
  return { index: 0, name, type, shape, is_variable: false, elements, bytes: elements * size, quantization };
}

async function put(name: string, data: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
  return path;
}

const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer as ArrayBuffer);

function npy(values: ArrayBufferView, shape: number[], type: TensorType = 'INT8'): Uint8Array {
  return writeNpy({ type, shape, bytes: bytesOf(values) });
}

const ramp = (count: number): Int8Array => Int8Array.from({ length: count }, (_, at) => at - 100);

async function readAll(path: string, inputs: Tensor[]): Promise<number[][][]> {
  await using dataset = await loadDataset(path, inputs, signal);
  const all: number[][][] = [];
  for (let sample = 0; sample < dataset.samples; sample += 1) {
    const data = await dataset.read(sample);
    all.push(data.map(({ bytes }) => [...new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)]));
  }
  return all;
}

const input = tensor('x', [1, 2, 3]);
const code = (value: string) => expect.objectContaining({ code: value, kind: 'input' });
const refuses = async (path: string, inputs: Tensor[], expected: string, message = /./): Promise<void> => {
  const attempt = loadDataset(path, inputs, signal);
  await expect(attempt).rejects.toThrow(code(expected));
  await expect(attempt).rejects.toThrow(message);
};

describe('a dataset of one file', () => {
  it.each([
    ['one sample', [1, 2, 3], 1],
    ['samples in front of the shape', [4, 1, 2, 3], 4],
    ['samples in place of a batch of 1', [4, 2, 3], 4],
  ])('takes %s in a .npy file', async (_, shape, samples) => {
    const path = await put('x.npy', npy(ramp(6 * samples), shape));
    const all = await readAll(path, [input]);
    expect(all).toHaveLength(samples);
    expect(all.flat(2)).toEqual([...ramp(6 * samples)]);
  });

  it('takes whole samples from a .bin file, in any order', async () => {
    const path = await put('x.bin', bytesOf(ramp(18)));
    await using dataset = await loadDataset(path, [input], signal);
    expect(dataset.samples).toBe(3);
    expect(dataset.notes).toEqual([]);
    const [last] = await dataset.read(2);
    const [first] = await dataset.read(0);
    expect(last?.bytes).toEqual(bytesOf(ramp(18).slice(12)));
    expect(first?.bytes).toEqual(bytesOf(ramp(6)));
    await expect(dataset.read(3)).rejects.toThrow(RangeError);
  });

  it('quantizes float data with the input’s own scale, and says so', async () => {
    const values = Float32Array.of(0, 0.25, -0.25, 0.74, 1000, Number.NEGATIVE_INFINITY);
    const path = await put('x.npy', npy(values, [1, 2, 3], 'FLOAT32'));
    expect(await readAll(path, [input])).toEqual([[[-1, 0, -2, 0, 127, -128]]]);
    const wide = await put('wide.npy', npy(Float64Array.from(values), [1, 2, 3], 'FLOAT64'));
    expect(await readAll(wide, [input])).toEqual([[[-1, 0, -2, 0, 127, -128]]]);
    await using dataset = await loadDataset(path, [input], signal);
    expect(dataset.notes.join()).toMatch(/float32 data for input 'x'.*scale 0.5 and zero point -1/);
  });

  it('refuses NaN where it would be quantized', async () => {
    const path = await put('x.npy', npy(Float32Array.of(0, 0, 0, Number.NaN, 0, 0), [1, 2, 3], 'FLOAT32'));
    await using dataset = await loadDataset(path, [input], signal);
    await expect(dataset.read(0)).rejects.toThrow(code('DATASET_VALUE'));
  });

  it('takes float data as it is for a float input', async () => {
    const path = await put('x.npy', npy(Float32Array.of(1.5, -2), [1, 2], 'FLOAT32'));
    await using dataset = await loadDataset(path, [tensor('x', [1, 2], 'FLOAT32')], signal);
    const [data] = await dataset.read(0);
    expect(data).toMatchObject({ type: 'FLOAT32', shape: [1, 2] });
    expect(data && [...new Float32Array(data.bytes.buffer as ArrayBuffer)]).toEqual([1.5, -2]);
  });
});

describe('a dataset larger than memory', () => {
  it('is read one sample at a time', async () => {
    const path = await put('x.bin', '');
    const sample_bytes = 1000;
    const samples = 40_000_000;
    await truncate(path, samples * sample_bytes);
    const file = await open(path, 'r+');
    await file.write(Int8Array.of(5), 0, 1, (samples - 1) * sample_bytes);
    await file.close();
    await using dataset = await loadDataset(path, [tensor('x', [1, sample_bytes])], signal);
    expect(dataset.samples).toBe(samples);
    const [data] = await dataset.read(samples - 1);
    expect(data?.bytes.subarray(0, 2)).toEqual(Uint8Array.of(5, 0));
  });
});

describe('a dataset in a folder', () => {
  const two = [tensor('input1', [1, 2]), tensor('serving:0/a', [3])];

  it('joins the files of a model with one input, 2 before 10', async () => {
    await put('s10.bin', bytesOf(Int8Array.of(7, 8)));
    await put('s2.npy', npy(Int8Array.of(1, 2, 3, 4), [2, 2]));
    await put('.DS_Store', 'x');
    await put('README.txt', 'about');
    expect(await readAll(folder, [tensor('x', [1, 2])])).toEqual([[[1, 2]], [[3, 4]], [[7, 8]]]);
  });

  it('maps files to inputs by number, whatever the tensors are called', async () => {
    await put('input1.bin', bytesOf(Int8Array.of(10, 11, 12)));
    await put('input0.npy', npy(Int8Array.of(1, 2), [1, 2]));
    expect(await readAll(folder, two)).toEqual([
      [
        [1, 2],
        [10, 11, 12],
      ],
    ]);
  });

  it('maps files to inputs by tensor name', async () => {
    await put('serving_0_a.bin', bytesOf(Int8Array.of(10, 11, 12)));
    await put('0.bin', bytesOf(Int8Array.of(1, 2)));
    expect(await readAll(folder, two)).toEqual([
      [
        [1, 2],
        [10, 11, 12],
      ],
    ]);
  });

  it('takes a folder per sample', async () => {
    for (const sample of [9, 10, 11]) {
      await put(`sample${sample}/input0.bin`, bytesOf(Int8Array.of(sample, 0)));
      await put(`sample${sample}/input1.bin`, bytesOf(Int8Array.of(0, 0, sample)));
    }
    expect(await readAll(folder, two)).toEqual(
      [9, 10, 11].map((sample) => [
        [sample, 0],
        [0, 0, sample],
      ]),
    );
  });

  it('refuses what it cannot map', async () => {
    await put('input0.bin', bytesOf(ramp(2)));
    await refuses(folder, two, 'DATASET_LAYOUT', /no file for input 1 'serving:0\/a'/);
    await put('labels.npy', npy(ramp(3), [3]));
    await refuses(folder, two, 'DATASET_LAYOUT', /labels\.npy belongs to no input/);
    await rm(join(folder, 'labels.npy'));
    await put('0.npy', npy(ramp(2), [1, 2]));
    await refuses(folder, two, 'DATASET_LAYOUT', /are for input 0/);
  });

  it('refuses different numbers of samples, mixed and nested folders', async () => {
    await put('a/input0.bin', bytesOf(ramp(4)));
    await put('a/input1.bin', bytesOf(ramp(3)));
    await refuses(folder, two, 'DATASET_SIZE', /input0\.bin 2, .*input1\.bin 1/);
    await put('loose.bin', bytesOf(ramp(2)));
    await refuses(folder, two, 'DATASET_LAYOUT', /both samples .* and folders/);
    await rm(folder, { recursive: true });
    await put('a/b/x.bin', bytesOf(ramp(2)));
    await refuses(folder, two, 'DATASET_LAYOUT', /folders again/);
  });
});

describe('a dataset that is wrong', () => {
  it('names what it found and what it expected', async () => {
    const raw = await put('x.bin', bytesOf(ramp(7)));
    await refuses(raw, [input], 'DATASET_SIZE', /7 bytes; a sample of input 'x' \(INT8 \[1, 2, 3\]\) has 6/);
    const shape = await put('shape.npy', npy(ramp(6), [3, 2]));
    await refuses(shape, [input], 'DATASET_SHAPE', /\[3, 2\].*\[1, 2, 3\]/);
    const dtype = await put('dtype.npy', npy(bytesOf(ramp(6)), [1, 2, 3], 'UINT8'));
    await refuses(dtype, [input], 'DATASET_DTYPE', /'u1'.*INT8 \('i1'\)/);
    const ints = await put('ints.npy', npy(Int32Array.of(1, 2), [1, 2], 'INT32'));
    await refuses(ints, [tensor('x', [1, 2], 'FLOAT32')], 'DATASET_DTYPE');
  });

  it('is refused when empty, missing, unreadable or of no known kind', async () => {
    await refuses(await put('x.bin', ''), [input], 'DATASET_EMPTY');
    await refuses(await put('x.npy', ''), [input], 'DATASET_EMPTY');
    await refuses(await put('none.npy', npy(ramp(0), [0, 2, 3])), [input], 'DATASET_EMPTY');
    await refuses(join(folder, 'absent.npy'), [input], 'DATASET_MISSING');
    await refuses(join(folder, 'x.bin', 'under.npy'), [input], 'DATASET_MISSING');
    await refuses(await put('x.csv', '1,2,3'), [input], 'DATASET_FORMAT', /\.npy or \.bin/);
    await refuses('/dev/zero', [input], 'DATASET_FORMAT');
    await mkdir(join(folder, 'hollow'));
    await refuses(join(folder, 'hollow'), [input], 'DATASET_EMPTY');
    await mkdir(join(folder, 'odd.npy'));
    await refuses(join(folder, 'odd.npy'), [input], 'DATASET_EMPTY');
    await refuses(await put('bad.npy', 'text'), [input], 'NPY_INVALID');
  });

  it('is refused as a pickle, with the line that converts it', async () => {
    const attempt = loadDataset(join(folder, 'dataset.pkl'), [input], signal);
    await expect(attempt).rejects.toThrow(code('DATASET_FORMAT'));
    await expect(attempt).rejects.toMatchObject({
      hint: expect.stringMatching(/python3 -c "import pickle, numpy as np; np\.save\('dataset\.npy'/),
    });
    await put('sub/dataset.pkl', 'x');
    await refuses(join(folder, 'sub'), [input], 'DATASET_FORMAT', /pickle/);
  });

  it('is refused as one file for several inputs', async () => {
    const path = await put('x.npy', npy(ramp(6), [1, 2, 3]));
    await refuses(path, [input, tensor('y', [1])], 'DATASET_LAYOUT', /2 inputs: x, y/);
  });

  it('is noticed when it changes during a run', async () => {
    const path = await put('x.bin', bytesOf(ramp(12)));
    await using dataset = await loadDataset(path, [input], signal);
    await writeFile(path, bytesOf(ramp(6)));
    await expect(dataset.read(1)).rejects.toThrow(code('DATASET_CHANGED'));
  });

  it('stops when the run is cancelled', async () => {
    const path = await put('x.bin', bytesOf(ramp(12)));
    const controller = new AbortController();
    await using dataset = await loadDataset(path, [input], controller.signal);
    controller.abort();
    await expect(dataset.read(0)).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(loadDataset(path, [input], controller.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
