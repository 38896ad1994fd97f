import {
  requireConstant,
  requireInt8Operands,
  requireNhwc,
  requireOptions,
  requireShape,
} from '../checks.ts';
import { channelScales, tensorScale } from '../quantize.ts';
import { channelMultipliers, columnSums, requantization } from '../requantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { outputShape, windowDefinition, windowOver } from '../window.ts';

/** Bytes of a pointer on the cores we generate for. */
const POINTER_BYTES = 4;

/** DEPTHWISE_CONV_2D, int8 with symmetric weights, any depth multiplier. */
export const DEPTHWISE_CONV_2D: OpLowering = { ops: ['DEPTHWISE_CONV_2D'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const options = requireOptions(layer, 'DepthwiseConv2DOptions');
  const [input, weights, output] = requireInt8Operands(layer);
  const image = requireNhwc(layer, input, 'input');
  const [, , , input_channels] = image;
  const [one, filter_height, filter_width, channels] = requireNhwc(layer, weights, 'weights');
  if (one !== 1 || input_channels < 1 || channels % input_channels !== 0) {
    layer.refuse(`has weights of shape [${weights.shape.join(', ')}] for ${input_channels} input channels`);
  }
  const window = windowOver(image, [filter_height, filter_width], channels, options);
  requireShape(layer, output, 'output', outputShape(layer, window));
  const to = requantization(
    layer,
    channelMultipliers(layer, channelScales(layer, weights, 3, channels)),
    columnSums(requireConstant(layer, weights, 'weights'), channels),
    layer.input(2),
    options.fused_activation_function,
  );
  const taps_bytes = filter_height * filter_width * POINTER_BYTES;
  const variant = layer.target.mve ? '_mve' : '';
  const { zero_point } = tensorScale(layer, input, 'input');
  return {
    sources: ['depthwise_conv_2d.c', `depthwise_pixel${variant}.c`, `depthwise_shared${variant}.c`],
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
