import { requireConstant, requireNhwc, requireOptions, requireShape, requireType } from '../checks.ts';
import { channelScales, tensorScale } from '../quantize.ts';
import { channelMultipliers, columnSums, requantization } from '../requantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { outputShape, type Window, windowDefinition } from '../window.ts';

/** Bytes of a pointer on the cores we generate for. */
const POINTER_BYTES = 4;

/** DEPTHWISE_CONV_2D, int8 with symmetric weights, any depth multiplier. */
export const DEPTHWISE_CONV_2D: OpLowering = { ops: ['DEPTHWISE_CONV_2D'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const options = requireOptions(layer, 'DepthwiseConv2DOptions');
  const [input, weights, output] = [layer.requireInput(0), layer.requireInput(1), layer.output(0)];
  requireType(layer, input, 'input', 'INT8');
  requireType(layer, weights, 'weight', 'INT8');
  requireType(layer, output, 'output', 'INT8');
  const [batches, input_height, input_width, input_channels] = requireNhwc(layer, input, 'input');
  const [one, filter_height, filter_width, channels] = requireNhwc(layer, weights, 'weights');
  if (one !== 1 || input_channels < 1 || channels % input_channels !== 0) {
    layer.refuse(`has weights of shape [${weights.shape.join(', ')}] for ${input_channels} input channels`);
  }
  const window: Window = {
    batches,
    vertical: {
      input: input_height,
      filter: filter_height,
      stride: options.stride_h,
      dilation: options.dilation_h_factor,
    },
    horizontal: {
      input: input_width,
      filter: filter_width,
      stride: options.stride_w,
      dilation: options.dilation_w_factor,
    },
    padding: options.padding,
    input_channels,
    output_channels: channels,
  };
  requireShape(layer, output, 'output', outputShape(layer, window));
  const to = requantization(
    layer,
    channelMultipliers(layer, channelScales(layer, weights, 3, channels)),
    columnSums(requireConstant(layer, weights, 'weights'), channels),
    layer.input(2),
    options.fused_activation_function,
  );
  const taps_bytes = filter_height * filter_width * POINTER_BYTES;
  const { zero_point } = tensorScale(layer, input, 'input');
  return {
    sources: ['depthwise_conv_2d.c', layer.target.mve ? 'depthwise_pixel_mve.c' : 'depthwise_pixel.c'],
    headers: ['depthwise_conv_2d.h'],
    constants: to.constants,
    scratch_bytes: taps_bytes + input_channels,
    code: (names) => [
      ...windowDefinition(window),
      ...to.definition(names),
      `hb_depthwise_conv_2d_s8(&window, ${zero_point}, ${names.tensor(input, 'int8_t')},`,
      `                        ${names.tensor(weights, 'int8_t')}, &to, ${names.scratch('const int8_t *')},`,
      `                        ${names.scratch('int8_t')} + ${taps_bytes},`,
      `                        ${names.tensor(output, 'int8_t')});`,
    ],
  };
}
