import type { Tensor } from '../../../model/types.ts';
import { requireOptions, requireType } from '../checks.ts';
import {
  doublingHighMul16,
  logistic,
  multiplyByQuantizedMultiplier,
  roundingDivideByPot,
  tanh,
} from '../fixed-point.ts';
import { activationRange, frexp, layerMultiplier, tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { tableLayer } from './table.ts';

type Quantized = (quantized: number) => number;

const FUNCTIONS: Record<string, (layer: LayerContext, input: Tensor, output: Tensor) => Quantized> = {
  RELU: (layer, input, output) => clamp(layer, input, output, 'RELU'),
  RELU6: (layer, input, output) => clamp(layer, input, output, 'RELU6'),
  RELU_N1_TO_1: (layer, input, output) => clamp(layer, input, output, 'RELU_N1_TO_1'),
  LEAKY_RELU: leakyRelu,
  LOGISTIC: (layer, input, output) => {
    requireOutputScale(layer, output, 1 / 256, -128);
    return saturating(layer, input, (a) => roundingDivideByPot(logistic(a, INPUT_INTEGER_BITS), 23) - 128);
  },
  TANH: (layer, input, output) => {
    requireOutputScale(layer, output, 1 / 128, 0);
    return saturating(layer, input, (a) => roundingDivideByPot(tanh(a, INPUT_INTEGER_BITS), 24));
  },
  HARD_SWISH: hardSwish,
};

/** Activation functions of int8 tensors that stand alone, as tables. */
export const ACTIVATIONS: OpLowering = {
  ops: Object.keys(FUNCTIONS),
  lower(layer): LoweredLayer {
    const input = layer.requireInput(0);
    const output = layer.output(0);
    requireType(layer, input, 'input', 'INT8');
    requireType(layer, output, 'output', 'INT8');
    const of = FUNCTIONS[layer.operator.op] ?? layer.refuse('is no activation function');
    return tableLayer(layer, input, output, of(layer, input, output));
  },
};

/**
 * A clamp in the output's scale. TFLM's RELU6 clamps without rescaling; with equal scales on both sides
 * that is the same, with different ones only rescaling (as TensorFlow Lite does) is right.
 */
function clamp(
  layer: LayerContext,
  input: Tensor,
  output: Tensor,
  activation: 'RELU' | 'RELU6' | 'RELU_N1_TO_1',
): Quantized {
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  const { min, max } = activationRange(layer, activation, output);
  const ratio = layerMultiplier(layer, Math.fround(from.scale / to.scale));
  return (q) => {
    const rescaled = to.zero_point + multiplyByQuantizedMultiplier(q - from.zero_point, ratio);
    return Math.min(Math.max(rescaled, min), max);
  };
}

function leakyRelu(layer: LayerContext, input: Tensor, output: Tensor): Quantized {
  const { alpha } = requireOptions(layer, 'LeakyReluOptions');
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  const identity = layerMultiplier(layer, Math.fround(from.scale / to.scale));
  const slope = Math.fround(Math.fround(from.scale * Math.fround(alpha)) / to.scale);
  const negative = layerMultiplier(layer, Math.abs(slope));
  return (q) => {
    const x = q - from.zero_point;
    if (x >= 0) return to.zero_point + multiplyByQuantizedMultiplier(x, identity);
    const scaled = multiplyByQuantizedMultiplier(x, negative);
    return to.zero_point + (slope < 0 ? -scaled : scaled);
  };
}

/** Integer bits of what LOGISTIC and TANH take: they are flat beyond ±16. */
const INPUT_INTEGER_BITS = 4;

/**
 * A function that is computed in Q4.27 and saturates: inputs whose Q4.27 form does not fit give the
 * output's ends.
 */
function saturating(layer: LayerContext, input: Tensor, f: (q4: number) => number): Quantized {
  const { scale, zero_point } = tensorScale(layer, input, 'input');
  const real = scale * 2 ** (31 - INPUT_INTEGER_BITS);
  const { exponent } = frexp(real);
  if (exponent < 0 || exponent > 30) layer.refuse(`has the input scale ${scale}, outside 2⁻²⁸ … 8`);
  const multiplier = layerMultiplier(layer, real);
  const radius = Math.floor((15 * 2 ** (31 - INPUT_INTEGER_BITS)) / 2 ** exponent);
  return (q) => {
    const x = q - zero_point;
    if (x <= -radius) return -128;
    if (x >= radius) return 127;
    return f(multiplyByQuantizedMultiplier(x, multiplier));
  };
}

function requireOutputScale(layer: LayerContext, output: Tensor, scale: number, zero_point: number): void {
  const actual = tensorScale(layer, output, 'output');
  if (actual.scale === scale && actual.zero_point === zero_point) return;
  layer.refuse(
    `has the output scale ${actual.scale} and zero point ${actual.zero_point} where ${scale} and ${zero_point} are defined for it`,
  );
}

/** x · relu6(x + 3) / 6 in 16-bit arithmetic; 7 bits are added to the input to round once. */
function hardSwish(layer: LayerContext, input: Tensor, output: Tensor): Quantized {
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  const fine_scale = Math.fround(Math.fround(1 / 128) * from.scale);
  const relu_scale = Math.fround(Math.fround(3) / Math.fround(32768));
  const out = layerMultiplier(layer, Math.fround(fine_scale / to.scale));
  const relu = layerMultiplier(layer, Math.fround(fine_scale / relu_scale));
  if (out.shift > 0 || out.shift < -15 || relu.shift < -15) {
    layer.refuse(`has the scales ${from.scale} and ${to.scale}, beyond 16-bit arithmetic`);
  }
  const out_factor = toInt16Multiplier(out.multiplier);
  const relu_factor = toInt16Multiplier(relu.multiplier);
  return (q) => {
    const fine = (q - from.zero_point) * 128;
    let relu_value = relu.shift > 0 ? saturatingShiftLeft16(fine, relu.shift - 1) : fine;
    relu_value = doublingHighMul16(relu_value, relu_factor);
    if (relu.shift > 0) relu_value = saturatingShiftLeft16(relu_value, 1);
    if (relu.shift < 0) relu_value = roundingDivideByPot(relu_value, -relu.shift);
    const gate = (relu_value + 32768) >> 1;
    const product = Math.trunc((gate * doublingHighMul16(fine, out_factor)) / 32768);
    return ((roundingDivideByPot(product, -out.shift) + to.zero_point) << 16) >> 16;
  };
}

/** The upper half of a 32-bit multiplier, rounded. */
function toInt16Multiplier(multiplier: number): number {
  return multiplier >= 0x7fffffff - 0x8000 ? 0x7fff : (multiplier + 0x8000) >> 16;
}

function saturatingShiftLeft16(x: number, bits: number): number {
  return Math.min(Math.max(x * 2 ** bits, -32768), 32767);
}
