import type { Activation, Tensor } from '../../model/types.ts';
import { requireConstant, requireType } from './checks.ts';
import { asInt8, packInt32, unpackInt32 } from './pack.ts';
import { activationRange, layerMultiplier, type QuantizedMultiplier, tensorScale } from './quantize.ts';
import type { CodeNames, LayerContext, LoweredConstant } from './types.ts';

/** Vector kernels load the parameters of so many channels at once, beyond the last one too. */
const CHANNELS_PER_LOAD = 8;

/** What a layer that sums products needs to requantize them; see `hb_requantize.h`. */
export interface Requantization {
  readonly constants: readonly LoweredConstant[];
  /** A C definition named `to`. */
  definition(names: CodeNames): string[];
}

/**
 * Prepares the requantization of a layer with symmetric int8 weights.
 *
 * The input's zero point is folded into the bias: Σ w·(x − z) = Σ w·x − z·Σ w, modulo 2³² as the kernels
 * compute. That holds where every weight meets a value, so kernels fill what is outside an image with z.
 *
 * @param multipliers one per channel
 * @param weight_sums Σ w of each channel
 */
export function requantization(
  layer: LayerContext,
  multipliers: readonly QuantizedMultiplier[],
  weight_sums: Int32Array,
  bias: Tensor | undefined,
  activation: Activation,
): Requantization {
  const input = tensorScale(layer, layer.requireInput(0), 'input');
  const output = tensorScale(layer, layer.output(0), 'output');
  const range = activationRange(layer, activation, layer.output(0));
  const biases = channelBiases(layer, bias, multipliers.length);
  const folded = biases.map((value, c) => value - Math.imul(input.zero_point, weight_sums[c] ?? 0));
  return {
    constants: [
      { name: 'bias', bytes: packPadded(folded) },
      { name: 'multiplier', bytes: packPadded(multipliers.map(({ multiplier }) => multiplier)) },
      { name: 'shift', bytes: packPadded(multipliers.map(({ shift }) => shift)) },
    ],
    definition: (names) => [
      'const hb_requantize to = {',
      `    .bias = ${names.constant('bias', 'int32_t')},`,
      `    .multiplier = ${names.constant('multiplier', 'int32_t')},`,
      `    .shift = ${names.constant('shift', 'int32_t')},`,
      `    .shifts_left = ${multipliers.some(({ shift }) => shift > 0)},`,
      `    .output_zero_point = ${output.zero_point},`,
      `    .activation_min = ${range.min}, .activation_max = ${range.max}};`,
    ],
  };
}

function packPadded(values: ArrayLike<number>): Uint8Array {
  const padded = new Int32Array(Math.ceil(values.length / CHANNELS_PER_LOAD) * CHANNELS_PER_LOAD);
  padded.set(values);
  return packInt32(padded);
}

function channelBiases(layer: LayerContext, bias: Tensor | undefined, channels: number): Int32Array {
  if (bias === undefined) return new Int32Array(channels);
  requireType(layer, bias, 'bias', 'INT32');
  if (bias.elements !== channels) layer.refuse(`has ${bias.elements} biases for ${channels} channels`);
  return unpackInt32(requireConstant(layer, bias, 'biases'));
}

/** Multipliers from each channel's sums to the output: input scale · weight scale / output scale. */
export function channelMultipliers(
  layer: LayerContext,
  weight_scales: readonly number[],
): QuantizedMultiplier[] {
  const input = tensorScale(layer, layer.requireInput(0), 'input');
  const output = tensorScale(layer, layer.output(0), 'output');
  return weight_scales.map((scale) => layerMultiplier(layer, (input.scale * scale) / output.scale));
}

/** Σ w over rows of `depth` weights that lie side by side, one row a channel. */
export function rowSums(weights: Uint8Array, channels: number): Int32Array {
  const values = asInt8(weights);
  const depth = values.length / channels;
  return Int32Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let k = c * depth; k < (c + 1) * depth; k++) sum += values[k] ?? 0;
    return sum;
  });
}

/** Σ w where the channels are the fastest dimension. */
export function columnSums(weights: Uint8Array, channels: number): Int32Array {
  const values = asInt8(weights);
  const sums = new Int32Array(channels);
  for (let first = 0; first < values.length; first += channels) {
    for (let c = 0; c < channels; c++) sums[c] = (sums[c] ?? 0) + (values[first + c] ?? 0);
  }
  return sums;
}
