import type { Operator, Tensor } from '../types.ts';
import { channelsOf } from './channels.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { bytesOf, count } from './wording.ts';

/** A channel that reaches half of the range loses less than one bit to the shared scale. */
const HALF_RANGE = 64;
/** So many channels of a layer are looked at, evenly spread: bounds the work on large models. */
const MOST_CHANNELS = 256;

/** One scale for all filters of a convolution, where TFLite has one per output channel. */
export const quantizationHints: HintRule = (context) =>
  context.main.operators.flatMap((operator): Hint[] => {
    const weights = convolutionWeights(context, operator);
    if (weights?.data === undefined || weights.type !== 'INT8') return [];
    if (weights.quantization?.scale.length !== 1) return [];
    const ranges = weakChannels(operator, weights, weights.data);
    if (ranges.weak === 0) return [];
    return [
      {
        code: 'HINT_PER_TENSOR_WEIGHTS',
        severity: 'warn',
        layer: operator.index,
        op: operator.op,
        macs: context.layerOf(operator).macs,
        bytes: weights.bytes,
        message: `One scale serves all ${count(ranges.channels)} filters (${bytesOf(weights.bytes)}): ${count(ranges.weak)} of ${ranges.looked_at < ranges.channels ? `${count(ranges.looked_at)} looked at` : 'them'} use less than half of the int8 range, the weakest ±${ranges.least} of ±127.`,
        instead:
          'Convert with per-channel quantization (the default of post-training int8 quantization): the same kernels and size, more accuracy.',
        reference: REFERENCES.quantization,
      },
    ];
  });

/** The weights of a convolution. Fully connected layers are per tensor by the specification. */
function convolutionWeights(context: HintContext, operator: Operator): Tensor | undefined {
  const is_convolution = operator.op === 'CONV_2D' || operator.op === 'DEPTHWISE_CONV_2D';
  return is_convolution ? context.input(operator, 1) : undefined;
}

/** Channels whose largest weight is under half of the range. All-zero channels need no scale. */
function weakChannels(
  operator: Operator,
  weights: Tensor,
  data: Uint8Array,
): { channels: number; looked_at: number; weak: number; least: number } {
  const { channels, per_channel, channel_step, element_step } = channelsOf(operator, weights);
  const values = new Int8Array(data.buffer, data.byteOffset, data.byteLength);
  let weak = 0;
  let least = HALF_RANGE;
  const looked_at = Math.min(channels, MOST_CHANNELS);
  for (let n = 0; n < looked_at; ++n) {
    let most = 0;
    const begin = Math.floor((n * channels) / looked_at) * channel_step;
    for (let i = 0; i < per_channel && most < HALF_RANGE; ++i) {
      const value = values[begin + i * element_step] ?? 0;
      if (value > most) most = value;
      else if (-value > most) most = -value;
    }
    if (most === 0 || most >= HALF_RANGE) continue;
    weak += 1;
    least = Math.min(least, most);
  }
  return { channels, looked_at, weak, least };
}
