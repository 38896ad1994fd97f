import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TensorType } from '../model/types.ts';
import { type ComparisonLimits, createComparison, type OutputComparison, verdict } from './compare.ts';
import type { TensorData } from './types.ts';

const int8 = (...values: number[]): TensorData => ({
  type: 'INT8',
  shape: [1, values.length],
  bytes: new Uint8Array(Int8Array.from(values).buffer),
});
const float32 = (...values: number[]): TensorData => ({
  type: 'FLOAT32',
  shape: [1, values.length],
  bytes: new Uint8Array(Float32Array.from(values).buffer),
});

function compare(pairs: readonly (readonly [TensorData, TensorData])[], zero_point = 0): OutputComparison {
  const [first] = pairs[0] ?? [];
  const type: TensorType = first?.type ?? 'INT8';
  const quantization = { scale: [0.5], zero_point: [zero_point], axis: 0 };
  const comparison = createComparison([{ name: 'out', type, shape: first?.shape ?? [], quantization }]);
  for (const [device, host] of pairs) comparison.add([device], [host]);
  const [result] = comparison.results();
  if (result === undefined) throw new Error('no result');
  return result;
}

const limits: ComparisonLimits = { max_lsb: 2, mean_lsb: 1, min_cosine: 0.99, min_argmax_agreement: 0.9 };

describe('comparison of quantized outputs', () => {
  it('gives worst and mean difference over all runs in steps', () => {
    const result = compare([
      [int8(1, 2, 3, 4), int8(1, 2, 3, 4)],
      [int8(1, 2, 3, -4), int8(1, 2, 2, 3)],
    ]);
    expect(result).toMatchObject({ index: 0, name: 'out', dtype: 'INT8', elements: 4 });
    expect(result.max_abs_lsb).toBe(7);
    expect(result.mean_abs_lsb).toBe(1);
    expect(result).not.toHaveProperty('max_abs');
  });

  it('measures the angle from the zero point, in the worst run', () => {
    expect(compare([[int8(-128, -118), int8(-118, -128)]], -128).cosine).toBe(0);
    expect(compare([[int8(10, 0), int8(20, 0)]]).cosine).toBe(1);
    const twoRuns = compare([
      [int8(3, 4), int8(3, 4)],
      [int8(1, 0), int8(1, 1)],
    ]);
    expect(twoRuns.cosine).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('defines the cosine of zero vectors', () => {
    expect(compare([[int8(5, 5), int8(5, 5)]], 5)).not.toHaveProperty('cosine');
    expect(compare([[int8(5, 5), int8(5, 6)]], 5).cosine).toBe(0);
    expect(compare([[int8(5, 6), int8(5, 5)]], 5).cosine).toBe(0);
  });

  it('counts a winner that ties with the host’s winner as the same', () => {
    const result = compare([
      [int8(9, 1, 2), int8(7, 1, 2)],
      [int8(8, 9, 0), int8(9, 9, 0)],
      [int8(0, 9, 0), int8(9, 8, 0)],
      [int8(0, 0, 1), int8(1, 0, 0)],
    ]);
    expect(result.argmax_agreement).toBe(0.5);
    expect(compare([[int8(4), int8(9)]])).not.toHaveProperty('argmax_agreement');
  });

  it('finds no difference between equal outputs, whatever they are', () => {
    const values = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: -128, max: 127 }), (numbers, zero_point) => {
        const result = compare([[int8(...numbers), int8(...numbers)]], zero_point);
        expect(result).toMatchObject({ max_abs_lsb: 0, mean_abs_lsb: 0, argmax_agreement: 1 });
        expect(result.cosine ?? 1).toBe(1);
        expect(
          verdict([result], { max_lsb: 0, mean_lsb: 0, min_cosine: 1, min_argmax_agreement: 1 }),
        ).toEqual([]);
      }),
    );
  });

  it('subtracts 64-bit integers before rounding them', () => {
    const wide = (value: bigint): TensorData => ({
      type: 'INT64',
      shape: [1],
      bytes: new Uint8Array(BigInt64Array.of(value).buffer),
    });
    expect(compare([[wide(2n ** 60n + 3n), wide(2n ** 60n)]]).max_abs_lsb).toBe(3);
  });

  it('reads elements at any alignment', () => {
    const shifted = new Uint8Array(9);
    shifted.set(new Uint8Array(Int32Array.of(70_000, -5).buffer), 1);
    const device: TensorData = { type: 'INT32', shape: [2], bytes: shifted.subarray(1) };
    const host: TensorData = { ...device, bytes: new Uint8Array(Int32Array.of(70_001, -5).buffer) };
    expect(compare([[device, host]]).max_abs_lsb).toBe(1);
  });
});

describe('comparison of float outputs', () => {
  it('uses the unit of the output and the distance relative to the host', () => {
    const result = compare([[float32(2, 0), float32(1, 0)]]);
    expect(result).toMatchObject({ max_abs: 1, mean_abs: 0.5, relative_l2: 1, non_finite: 0, cosine: 1 });
    expect(result).not.toHaveProperty('max_abs_lsb');
  });

  it('fails a wrong scale although the angle is right', () => {
    const violations = verdict([compare([[float32(2, 4), float32(1, 2)]])], limits);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(/^output 0 'out': relative distance 1, allowed 0\.141/);
  });

  it('counts NaN and infinity on one side only, and keeps them out of the other figures', () => {
    const result = compare([
      [float32(Number.NaN, 1, Number.POSITIVE_INFINITY), float32(0, 1, Number.POSITIVE_INFINITY)],
    ]);
    expect(result).toMatchObject({ non_finite: 1, max_abs: 0, mean_abs: 0 });
    expect(verdict([result], limits).join()).toMatch(/NaN or infinite/);
  });
});

describe('verdict', () => {
  it('says in words which limit was broken by how much', () => {
    const result = compare([[int8(10, -20, 0, 1), int8(-10, -20, 0, 0)]]);
    expect(verdict([result], limits)).toEqual([
      "output 0 'out': worst difference in steps 20, allowed 2",
      "output 0 'out': mean difference in steps 5.25, allowed 1",
      "output 0 'out': cosine similarity 0.599401, wanted 0.99",
      "output 0 'out': share of runs with the same winner 0, wanted 0.9",
    ]);
  });

  it('accepts what is exactly at the limits', () => {
    const result = compare([[int8(100, 52), int8(100, 50)]]);
    expect(verdict([result], { ...limits, max_lsb: 2, mean_lsb: 1 })).toEqual([]);
  });
});

describe('misuse', () => {
  it('refuses outputs of another number, size or type, and results of nothing', () => {
    const comparison = createComparison([{ name: 'out', type: 'INT8', shape: [2] }]);
    const code = (value: string) => expect.objectContaining({ code: value });
    expect(() => comparison.results()).toThrow(code('REFERENCE_NOTHING_COMPARED'));
    expect(() => comparison.add([int8(1, 2)], [int8(1)])).toThrow(code('REFERENCE_OUTPUT_MISMATCH'));
    expect(() => comparison.add([], [int8(1, 2)])).toThrow(code('REFERENCE_OUTPUT_MISMATCH'));
    const strings = createComparison([{ name: 'out', type: 'STRING', shape: [1] }]);
    expect(() => strings.add([int8(1)], [int8(1)])).toThrow(code('REFERENCE_UNSUPPORTED'));
  });
});
