import type { Operator, Tensor } from '../types.ts';

/** How the weights of each output channel lie in a weight tensor, in elements. */
export interface ChannelLayout {
  readonly channels: number;
  readonly per_channel: number;
  /** From the first element of one channel to that of the next. */
  readonly channel_step: number;
  /** Between neighbouring elements of one channel. */
  readonly element_step: number;
}

/**
 * Output channels are the last dimension of DEPTHWISE_CONV_2D's weights [1, Kh, Kw, C] and the first of all
 * others'.
 */
export function channelsOf(operator: Operator, weights: Tensor): ChannelLayout {
  const depthwise = operator.op === 'DEPTHWISE_CONV_2D';
  const channels = (depthwise ? weights.shape.at(-1) : weights.shape[0]) ?? 0;
  const per_channel = channels === 0 ? 0 : weights.elements / channels;
  return depthwise
    ? { channels, per_channel, channel_step: 1, element_step: channels }
    : { channels, per_channel, channel_step: per_channel, element_step: 1 };
}
