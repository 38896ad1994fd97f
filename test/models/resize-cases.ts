import type { TensorType } from '../../src/model/types.ts';
import { integers, oneOp, quantized } from './one-op.ts';
import type { OpCase } from './op-case.ts';

const SIZES: readonly (readonly [input: readonly [number, number], output: readonly [number, number]])[] = [
  [
    [4, 5],
    [8, 10],
  ],
  [
    [4, 5],
    [12, 15],
  ],
  [
    [7, 9],
    [3, 4],
  ],
  [
    [5, 5],
    [7, 11],
  ],
  [
    [6, 3],
    [6, 3],
  ],
  [
    [1, 1],
    [3, 4],
  ],
  [
    [9, 2],
    [1, 1],
  ],
  [
    [3, 10],
    [10, 3],
  ],
];

const SAMPLINGS = [
  { align_corners: false, half_pixel_centers: false },
  { align_corners: true, half_pixel_centers: false },
  { align_corners: false, half_pixel_centers: true },
] as const;

function resizeCases(): OpCase[] {
  const ops = [
    ['RESIZE_NEAREST_NEIGHBOR', 'ResizeNearestNeighborOptions'],
    ['RESIZE_BILINEAR', 'ResizeBilinearOptions'],
  ] as const;
  const cases = ops.flatMap(([op, type]) =>
    SIZES.flatMap(([from, to], i) =>
      SAMPLINGS.map((sampling): OpCase => {
        const [batches, channels] = [i % 3 === 2 ? 2 : 1, 1 + ((i * 2) % 5)];
        return resizeCase(op, 'INT8', [batches, ...from, channels], to, { type, ...sampling });
      }),
    ),
  );
  const both = { align_corners: true, half_pixel_centers: true };
  const [op, type] = ops[0];
  return [
    ...cases,
    resizeCase(op, 'INT8', [1, 5, 7, 3], [8, 4], { type, ...both }),
    resizeCase(op, 'FLOAT32', [1, 3, 4, 2], [6, 6], { type }),
    resizeCase(op, 'INT16', [1, 3, 4, 2], [6, 6], { type }),
  ];
}

function resizeCase(
  op: string,
  dtype: TensorType,
  shape: readonly [number, number, number, number],
  size: readonly [number, number],
  options: {
    readonly type: 'ResizeNearestNeighborOptions' | 'ResizeBilinearOptions';
    readonly align_corners?: boolean;
    readonly half_pixel_centers?: boolean;
  },
): OpCase {
  const [batches, , , channels] = shape;
  const tensor = (name: string, dims: readonly number[]) =>
    dtype === 'INT8' ? quantized(name, dims, 0.1, 3) : { name, type: dtype, shape: dims };
  const marks = `${options.align_corners ? ' aligned' : ''}${options.half_pixel_centers ? ' half-pixel' : ''}`;
  return {
    name: `${op.toLowerCase()} ${shape.join('x')} to ${size.join('x')}${marks} ${dtype}`,
    graph: oneOp(
      op,
      [tensor('in', shape), integers('size', size)],
      [tensor('out', [batches, ...size, channels])],
      options,
    ),
  };
}

/** RESIZE_NEAREST_NEIGHBOR and RESIZE_BILINEAR, up and down, with every way of sampling. */
export const RESIZE_CASES: readonly OpCase[] = resizeCases();
