import type { Tensor } from '../../../model/types.ts';
import { requireShape, requireType } from '../checks.ts';
import { layerMultiplier, type QuantizedMultiplier, tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { requireDimension, requireIntegers } from './integers.ts';
import { coalesceLoops, type Loop, loopsDefinition, rowMajorStrides } from './loops.ts';

/** MEAN, SUM, REDUCE_MAX and REDUCE_MIN of an int8 tensor over any of its dimensions. */
export const REDUCE: OpLowering = { ops: ['MEAN', 'SUM', 'REDUCE_MAX', 'REDUCE_MIN'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const input = layer.requireInput(0);
  const output = layer.output(0);
  requireType(layer, input, 'input', 'INT8');
  requireType(layer, output, 'output', 'INT8');
  const reduced = reducedDimensions(layer, input.shape.length);
  const keep_dims = output.shape.length === input.shape.length;
  requireShape(
    layer,
    output,
    'output',
    input.shape.flatMap((dim, i) => (reduced.has(i) ? (keep_dims ? [1] : []) : [dim])),
  );

  const loops = coalesceLoops(layer, reductionLoops(input.shape, reduced));
  const { op } = layer.operator;
  return op === 'MEAN' || op === 'SUM'
    ? sums(layer, input, output, loops)
    : extremes(layer, input, output, loops);
}

/** So many int8 values can be added in 32 bits, zero points included. */
const MAX_TERMS = 2 ** 23;

/** MEAN and SUM: 32-bit sums, then one multiplier, which includes the division of a mean. */
function sums(layer: LayerContext, input: Tensor, output: Tensor, loops: readonly Loop[]): LoweredLayer {
  const terms = input.elements / output.elements;
  if (terms > MAX_TERMS) layer.refuse(`reduces ${terms} elements to one, more than ${MAX_TERMS}`);
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  const ratio = layerMultiplier(layer, from.scale / to.scale);
  const { multiplier, shift } = layer.operator.op === 'MEAN' ? dividedBy(ratio, terms) : ratio;
  return {
    sources: ['reduce.c'],
    headers: ['reduce.h'],
    scratch_bytes: output.elements * 4,
    code: (names) => [
      loopsDefinition('loops', loops),
      'static const hb_reduce_sum_params params = {',
      `    ${output.elements}u, ${from.zero_point * terms}, ${to.zero_point}, ${multiplier}, ${shift}};`,
      `hb_reduce_sum_s8(${names.tensor(input, 'int8_t')}, ${names.tensor(output, 'int8_t')},`,
      `                 ${names.scratch('int32_t')}, loops, ${loops.length}u, &params);`,
    ],
  };
}

/** REDUCE_MAX and REDUCE_MIN compare quantized values, so both sides must have one scale. */
function extremes(layer: LayerContext, input: Tensor, output: Tensor, loops: readonly Loop[]): LoweredLayer {
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  if (from.scale !== to.scale || from.zero_point !== to.zero_point) {
    layer.refuse('has another scale or zero point for its input than for its output');
  }
  const kernel = layer.operator.op === 'REDUCE_MAX' ? 'hb_reduce_max_s8' : 'hb_reduce_min_s8';
  return {
    sources: ['reduce.c'],
    headers: ['reduce.h'],
    code: (names) => [
      loopsDefinition('loops', loops),
      `${kernel}(${names.tensor(input, 'int8_t')}, ${names.tensor(output, 'int8_t')}, ${output.elements}u,`,
      `                 loops, ${loops.length}u);`,
    ],
  };
}

function reducedDimensions(layer: LayerContext, rank: number): ReadonlySet<number> {
  const axes = requireIntegers(layer, layer.requireInput(1), 'axes');
  return new Set(axes.map((axis) => requireDimension(layer, axis, rank)));
}

/** Over the input in order; the output stands still along what is reduced. */
function reductionLoops(shape: readonly number[], reduced: ReadonlySet<number>): Loop[] {
  const input_strides = rowMajorStrides(shape);
  const output_strides = rowMajorStrides(shape.map((dim, i) => (reduced.has(i) ? 1 : dim)));
  return shape.map((count, i) => ({
    count,
    steps: [input_strides[i] ?? 0, reduced.has(i) ? 0 : (output_strides[i] ?? 0)],
  }));
}

/** The multiplier with the division by `n` in it, rounded down, at the precision the kernel has left. */
function dividedBy({ multiplier, shift }: QuantizedMultiplier, n: number): QuantizedMultiplier {
  const bits = Math.min(31 - Math.clz32(n), 31 + shift);
  return {
    multiplier: Number((BigInt(multiplier) << BigInt(bits)) / BigInt(n)),
    shift: shift - bits,
  };
}
