import type { OptionsSpec, TensorSpec } from '../../src/model/build-types.ts';
import type { TensorType } from '../../src/model/types.ts';
import { integers, oneOp, quantized } from './one-op.ts';
import type { OpCase } from './op-case.ts';

const SCALE = 0.05;
const ZERO_POINT = -7;

function movementCases(): OpCase[] {
  return [
    ...padCases(),
    ...concatenationCases(),
    ...stridedSliceCases(),
    ...partCases(),
    ...transposeCases(),
  ];
}

/** A tensor of any type that ops move; int8 with a scale. */
function plain(name: string, shape: readonly number[], type: TensorType = 'INT8'): TensorSpec {
  return type === 'INT8' ? quantized(name, shape, SCALE, ZERO_POINT) : { name, shape, type };
}

function padCases(): OpCase[] {
  const paddings: readonly (readonly [
    shape: readonly number[],
    paddings: readonly number[],
    type?: TensorType,
  ])[] = [
    [
      [1, 5, 6, 3],
      [0, 0, 1, 1, 2, 2, 0, 0],
    ],
    [
      [1, 5, 6, 3],
      [0, 0, 0, 1, 0, 1, 0, 0],
    ],
    [
      [2, 3, 4, 5],
      [1, 0, 0, 2, 3, 1, 1, 2],
    ],
    [
      [4, 9],
      [0, 0, 3, 2],
    ],
    [[10], [4, 5]],
    [
      [2, 3, 2, 3, 2],
      [1, 1, 0, 1, 2, 0, 0, 0, 1, 1],
    ],
    [
      [2, 3, 4],
      [0, 0, 0, 0, 0, 0],
    ],
    [[1, 3, 4, 2], [0, 0, 1, 1, 1, 1, 0, 0], 'FLOAT32'],
    [[1, 3, 4, 2], [0, 0, 1, 1, 1, 1, 0, 0], 'INT32'],
    [[3, 4, 2], [1, 1, 1, 1, 0, 1], 'INT16'],
  ];
  return paddings.flatMap(([shape, sizes, type = 'INT8']) => {
    const output = shape.map((dim, i) => dim + (sizes[i * 2] ?? 0) + (sizes[i * 2 + 1] ?? 0));
    const inputs = [plain('in', shape, type), integers('paddings', sizes, [shape.length, 2])];
    const label = `${shape.join('x')} by ${sizes.join(',')} ${type}`;
    const cases = [{ name: `pad ${label}`, graph: oneOp('PAD', inputs, [plain('out', output, type)]) }];
    const value = { ...plain('value', [], type), data: [-77] };
    cases.push({
      name: `padv2 ${label}`,
      graph: oneOp('PADV2', [...inputs, value], [plain('out', output, type)], {
        type: 'other',
        union: 'PadV2Options',
      }),
    });
    return cases;
  });
}

function concatenationCases(): OpCase[] {
  const joins: readonly (readonly [
    axis: number,
    shapes: readonly (readonly number[])[],
    type?: TensorType,
  ])[] = [
    [
      3,
      [
        [1, 4, 5, 3],
        [1, 4, 5, 6],
      ],
    ],
    [
      -1,
      [
        [1, 4, 5, 3],
        [1, 4, 5, 1],
        [1, 4, 5, 2],
      ],
    ],
    [
      1,
      [
        [2, 3, 5],
        [2, 1, 5],
      ],
    ],
    [
      0,
      [
        [2, 7],
        [3, 7],
        [1, 7],
      ],
    ],
    [
      2,
      [
        [1, 2, 3, 4],
        [1, 2, 1, 4],
        [1, 2, 5, 4],
        [1, 2, 2, 4],
      ],
    ],
    [0, [[5], [6]]],
    [
      1,
      [
        [3, 2],
        [3, 4],
      ],
      'FLOAT32',
    ],
    [
      1,
      [
        [3, 2, 2],
        [3, 4, 2],
      ],
      'INT32',
    ],
    [
      -2,
      [
        [3, 2, 3],
        [3, 1, 3],
      ],
      'INT16',
    ],
  ];
  return joins.map(([axis, shapes, type = 'INT8']): OpCase => {
    const [first = []] = shapes;
    const dimension = axis < 0 ? axis + first.length : axis;
    const length = shapes.reduce((sum, shape) => sum + (shape[dimension] ?? 0), 0);
    const output = first.map((dim, i) => (i === dimension ? length : dim));
    const inputs = shapes.map((shape, i) => plain(`in${i}`, shape, type));
    const options: OptionsSpec = { type: 'ConcatenationOptions', axis };
    return {
      name: `concatenation of ${shapes.map((shape) => shape.join('x')).join(' ')} along ${axis} ${type}`,
      graph: oneOp('CONCATENATION', inputs, [plain('out', output, type)], options),
    };
  });
}

interface StridedSlice {
  readonly shape: readonly number[];
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly strides: readonly number[];
  readonly masks?: { begin_mask?: number; end_mask?: number; shrink_axis_mask?: number };
  readonly output: readonly number[];
  readonly type?: TensorType;
}

function stridedSliceCases(): OpCase[] {
  const slices: readonly StridedSlice[] = [
    {
      shape: [1, 8, 9, 3],
      begin: [0, 1, 2, 0],
      end: [1, 7, 8, 3],
      strides: [1, 2, 3, 1],
      output: [1, 3, 2, 3],
    },
    { shape: [10], begin: [2], end: [9], strides: [3], output: [3] },
    { shape: [10], begin: [-1], end: [-11], strides: [-1], output: [10] },
    { shape: [10], begin: [8], end: [1], strides: [-2], output: [4] },
    { shape: [4, 6], begin: [0, -3], end: [4, 100], strides: [1, 1], output: [4, 3] },
    { shape: [4, 6], begin: [-100, 0], end: [2, -1], strides: [1, 2], output: [2, 3] },
    { shape: [4, 6], begin: [9, 9], end: [3, 4], strides: [2, 1], masks: { begin_mask: 3 }, output: [2, 4] },
    { shape: [4, 6], begin: [1, 2], end: [0, 0], strides: [1, 2], masks: { end_mask: 3 }, output: [3, 2] },
    {
      shape: [4, 6],
      begin: [0, 0],
      end: [0, 0],
      strides: [-1, -2],
      masks: { begin_mask: 3, end_mask: 3 },
      output: [4, 3],
    },
    {
      shape: [3, 4, 5],
      begin: [0, 2, 0],
      end: [3, 3, 5],
      strides: [1, 1, 1],
      masks: { shrink_axis_mask: 2 },
      output: [3, 5],
    },
    {
      shape: [3, 4, 5],
      begin: [-1, 0, -2],
      end: [0, 4, 0],
      strides: [1, 1, 1],
      masks: { shrink_axis_mask: 5 },
      output: [4],
    },
    {
      shape: [2, 3, 4, 5],
      begin: [1, 0, 1, 0],
      end: [2, 3, 4, 5],
      strides: [1, 2, 1, 2],
      masks: { begin_mask: 2, end_mask: 8, shrink_axis_mask: 1 },
      output: [2, 3, 3],
    },
    { shape: [4, 6], begin: [1, 1], end: [4, 6], strides: [2, 2], output: [2, 3], type: 'FLOAT32' },
    { shape: [4, 6], begin: [1, 5], end: [4, 0], strides: [1, -2], output: [3, 3], type: 'INT32' },
    { shape: [4, 6], begin: [1, 5], end: [4, 0], strides: [1, -2], output: [3, 3], type: 'INT16' },
    { shape: [4, 6], begin: [1, 0], end: [4, 6], strides: [1, 2], output: [3, 3], type: 'BOOL' },
  ];
  return slices.map(({ shape, begin, end, strides, masks = {}, output, type = 'INT8' }): OpCase => {
    const marks = Object.entries(masks).map(([mask, bits]) => ` ${mask} ${bits}`);
    return {
      name: `strided_slice ${shape.join('x')} ${begin}:${end}:${strides}${marks.join('')} ${type}`,
      graph: oneOp(
        'STRIDED_SLICE',
        [
          plain('in', shape, type),
          integers('begin', begin),
          integers('end', end),
          integers('strides', strides),
        ],
        [plain('out', output, type)],
        { type: 'StridedSliceOptions', ...masks },
      ),
    };
  });
}

function partCases(): OpCase[] {
  const slices: readonly (readonly [
    readonly number[],
    readonly number[],
    readonly number[],
    readonly number[],
  ])[] = [
    [
      [4, 5, 6],
      [1, 0, 2],
      [2, 5, 3],
      [2, 5, 3],
    ],
    [
      [4, 5, 6],
      [0, 3, 1],
      [-1, 2, -1],
      [4, 2, 5],
    ],
    [
      [2, 3, 4, 5],
      [1, 1, 1, 1],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
    [[12], [3], [-1], [9]],
  ];
  const splits: readonly (readonly [shape: readonly number[], axis: number, parts: number])[] = [
    [[1, 4, 4, 6], 3, 2],
    [[6, 5], 0, 3],
    [[2, 8, 3], -2, 4],
  ];
  return [
    ...slices.map(([shape, begin, size, output]): OpCase => {
      const inputs = [plain('in', shape), integers('begin', begin), integers('size', size)];
      const options: OptionsSpec = { type: 'other', union: 'SliceOptions' };
      return {
        name: `slice ${shape.join('x')} ${begin} ${size}`,
        graph: oneOp('SLICE', inputs, [plain('out', output)], options),
      };
    }),
    ...splits.map(([shape, axis, parts]): OpCase => {
      const dimension = axis < 0 ? axis + shape.length : axis;
      const part = shape.map((dim, i) => (i === dimension ? dim / parts : dim));
      const outputs = Array.from({ length: parts }, (_, i) => plain(`out${i}`, part));
      const options: OptionsSpec = { type: 'SplitOptions', num_splits: parts };
      return {
        name: `split ${shape.join('x')} along ${axis} by ${parts}`,
        graph: oneOp('SPLIT', [integers('axis', [axis], []), plain('in', shape)], outputs, options),
      };
    }),
    {
      name: 'split_v 1x9x4 along 1 into 2,3,4',
      graph: oneOp(
        'SPLIT_V',
        [plain('in', [1, 9, 4]), integers('sizes', [2, 3, 4]), integers('axis', [1], [])],
        [2, 3, 4].map((length, i) => plain(`out${i}`, [1, length, 4])),
        { type: 'SplitVOptions', num_splits: 3 },
      ),
    },
  ];
}

function transposeCases(): OpCase[] {
  const permutations: readonly (readonly [readonly number[], readonly number[], TensorType?])[] = [
    [
      [4, 7],
      [1, 0],
    ],
    [
      [2, 3, 4],
      [2, 0, 1],
    ],
    [
      [1, 5, 6, 3],
      [0, 3, 1, 2],
    ],
    [
      [1, 3, 5, 6],
      [0, 2, 3, 1],
    ],
    [
      [2, 3, 4, 5],
      [3, 2, 1, 0],
    ],
    [
      [2, 3, 4, 5],
      [0, 1, 2, 3],
    ],
    [
      [2, 3, 2, 3, 4],
      [4, 2, 0, 1, 3],
    ],
    [[2, 3, 4], [1, 2, 0], 'FLOAT32'],
    [[2, 3, 4], [1, 0, 2], 'INT16'],
  ];
  return permutations.map(([shape, permutation, type = 'INT8']): OpCase => {
    const output = permutation.map((dimension) => shape[dimension] ?? 0);
    return {
      name: `transpose ${shape.join('x')} by ${permutation} ${type}`,
      graph: oneOp(
        'TRANSPOSE',
        [plain('in', shape, type), integers('permutation', permutation)],
        [plain('out', output, type)],
      ),
    };
  });
}

/** PAD, PADV2, CONCATENATION, STRIDED_SLICE, SLICE, SPLIT, SPLIT_V and TRANSPOSE. */
export const MOVEMENT_CASES: readonly OpCase[] = movementCases();
