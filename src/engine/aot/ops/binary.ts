import type { Tensor } from '../../../model/types.ts';
import { requireOptions, requireShape, requireType } from '../checks.ts';
import { multiplyByQuantizedMultiplier } from '../fixed-point.ts';
import { asInt8 } from '../pack.ts';
import {
  activationRange,
  layerMultiplier,
  type QuantizedMultiplier,
  type Range,
  type TensorScale,
  tensorScale,
} from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { coalesceLoops, type Loop, loopsDefinition, rowMajorStrides } from './loops.ts';
import { tableLayer } from './table.ts';

/** What an element-wise function of two int8 tensors is, for a kernel and for a table. */
interface BinaryFunction {
  readonly kernel: string;
  /** C type and initializer of the kernel's parameters, when it has any. */
  readonly params?: { readonly type: string; readonly values: readonly number[] };
  /** The function on quantized values. */
  evaluate(a: number, b: number): number;
}

const FUNCTIONS: Record<
  string,
  (layer: LayerContext, a: Tensor, b: Tensor, output: Tensor) => BinaryFunction
> = {
  SUB: (layer, a, b, output) => {
    const range = activationRange(
      layer,
      requireOptions(layer, 'SubOptions').fused_activation_function,
      output,
    );
    // TFLM computes these ratios in float32 for SUB, in double for ADD.
    return sum(layer, a, b, output, range, Math.fround, -1);
  },
  MUL: product,
  MAXIMUM: () => ({ kernel: 'hb_broadcast_max_s8', evaluate: Math.max }),
  MINIMUM: () => ({ kernel: 'hb_broadcast_min_s8', evaluate: Math.min }),
};

/** Element-wise arithmetic of int8 tensors with broadcasting. */
export const BINARY: OpLowering = {
  ops: Object.keys(FUNCTIONS),
  lower(layer): LoweredLayer {
    const [a, b, output] = operands(layer);
    const of = FUNCTIONS[layer.operator.op] ?? layer.refuse('is no element-wise function');
    return binaryLayer(layer, a, b, output, of(layer, a, b, output));
  },
};

/** ADD of int8 tensors whose shapes differ. */
export function lowerBroadcastAdd(layer: LayerContext): LoweredLayer {
  const [a, b, output] = operands(layer);
  const range = activationRange(layer, requireOptions(layer, 'AddOptions').fused_activation_function, output);
  return binaryLayer(
    layer,
    a,
    b,
    output,
    sum(layer, a, b, output, range, (real) => real, 1),
  );
}

function operands(layer: LayerContext): [a: Tensor, b: Tensor, output: Tensor] {
  const a = layer.requireInput(0);
  const b = layer.requireInput(1);
  const output = layer.output(0);
  requireType(layer, a, 'input', 'INT8');
  requireType(layer, b, 'second input', 'INT8');
  requireType(layer, output, 'output', 'INT8');
  return [a, b, output];
}

function binaryLayer(
  layer: LayerContext,
  a: Tensor,
  b: Tensor,
  output: Tensor,
  f: BinaryFunction,
): LoweredLayer {
  requireShape(layer, output, 'output', broadcastShape(layer, a.shape, b.shape));
  const scalar_a = scalar(a);
  const scalar_b = scalar(b);
  if (scalar_b !== undefined && sameShape(a, output))
    return tableLayer(layer, a, output, (q) => f.evaluate(q, scalar_b));
  if (scalar_a !== undefined && sameShape(b, output))
    return tableLayer(layer, b, output, (q) => f.evaluate(scalar_a, q));
  const loops = broadcastLoops(layer, a.shape, b.shape, output.shape);
  const in_place_of = [a, b].find((input) => input.data === undefined && input.elements === output.elements);
  return {
    sources: ['binary.c'],
    headers: ['binary.h'],
    ...(in_place_of !== undefined && { in_place_of }),
    code: (names) => {
      const pointers = [a, b, output].map((tensor) => names.tensor(tensor, 'int8_t'));
      const lines = [
        loopsDefinition('loops', loops),
        `static const hb_broadcast shape = {loops, ${loops.length}u};`,
      ];
      if (f.params === undefined) return [...lines, `${f.kernel}(${pointers.join(', ')}, &shape);`];
      return [
        ...lines,
        `static const ${f.params.type} params = {${f.params.values.join(', ')}};`,
        `${f.kernel}(${pointers.join(', ')}, &shape, &params);`,
      ];
    },
  };
}

/** a ± b: both are brought to twice the larger scale with 20 more bits, and the sum to the output's scale. */
function sum(
  layer: LayerContext,
  a: Tensor,
  b: Tensor,
  output: Tensor,
  range: Range,
  rounded: (real: number) => number,
  sign: 1 | -1,
): BinaryFunction {
  const left_shift = 20;
  const [qa, qb, to] = scales(layer, a, b, output);
  const twice_max_scale = rounded(2 * Math.max(qa.scale, qb.scale));
  const ma = smallerThanOne(layer, rounded(qa.scale / twice_max_scale));
  const mb = smallerThanOne(layer, rounded(qb.scale / twice_max_scale));
  const mo = smallerThanOne(layer, rounded(twice_max_scale / rounded(2 ** left_shift * to.scale)));
  const scaled = (q: number, from: TensorScale, multiplier: QuantizedMultiplier): number =>
    multiplyByQuantizedMultiplier((q - from.zero_point) << left_shift, multiplier);
  return {
    kernel: sign > 0 ? 'hb_broadcast_add_s8' : 'hb_broadcast_sub_s8',
    params: {
      type: 'hb_sum_params',
      values: [
        ...[qa.zero_point, ma.multiplier, ma.shift],
        ...[qb.zero_point, mb.multiplier, mb.shift],
        ...[to.zero_point, mo.multiplier, mo.shift],
        ...[range.min, range.max],
      ],
    },
    evaluate: (x, y) => {
      const raw = scaled(x, qa, ma) + sign * scaled(y, qb, mb);
      return clampTo(range, multiplyByQuantizedMultiplier(raw, mo) + to.zero_point);
    },
  };
}

function product(layer: LayerContext, a: Tensor, b: Tensor, output: Tensor): BinaryFunction {
  const range = activationRange(layer, requireOptions(layer, 'MulOptions').fused_activation_function, output);
  const [qa, qb, to] = scales(layer, a, b, output);
  const ratio = layerMultiplier(layer, (qa.scale * qb.scale) / to.scale);
  return {
    kernel: 'hb_broadcast_mul_s8',
    params: {
      type: 'hb_mul_params',
      values: [
        ...[qa.zero_point, qb.zero_point],
        ...[to.zero_point, ratio.multiplier, ratio.shift],
        ...[range.min, range.max],
      ],
    },
    evaluate: (x, y) => {
      const raw = (x - qa.zero_point) * (y - qb.zero_point);
      return clampTo(range, multiplyByQuantizedMultiplier(raw, ratio) + to.zero_point);
    },
  };
}

function scales(
  layer: LayerContext,
  a: Tensor,
  b: Tensor,
  output: Tensor,
): [TensorScale, TensorScale, TensorScale] {
  return [
    tensorScale(layer, a, 'input'),
    tensorScale(layer, b, 'second input'),
    tensorScale(layer, output, 'output'),
  ];
}

function smallerThanOne(layer: LayerContext, real: number): QuantizedMultiplier {
  const multiplier = layerMultiplier(layer, real);
  if (real >= 1 || multiplier.shift > 0) layer.refuse('has an output scale too small for its input scales');
  return multiplier;
}

const clampTo = ({ min, max }: Range, value: number): number => Math.min(Math.max(value, min), max);

/** The value of a constant with one element. */
function scalar(tensor: Tensor): number | undefined {
  return tensor.data !== undefined && tensor.elements === 1 ? asInt8(tensor.data)[0] : undefined;
}

const sameShape = (a: Tensor, b: Tensor): boolean =>
  a.shape.length === b.shape.length && a.shape.every((dim, i) => dim === b.shape[i]);

/** The shape that two shapes broadcast to: aligned at the last dimension, ones repeated. */
function broadcastShape(layer: LayerContext, a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return alignShape(a, rank).map((dim, i) => {
    const other = alignShape(b, rank)[i] ?? 1;
    if (dim !== other && dim !== 1 && other !== 1) {
      layer.refuse(`cannot broadcast [${a.join(', ')}] and [${b.join(', ')}]`);
    }
    return dim === 1 ? other : dim;
  });
}

function broadcastLoops(
  layer: LayerContext,
  a: readonly number[],
  b: readonly number[],
  output: readonly number[],
): Loop[] {
  const steps = [a, b].map((shape) => {
    const aligned = alignShape(shape, output.length);
    return rowMajorStrides(aligned).map((stride, i) => (aligned[i] === 1 ? 0 : stride));
  });
  return coalesceLoops(
    layer,
    output.map((count, i): Loop => ({ count, steps: [steps[0]?.[i] ?? 0, steps[1]?.[i] ?? 0] })),
  );
}

const alignShape = (shape: readonly number[], rank: number): number[] => [
  ...new Array<number>(rank - shape.length).fill(1),
  ...shape,
];
