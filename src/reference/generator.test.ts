import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { generateInputs, type InputSpec, inputsCrc32 } from './generator.ts';

interface Golden {
  readonly cases: readonly {
    readonly seed: number;
    readonly run: number;
    readonly crc32: number;
    readonly inputs: readonly (InputSpec & { readonly first_hex: string; readonly crc32: number })[];
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../test/golden/generator.json', import.meta.url), 'utf8'),
) as Golden;

describe('generateInputs', () => {
  it.each(golden.cases)('makes the committed vectors for seed $seed, run $run', (expected) => {
    const inputs = generateInputs(expected.inputs, expected.seed, expected.run);
    expect(
      inputs.map(({ type, shape, bytes }) => ({
        type,
        shape,
        bytes: bytes.byteLength,
        first_hex: Buffer.from(bytes.subarray(0, 24)).toString('hex'),
        crc32: crc32(bytes),
      })),
    ).toEqual(expected.inputs);
    expect(inputsCrc32(inputs)).toBe(expected.crc32);
  });

  it('gives floats in [-1, 1) and bools of 0 and 1, with both halves in use', () => {
    const [floats, bools] = generateInputs(
      [
        { type: 'FLOAT32', shape: [1000], bytes: 4000 },
        { type: 'BOOL', shape: [1000], bytes: 1000 },
      ],
      1,
      0,
    );
    const values = [...new Float32Array(floats?.bytes.slice().buffer ?? new ArrayBuffer(0))];
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.filter((value) => value < 0).length).toBeGreaterThan(400);
    const ones = [...(bools?.bytes ?? [])].reduce((sum, bit) => sum + bit, 0);
    expect(new Set(bools?.bytes)).toEqual(new Set([0, 1]));
    expect(ones).toBeGreaterThan(400);
  });

  it('differs by seed, run and input', () => {
    const specs: InputSpec[] = [
      { type: 'INT8', shape: [64], bytes: 64 },
      { type: 'INT8', shape: [64], bytes: 64 },
    ];
    const all = [
      [1, 0],
      [2, 0],
      [1, 1],
    ].flatMap(([seed = 0, run = 0]) => generateInputs(specs, seed, run).map(({ bytes }) => bytes.join()));
    expect(new Set(all).size).toBe(6);
  });
});
