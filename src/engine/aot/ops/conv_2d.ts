import {
  requireConstant,
  requireInt8Operands,
  requireNhwc,
  requireOptions,
  requireShape,
} from '../checks.ts';
import { channelScales, tensorScale } from '../quantize.ts';
import { channelMultipliers, requantization, rowSums } from '../requantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { outputShape, padBefore, type Window, windowDefinition, windowOver } from '../window.ts';
import { matmulSource } from './matmul.ts';

/** Windows are gathered in pairs at least; in more, as kernels multiply them at once, while they fit in so many bytes. */
const MAX_PATCHES_BYTES = 2048;
const MAX_PATCHES = 9;
const LEAST_PATCHES = 2;

/** CONV_2D, int8 with symmetric weights; input channels in groups when the filter has fewer. */
export const CONV_2D: OpLowering = { ops: ['CONV_2D'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const options = requireOptions(layer, 'Conv2DOptions');
  const [input, weights, output] = requireInt8Operands(layer);
  const image = requireNhwc(layer, input, 'input');
  const [batches, input_height, input_width, input_channels] = image;
  const [channels, filter_height, filter_width, depth] = requireNhwc(layer, weights, 'weights');
  const groups = depth > 0 ? input_channels / depth : 0;
  if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0) {
    layer.refuse(
      `has ${depth} channels per filter and ${channels} filters for ${input_channels} input channels`,
    );
  }
  const window = windowOver(image, [filter_height, filter_width], channels, options);
  requireShape(layer, output, 'output', outputShape(layer, window));
  const to = requantization(
    layer,
    channelMultipliers(layer, channelScales(layer, weights, 0, channels)),
    rowSums(requireConstant(layer, weights, 'weights'), channels),
    layer.input(2),
    options.fused_activation_function,
  );
  const common = { constants: to.constants, headers: ['conv_2d.h'] };
  if (groups === 1 && isPointwise(window)) {
    const rows = batches * input_height * input_width;
    return {
      ...common,
      sources: [matmulSource(layer.target)],
      code: (names) => [
        ...to.definition(names),
        `hb_matmul_s8(${names.tensor(input, 'int8_t')}, ${rows}, ${input_channels},`,
        `             ${names.tensor(weights, 'int8_t')}, ${channels}, &to,`,
        `             ${names.tensor(output, 'int8_t')}, ${channels});`,
      ],
    };
  }
  const { zero_point } = tensorScale(layer, input, 'input');
  const patch_bytes = filter_height * filter_width * depth;
  const at_once = layer.target.mve ? 3 : 2;
  const fitting = Math.min(Math.floor(MAX_PATCHES_BYTES / patch_bytes), MAX_PATCHES);
  const patches = Math.max(fitting - (fitting % at_once), LEAST_PATCHES);
  return {
    ...common,
    sources: ['conv_2d.c', matmulSource(layer.target)],
    scratch_bytes: patches * patch_bytes,
    code: (names) => [
      ...windowDefinition(window),
      ...to.definition(names),
      `hb_conv_2d_s8(&window, ${groups}, ${zero_point}, ${names.tensor(input, 'int8_t')},`,
      `              ${names.tensor(weights, 'int8_t')}, &to, ${names.scratch('int8_t')}, ${patches},`,
      `              ${names.tensor(output, 'int8_t')});`,
    ],
  };
}

/** Whether every output pixel reads exactly the input pixel at its place. */
function isPointwise({ vertical, horizontal, padding }: Window): boolean {
  return [vertical, horizontal].every(
    (axis) => axis.filter === 1 && axis.stride === 1 && padBefore(padding, axis) === 0,
  );
}
