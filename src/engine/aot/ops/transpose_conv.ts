import {
  requireConstant,
  requireInt8Operands,
  requireNhwc,
  requireOptions,
  requireShape,
} from '../checks.ts';
import { channelScales, tensorScale } from '../quantize.ts';
import { channelMultipliers, requantization } from '../requantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { outputShape, padBefore, windowOver } from '../window.ts';
import { requireIntegers } from './integers.ts';

/** TRANSPOSE_CONV, int8 with symmetric weights. */
export const TRANSPOSE_CONV: OpLowering = {
  ops: ['TRANSPOSE_CONV'],
  lower(layer) {
    const size = requireIntegers(layer, layer.requireInput(0), 'output shape');
    requireShape(layer, layer.output(0), 'output', size);
    return lower(inOrderOfConv2d(layer));
  },
};

/** The same layer with input, weights, bias as its inputs. */
function inOrderOfConv2d(layer: LayerContext): LayerContext {
  const position = (n: number): number => [2, 1, 3][n] ?? -1;
  return {
    ...layer,
    input: (n) => layer.input(position(n)),
    requireInput: (n) => layer.requireInput(position(n)),
  };
}

function lower(layer: LayerContext): LoweredLayer {
  const options = requireOptions(layer, 'TransposeConvOptions');
  const [input, weights, output] = requireInt8Operands(layer);
  const [batches, input_height, input_width, input_channels] = requireNhwc(layer, input, 'input');
  const [channels, filter_height, filter_width, depth] = requireNhwc(layer, weights, 'weights');
  if (depth !== input_channels) {
    layer.refuse(`has ${depth} channels per filter for ${input_channels} input channels`);
  }
  const [, output_height, output_width] = requireNhwc(layer, output, 'output');
  requireShape(layer, output, 'output', [batches, output_height, output_width, channels]);
  const { stride_h, stride_w, padding, fused_activation_function } = options;
  const way_back = windowOver(
    [batches, output_height, output_width, channels],
    [filter_height, filter_width],
    input_channels,
    options,
  );
  requireShape(layer, input, 'input', outputShape(layer, way_back));
  requireConstant(layer, weights, 'weights');
  const { zero_point } = tensorScale(layer, input, 'input');
  const to = requantization(
    layer,
    channelMultipliers(layer, channelScales(layer, weights, 0, channels)),
    // No sums: at the edge pixels meet only some weights, so the kernel subtracts the zero point itself.
    new Int32Array(channels),
    layer.input(2),
    fused_activation_function,
  );
  return {
    sources: ['transpose_conv.c'],
    headers: ['transpose_conv.h'],
    constants: to.constants,
    code: (names) => [
      'static const hb_window window = {',
      `    .batches = ${batches},`,
      `    .input_height = ${input_height}, .input_width = ${input_width}, .input_channels = ${input_channels},`,
      `    .output_height = ${output_height}, .output_width = ${output_width}, .output_channels = ${channels},`,
      `    .filter_height = ${filter_height}, .filter_width = ${filter_width},`,
      `    .stride_height = ${stride_h}, .stride_width = ${stride_w},`,
      '    .dilation_height = 1, .dilation_width = 1,',
      `    .pad_top = ${padBefore(padding, way_back.vertical)}, .pad_left = ${padBefore(padding, way_back.horizontal)}};`,
      ...to.definition(names),
      `hb_transpose_conv_s8(&window, ${zero_point}, ${names.tensor(input, 'int8_t')},`,
      `                     ${names.tensor(weights, 'int8_t')}, &to, ${names.tensor(output, 'int8_t')});`,
    ],
  };
}
