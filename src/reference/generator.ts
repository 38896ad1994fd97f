import { crc32 } from 'node:zlib';
import type { TensorType } from '../model/types.ts';
import type { TensorData } from './types.ts';

const GOLDEN = 0x9e3779b9;

/** What the generator needs to know of an input; a model's `Tensor` fits. */
export interface InputSpec {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly bytes: number;
}

/**
 * The inputs of run `run` under `seed`, bit for bit as the device makes them ("The input generator" in
 * docs/link.md). Both numbers are taken modulo 2³².
 */
export function generateInputs(tensors: readonly InputSpec[], seed: number, run: number): TensorData[] {
  return tensors.map(({ type, shape, bytes }, index) => {
    const state = mix(mix(mix((seed + GOLDEN) | 0) ^ run) ^ index);
    return { type, shape, bytes: fill(type, bytes, state) };
  });
}

/** CRC-32 over all inputs in order, as one stream: what the device answers to INPUT_SEED. */
export function inputsCrc32(inputs: readonly TensorData[]): number {
  return inputs.reduce((crc, { bytes }) => crc32(bytes, crc), 0);
}

function fill(type: TensorType, bytes: number, start: number): Uint8Array {
  let state = start;
  if (type === 'BOOL') {
    const data = new Uint8Array(bytes);
    for (let at = 0; at < bytes; at += 1) {
      state = (state + GOLDEN) | 0;
      data[at] = mix(state) & 1;
    }
    return data;
  }
  const words = Math.ceil(bytes / 4);
  const buffer = new ArrayBuffer(words * 4);
  if (type === 'FLOAT32') {
    const data = new Float32Array(buffer);
    for (let at = 0; at < words; at += 1) {
      state = (state + GOLDEN) | 0;
      data[at] = (mix(state) >>> 8) * 2 ** -23 - 1;
    }
  } else {
    const data = new Int32Array(buffer);
    for (let at = 0; at < words; at += 1) {
      state = (state + GOLDEN) | 0;
      data[at] = mix(state);
    }
  }
  return new Uint8Array(buffer, 0, bytes);
}

function mix(word: number): number {
  let z = word;
  z ^= z >>> 16;
  z = Math.imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = Math.imul(z, 0x735a2d97);
  return z ^ (z >>> 15);
}
