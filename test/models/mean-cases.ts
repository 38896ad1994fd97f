import { integers, oneOp, quantized, scaleBetween } from './one-op.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

const REDUCTIONS: readonly (readonly [shape: readonly number[], axes: readonly number[]])[] = [
  [
    [1, 7, 7, 16],
    [1, 2],
  ],
  [
    [1, 5, 9, 3],
    [2, 1],
  ],
  [[2, 6, 4, 5], [1]],
  [[2, 6, 4, 5], [2]],
  [[2, 6, 4, 5], [3]],
  [[2, 6, 4, 5], [0]],
  [
    [2, 6, 4, 5],
    [0, 2],
  ],
  [
    [2, 6, 4, 5],
    [1, 3],
  ],
  [
    [2, 6, 4, 5],
    [-1, -2],
  ],
  [
    [2, 6, 4, 5],
    [0, 1, 2, 3],
  ],
  [[3, 50], [1]],
  [[128], [0]],
  [
    [2, 3, 4, 5, 6],
    [1, 3],
  ],
  [
    [1, 1, 1, 9],
    [1, 2],
  ],
  [
    [1, 33, 31, 2],
    [1, 2],
  ],
];

function meanCases(): OpCase[] {
  const random = new SeededIntegers(404);
  return REDUCTIONS.flatMap(([shape, axes]) =>
    [true, false].map((keep_dims): OpCase => {
      const reduced = new Set(axes.map((axis) => (axis < 0 ? axis + shape.length : axis)));
      const output_shape = shape.flatMap((dim, i) => (reduced.has(i) ? (keep_dims ? [1] : []) : [dim]));
      const scale = scaleBetween(random, 2e-3, 0.1);
      const input = quantized('in', shape, scale, random.next(-30, 30));
      const output = quantized(
        'out',
        output_shape,
        Math.fround(scale * scaleBetween(random, 0.05, 1.2)),
        random.next(-20, 20),
      );
      return {
        name: `mean ${shape.join('x')} over ${axes.join(',')}${keep_dims ? ' kept' : ''}`,
        graph: oneOp('MEAN', [input, integers('axes', axes)], [output], {
          type: 'ReducerOptions',
          keep_dims,
        }),
      };
    }),
  );
}

/** MEAN of int8 tensors over every kind of axes, with and without kept dimensions. */
export const MEAN_CASES: readonly OpCase[] = meanCases();
