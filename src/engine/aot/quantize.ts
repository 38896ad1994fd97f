import type { Activation, Tensor, TensorType } from '../../model/types.ts';
import type { LayerContext } from './types.ts';

/** A positive real number as `multiplier · 2^(shift − 31)`; multiplier in [2³⁰, 2³¹), or 0. */
export interface QuantizedMultiplier {
  readonly multiplier: number;
  readonly shift: number;
}

/** Affine quantization with one scale for the whole tensor. Scales are float32 values. */
export interface TensorScale {
  readonly scale: number;
  readonly zero_point: number;
}

/** Inclusive limits of a quantized value. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const INTEGER_RANGES: Partial<Record<TensorType, Range>> = {
  INT8: { min: -128, max: 127 },
  UINT8: { min: 0, max: 255 },
  INT16: { min: -32768, max: 32767 },
  INT32: { min: -2147483648, max: 2147483647 },
};

/** `value = fraction · 2^exponent`, fraction in [0.5, 1); 0 and non-finite numbers have exponent 0. */
export function frexp(value: number): { fraction: number; exponent: number } {
  if (value === 0 || !Number.isFinite(value)) return { fraction: value, exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const biased = (view.getUint16(0) >> 4) & 0x7ff;
  if (biased === 0) {
    const normal = frexp(value * 2 ** 64);
    return { fraction: normal.fraction, exponent: normal.exponent - 64 };
  }
  view.setUint16(0, (view.getUint16(0) & 0x800f) | (1022 << 4));
  return { fraction: view.getFloat64(0), exponent: biased - 1022 };
}

/** Rounds halves away from zero, as C's `round`. */
export function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

/**
 * The fixed-point form of a real multiplier, equal to TensorFlow Lite's `QuantizeMultiplier` with double
 * rounding. Numbers below 2⁻³² become 0.
 *
 * @throws {RangeError} when `real` is negative, not finite, or 2³¹ and more.
 */
export function quantizeMultiplier(real: number): QuantizedMultiplier {
  if (!(real >= 0) || real >= 2 ** 31) throw new RangeError(`no fixed-point multiplier for ${real}`);
  if (real === 0) return { multiplier: 0, shift: 0 };
  const { fraction, exponent } = frexp(real);
  const rounded = roundHalfAway(fraction * 2 ** 31);
  const carried = rounded === 2 ** 31;
  const shift = carried ? exponent + 1 : exponent;
  if (shift < -31) return { multiplier: 0, shift: 0 };
  return { multiplier: carried ? 2 ** 30 : rounded, shift };
}

/** As {@link quantizeMultiplier}; a multiplier that has no fixed-point form refuses the layer. */
export function layerMultiplier(layer: LayerContext, real: number): QuantizedMultiplier {
  if (!(real >= 0) || real >= 2 ** 31) layer.refuse(`has scales whose ratio ${real} cannot be represented`);
  return quantizeMultiplier(real);
}

/** The limits of an integer type; refuses the layer for other types. */
export function integerRange(layer: LayerContext, type: TensorType): Range {
  return INTEGER_RANGES[type] ?? layer.refuse(`has no integer range for ${type}`);
}

/** The scale and zero point of a tensor that must have exactly one of each; refuses the layer otherwise. */
export function tensorScale(layer: LayerContext, tensor: Tensor, role: string): TensorScale {
  const { scale, zero_point } = tensor.quantization ?? { scale: [], zero_point: [] };
  const [only_scale] = scale;
  if (only_scale === undefined) layer.refuse(`needs a quantized ${role}, which has no scale`);
  if (scale.length > 1) layer.refuse(`needs one scale for its ${role}, which has ${scale.length}`);
  if (!(only_scale > 0) || !Number.isFinite(only_scale))
    layer.refuse(`has the scale ${only_scale} for its ${role}`);
  const { min, max } = integerRange(layer, tensor.type);
  const only_zero_point = zero_point[0] ?? 0;
  if (!Number.isInteger(only_zero_point) || only_zero_point < min || only_zero_point > max) {
    layer.refuse(`has the zero point ${only_zero_point} for its ${role}, outside ${tensor.type}`);
  }
  return { scale: only_scale, zero_point: only_zero_point };
}

/**
 * One scale per output channel of symmetric weights: those of the tensor, or its single one repeated.
 * Refuses weights with zero points other than 0 or with scales along another dimension.
 */
export function channelScales(
  layer: LayerContext,
  weights: Tensor,
  axis: number,
  channels: number,
): number[] {
  const quantization = weights.quantization;
  const scales = quantization?.scale ?? [];
  if (quantization === undefined || scales.length === 0)
    layer.refuse('needs quantized weights, which have no scale');
  if (scales.length > 1 && (quantization.axis !== axis || scales.length !== channels)) {
    layer.refuse(
      `has ${scales.length} weight scales along dimension ${quantization.axis}, for ${channels} channels along ${axis}`,
    );
  }
  if (quantization.zero_point.some((zero_point) => zero_point !== 0)) {
    layer.refuse('has weights with a zero point other than 0');
  }
  const bad = scales.find((scale) => !(scale > 0) || !Number.isFinite(scale));
  if (bad !== undefined) layer.refuse(`has the weight scale ${bad}`);
  return Array.from({ length: channels }, (_, i) => scales[scales.length > 1 ? i : 0] ?? 0);
}

/**
 * The limits that a fused activation leaves of a quantized output, in its quantized values: float32
 * arithmetic as in TensorFlow Lite. Refuses activations that are not a clamp.
 */
export function activationRange(layer: LayerContext, activation: Activation, output: Tensor): Range {
  const { min, max } = integerRange(layer, output.type);
  if (activation === 'NONE') return { min, max };
  const { scale, zero_point } = tensorScale(layer, output, 'output');
  const quantize = (real: number): number => zero_point + roundHalfAway(Math.fround(real / scale));
  switch (activation) {
    case 'RELU':
      return clampRange(layer, { min, max }, quantize(0), max);
    case 'RELU6':
      return clampRange(layer, { min, max }, quantize(0), quantize(6));
    case 'RELU_N1_TO_1':
      return clampRange(layer, { min, max }, quantize(-1), quantize(1));
    default:
      return layer.refuse(`has the fused activation ${activation}`);
  }
}

function clampRange(layer: LayerContext, limits: Range, low: number, high: number): Range {
  const range = { min: Math.max(limits.min, low), max: Math.min(limits.max, high) };
  if (range.min > range.max) layer.refuse('has a fused activation that leaves no value of its output');
  return range;
}
