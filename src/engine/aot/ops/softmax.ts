import { requireOptions, requireShape, requireType } from '../checks.ts';
import { layerMultiplier, tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';

/** Integer bits of the differences that are exponentiated. */
const DIFF_INTEGER_BITS = 5;
/** With more values in a row the sum of their exponentials may not fit. */
const MAX_DEPTH = 4095;

/** The quantization that each output type must have. */
const OUTPUTS = {
  INT8: { kernel: 'hb_softmax_s8', ctype: 'int8_t', scale: 1 / 256, tolerance: 0, zero_point: -128 },
  INT16: {
    kernel: 'hb_softmax_s8_s16',
    ctype: 'int16_t',
    scale: 1 / 65536,
    tolerance: 0.001 / 65536,
    zero_point: -32768,
  },
} as const;

/** SOFTMAX along the last dimension, int8 to int8 or int16. */
export const SOFTMAX: OpLowering = { ops: ['SOFTMAX'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const { beta } = requireOptions(layer, 'SoftmaxOptions');
  const [input, output] = [layer.requireInput(0), layer.output(0)];
  requireType(layer, input, 'input', 'INT8');
  requireType(layer, output, 'output', 'INT8', 'INT16');
  requireShape(layer, output, 'output', input.shape);
  const depth = input.shape.at(-1) ?? layer.refuse('needs an input of rank 1 or more');
  if (depth < 1 || depth > MAX_DEPTH)
    layer.refuse(`has rows of ${depth} values; at most ${MAX_DEPTH} are supported`);
  const { kernel, ctype, ...expected } = OUTPUTS[output.type === 'INT16' ? 'INT16' : 'INT8'];
  const actual = tensorScale(layer, output, 'output');
  if (
    Math.abs(actual.scale - expected.scale) > expected.tolerance ||
    actual.zero_point !== expected.zero_point
  ) {
    layer.refuse(
      `has an output of scale ${actual.scale} and zero point ${actual.zero_point}; supported: ${expected.scale} and ${expected.zero_point}`,
    );
  }
  const { multiplier, shift } = differenceMultiplier(layer, beta);
  const diff_min = -Math.floor((31 * 2 ** (31 - DIFF_INTEGER_BITS)) / 2 ** shift);
  return {
    sources: ['softmax.c'],
    headers: ['softmax.h'],
    code: (names) => [
      `static const hb_softmax params = {.rows = ${input.elements / depth}, .depth = ${depth},`,
      `    .multiplier = ${multiplier}, .shift = ${shift}, .diff_min = ${diff_min}};`,
      `${kernel}(&params, ${names.tensor(input, 'int8_t')}, ${names.tensor(output, ctype)});`,
    ],
  };
}

/** From a difference of quantized inputs to Q5.26, times beta. */
function differenceMultiplier(layer: LayerContext, beta: number): { multiplier: number; shift: number } {
  const { scale } = tensorScale(layer, layer.requireInput(0), 'input');
  const real = Math.min(beta * scale * 2 ** (31 - DIFF_INTEGER_BITS), 2 ** 31 - 1);
  if (!(real > 1))
    layer.refuse(`has beta ${beta} and an input scale ${scale}, too small to tell inputs apart`);
  return layerMultiplier(layer, real);
}
