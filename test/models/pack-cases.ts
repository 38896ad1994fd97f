import type { TensorSpec } from '../../src/model/build-types.ts';
import type { TensorType } from '../../src/model/types.ts';
import { integers, oneOp, quantized } from './one-op.ts';
import type { OpCase } from './op-case.ts';

function plain(name: string, shape: readonly number[], type: TensorType = 'INT8'): TensorSpec {
  return type === 'INT8' ? quantized(name, shape, 0.05, 4) : { name, shape, type };
}

const MIRRORS: readonly (readonly [
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
    [0, 0, 2, 0, 0, 3, 0, 0],
  ],
  [
    [3, 4],
    [2, 2, 3, 1],
  ],
  [[7], [3, 6]],
  [
    [3, 3, 4, 2],
    [1, 2, 0, 1, 3, 0, 1, 1],
  ],
  [
    [2, 3],
    [0, 0, 0, 0],
  ],
  [[4, 3, 2], [1, 1, 1, 1, 0, 0], 'FLOAT32'],
];

const STACKS: readonly (readonly [
  shape: readonly number[],
  axis: number,
  parts: number,
  type?: TensorType,
])[] = [
  [[3, 4], 0, 2],
  [[3, 4], 1, 3],
  [[3, 4], 2, 2],
  [[3, 4], -1, 4],
  [[2, 3, 4], -3, 2],
  [[5], 0, 1],
  [[], 0, 3],
  [[2, 3], 1, 2, 'FLOAT32'],
  [[2, 3], 1, 2, 'INT32'],
  [[2, 3], 0, 2, 'INT16'],
];

function mirrorCases(): OpCase[] {
  return MIRRORS.flatMap(([shape, paddings, type = 'INT8']) =>
    [0, 1].map((mode): OpCase => {
      const output = shape.map((dim, i) => dim + (paddings[i * 2] ?? 0) + (paddings[i * 2 + 1] ?? 0));
      return {
        name: `mirror_pad ${shape.join('x')} by ${paddings} ${mode === 0 ? 'reflect' : 'symmetric'} ${type}`,
        graph: oneOp(
          'MIRROR_PAD',
          [plain('in', shape, type), integers('paddings', paddings, [shape.length, 2])],
          [plain('out', output, type)],
          { type: 'MirrorPadOptions', mode },
        ),
      };
    }),
  );
}

function packCases(): OpCase[] {
  return STACKS.flatMap(([shape, axis, parts, type = 'INT8']): OpCase[] => {
    const dimension = axis < 0 ? axis + shape.length + 1 : axis;
    const whole = plain('whole', shape.toSpliced(dimension, 0, parts), type);
    const pieces = Array.from({ length: parts }, (_, i) => plain(`part${i}`, shape, type));
    const label = `${parts} of ${shape.join('x') || 'scalar'} along ${axis} ${type}`;
    return [
      {
        name: `pack ${label}`,
        graph: oneOp('PACK', pieces, [whole], { type: 'PackOptions', axis, values_count: parts }),
      },
      {
        name: `unpack ${label}`,
        graph: oneOp('UNPACK', [whole], pieces, { type: 'UnpackOptions', axis, num: parts }),
      },
    ];
  });
}

function viewCases(): OpCase[] {
  const squeezed: OpCase = {
    name: 'squeeze 1x3x1x5',
    graph: oneOp('SQUEEZE', [plain('in', [1, 3, 1, 5])], [plain('out', [3, 5])], {
      type: 'other',
      union: 'SqueezeOptions',
    }),
  };
  const expanded: OpCase = {
    name: 'expand_dims 3x5 at 1',
    graph: oneOp('EXPAND_DIMS', [plain('in', [3, 5]), integers('axis', [1], [])], [plain('out', [3, 1, 5])], {
      type: 'other',
      union: 'ExpandDimsOptions',
    }),
  };
  return [squeezed, expanded];
}

/** MIRROR_PAD, PACK, UNPACK, SQUEEZE and EXPAND_DIMS. */
export const PACK_CASES: readonly OpCase[] = [...mirrorCases(), ...packCases(), ...viewCases()];
