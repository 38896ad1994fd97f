import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { analyze } from '../../src/model/analyze.ts';
import { buildModel } from '../../src/model/build.ts';
import { readModel } from '../../src/model/read.ts';
import { requireStaticShapes } from '../../src/model/static-shapes.ts';
import { HilbenchError } from '../../src/support/errors.ts';
import { createRandom } from '../../src/support/random.ts';

const MUTATIONS = 10_000;

/** Signatures, metadata, two subgraphs, several inputs and outputs, a dynamic batch. */
function richModel(): Uint8Array {
  return buildModel({
    description: 'two inputs, two outputs',
    tensors: [
      { name: 'left', shape: [1, 8], shape_signature: [-1, 8], quantization: { scale: 0.5, zero_point: 3 } },
      { name: 'right', shape: [1, 8], quantization: { scale: 0.25 } },
      { name: 'sum', shape: [1, 8], quantization: { scale: 0.5 } },
      { name: 'shape', type: 'INT32', shape: [2], data: [2, 4] },
      { name: 'folded', shape: [2, 4], quantization: { scale: 0.5 } },
      { name: 'state', type: 'FLOAT32', shape: [4], is_variable: true },
    ],
    inputs: ['left', 'right'],
    outputs: ['sum', 'folded'],
    operators: [
      { op: 'ADD', inputs: ['left', 'right'], outputs: ['sum'] },
      { op: 'RESHAPE', inputs: ['sum', 'shape'], outputs: ['folded'] },
      { op: 'CUSTOM', custom_name: 'observe', inputs: ['folded', -1], outputs: [] },
    ],
    more_subgraphs: [
      {
        name: 'body',
        tensors: [{ shape: [4] }, { shape: [4] }],
        inputs: [0],
        outputs: [1],
        operators: [{ op: 'RELU', inputs: [0], outputs: [1] }],
      },
    ],
    signatures: [
      { key: 'serve', inputs: { a: 'left', b: 'right' }, outputs: { s: 'sum', f: 'folded' } },
      { key: 'body', subgraph: 1, inputs: { x: 0 }, outputs: { y: 1 } },
    ],
    metadata: { min_runtime_version: new TextEncoder().encode('2.3.0'), empty: new Uint8Array(0) },
  });
}

/** The ops whose multiply-accumulates take shapes apart, which a mutation can make anything. */
function matrixModel(): Uint8Array {
  return buildModel({
    tensors: [
      { name: 'image', shape: [1, 6, 6, 2], quantization: { scale: 0.1 } },
      { name: 'filter', shape: [3, 3, 3, 2], quantization: { scale: [1, 2, 3] }, data: new Int8Array(54) },
      { name: 'convolved', shape: [1, 3, 3, 3], quantization: { scale: 0.1 } },
      { name: 'size', type: 'INT32', shape: [4], data: [1, 6, 6, 2] },
      { name: 'kernel', shape: [2, 2, 2, 3], quantization: { scale: 0.1 }, data: new Int8Array(24) },
      { name: 'grown', shape: [1, 6, 6, 2], quantization: { scale: 0.1 } },
      { name: 'weights', shape: [4, 72], quantization: { scale: 0.1 }, data: new Int8Array(288) },
      { name: 'flat', shape: [1, 4], quantization: { scale: 0.1 } },
      { name: 'product', shape: [1, 1], quantization: { scale: 0.1 } },
    ],
    inputs: ['image'],
    outputs: ['product'],
    operators: [
      {
        op: 'CONV_2D',
        inputs: ['image', 'filter', -1],
        outputs: ['convolved'],
        options: { type: 'Conv2DOptions', stride_h: 2, stride_w: 2 },
      },
      {
        op: 'TRANSPOSE_CONV',
        inputs: ['size', 'kernel', 'convolved'],
        outputs: ['grown'],
        options: { type: 'TransposeConvOptions', stride_h: 2, stride_w: 2 },
      },
      { op: 'FULLY_CONNECTED', inputs: ['grown', 'weights', -1], outputs: ['flat'] },
      { op: 'BATCH_MATMUL', inputs: ['flat', 'flat'], outputs: ['product'] },
    ],
  });
}

const MODELS: readonly [name: string, model: Uint8Array][] = [
  ['the keyword spotter', dsCnnKeywordSpotter()],
  ['a model with signatures and metadata', richModel()],
  ['a model of matrix ops', matrixModel()],
];

/** What reading and analysing come to: `read`, or the code of a refusal. Anything else is thrown on. */
function outcome(file: Uint8Array): string {
  try {
    const graph = readModel(file);
    analyze(graph);
    requireStaticShapes(graph);
    return 'read';
  } catch (error) {
    if (error instanceof HilbenchError && error.kind === 'input' && error.code.startsWith('MODEL_')) {
      return error.code;
    }
    throw error;
  }
}

describe.each(MODELS)('%s', (_, model) => {
  it('is read as it is', () => {
    expect(outcome(model)).toBe('read');
  });

  it('is refused or read when it is cut at any byte', () => {
    const outcomes = new Set<string>();
    for (let length = 0; length < model.length; length++) outcomes.add(outcome(model.subarray(0, length)));
    expect(outcomes).toContain('MODEL_TRUNCATED');
    expect(outcome(model.subarray(0, model.length / 2))).not.toBe('read');
  });

  it(`is refused or read after each of ${MUTATIONS} random mutations`, () => {
    const random = createRandom(model.length);
    const below = (limit: number): number => Math.floor(random.uniform() * limit);
    const outcomes = new Map<string, number>();
    // Most of the keyword spotter is weights, where a change does nothing: aim at its structure too.
    const structural = [...model.keys()].filter((at) => !insideConstant(model, at));
    let slowest_ms = 0;
    for (let n = 0; n < MUTATIONS; n++) {
      const mutant = model.slice();
      for (let changes = 1 + below(4); changes > 0; changes--) {
        const at = structural[below(structural.length)] ?? 0;
        mutant[at] = INTERESTING[below(2 * INTERESTING.length)] ?? below(256);
      }
      const start = performance.now();
      const result = outcome(mutant);
      slowest_ms = Math.max(slowest_ms, performance.now() - start);
      outcomes.set(result, (outcomes.get(result) ?? 0) + 1);
    }
    // Enough must survive the first checks for the later ones to have been tried.
    expect(outcomes.get('read')).toBeGreaterThan(MUTATIONS / 50);
    expect(outcomes.size).toBeGreaterThan(8);
    expect(slowest_ms).toBeLessThan(2000);
  });
});

const INTERESTING = [0, 1, 2, 4, 8, 0x7f, 0x80, 0xff];

function insideConstant(model: Uint8Array, at: number): boolean {
  return constants(model).some(({ start, end }) => at >= start && at < end);
}

const constantRanges = new WeakMap<Uint8Array, readonly { start: number; end: number }[]>();

function constants(model: Uint8Array): readonly { start: number; end: number }[] {
  const known = constantRanges.get(model);
  if (known) return known;
  const ranges = readModel(model).subgraphs.flatMap(({ tensors }) =>
    tensors.flatMap(({ data }) => {
      if (data === undefined) return [];
      const start = data.byteOffset - model.byteOffset;
      return [{ start, end: start + data.length }];
    }),
  );
  constantRanges.set(model, ranges);
  return ranges;
}

describe('bytes that were never a model', () => {
  it('are refused with a code', () => {
    const tagged = fc.uint8Array({ maxLength: 400 }).map((bytes) => {
      const file = Uint8Array.from([0, 0, 0, 0, 0x54, 0x46, 0x4c, 0x33, ...bytes]);
      new DataView(file.buffer).setUint32(0, 8 + (bytes[0] ?? 0), true);
      return file;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), tagged), (file) => {
        expect(outcome(file)).not.toBe('read');
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('are refused when parts of a model are swapped, repeated or dropped', () => {
    const model = richModel();
    const cut = fc.nat({ max: model.length });
    fc.assert(
      fc.property(cut, cut, cut, (a, b, c) => {
        const [i = 0, j = 0, k = 0] = [a, b, c].toSorted((x, y) => x - y);
        const pieces = [model.subarray(0, i), model.subarray(j, k), model.subarray(i, j), model.subarray(k)];
        outcome(new Uint8Array(Buffer.concat(pieces)));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
