import { requireConstant, requireShape, requireType } from '../checks.ts';
import { unpackInt32 } from '../pack.ts';
import { layerMultiplier, type QuantizedMultiplier, tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { coalesceLoops, type Loop, loopsDefinition, rowMajorStrides } from './loops.ts';

/** MEAN of an int8 tensor over any of its dimensions. */
export const MEAN: OpLowering = { ops: ['MEAN'], lower };

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
  const averaged = input.elements / output.elements;
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  const { multiplier, shift } = dividedBy(layerMultiplier(layer, from.scale / to.scale), averaged);
  return {
    sources: ['mean.c'],
    headers: ['mean.h'],
    scratch_bytes: output.elements * 4,
    code: (names) => [
      loopsDefinition('loops', loops),
      'static const hb_mean_params params = {',
      `    loops, ${loops.length}u, ${output.elements}u, ${from.zero_point * averaged},`,
      `    ${to.zero_point}, ${multiplier}, ${shift}};`,
      `hb_mean_s8(${names.tensor(input, 'int8_t')}, ${names.tensor(output, 'int8_t')},`,
      `           ${names.scratch('int32_t')}, &params);`,
    ],
  };
}

function reducedDimensions(layer: LayerContext, rank: number): ReadonlySet<number> {
  const axis = layer.requireInput(1);
  requireType(layer, axis, 'axis', 'INT32');
  const dimensions = Array.from(unpackInt32(requireConstant(layer, axis, 'axes')), (value) => {
    const dimension = value < 0 ? value + rank : value;
    if (dimension < 0 || dimension >= rank) layer.refuse(`has the axis ${value} for rank ${rank}`);
    return dimension;
  });
  return new Set(dimensions);
}

/** Over the input in order; the output stands still along what is averaged. */
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
