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

function reduceCases(): OpCase[] {
  const random = new SeededIntegers(404);
  return ['MEAN', 'SUM', 'REDUCE_MAX', 'REDUCE_MIN'].flatMap((op) =>
    REDUCTIONS.flatMap(([shape, axes]) =>
      [true, false].map((keep_dims): OpCase => {
        const reduced = new Set(axes.map((axis) => (axis < 0 ? axis + shape.length : axis)));
        const output_shape = shape.flatMap((dim, i) => (reduced.has(i) ? (keep_dims ? [1] : []) : [dim]));
        const terms = axes.reduce((product, axis) => product * (shape.at(axis) ?? 1), 1);
        const scale = scaleBetween(random, 2e-3, 0.1);
        const input = quantized('in', shape, scale, random.next(-30, 30));
        const output =
          op === 'MEAN' || op === 'SUM'
            ? quantized(
                'out',
                output_shape,
                Math.fround(scale * scaleBetween(random, 0.05, 1.2) * (op === 'SUM' ? terms : 1)),
                random.next(-20, 20),
              )
            : { ...input, name: 'out', shape: output_shape };
        return {
          name: `${op.toLowerCase()} ${shape.join('x')} over ${axes.join(',')}${keep_dims ? ' kept' : ''}`,
          graph: oneOp(op, [input, integers('axes', axes)], [output], { type: 'ReducerOptions', keep_dims }),
        };
      }),
    ),
  );
}

/** MEAN, SUM, REDUCE_MAX and REDUCE_MIN of int8 tensors over all kinds of axes, kept or not. */
export const REDUCE_CASES: readonly OpCase[] = reduceCases();
