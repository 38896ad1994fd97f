import type { Padding } from '../../model/types.ts';
import type { LayerContext } from './types.ts';

/** How a filter moves along one spatial dimension of an image. */
export interface WindowAxis {
  readonly input: number;
  readonly filter: number;
  readonly stride: number;
  readonly dilation: number;
}

/** Filters, strides and dilations stay far below what 32-bit arithmetic of positions can hold. */
const MAX_EXTENT = 2 ** 24;

/** As `hb_window` in `hb_window.h`. */
export interface Window {
  readonly batches: number;
  readonly vertical: WindowAxis;
  readonly horizontal: WindowAxis;
  readonly padding: Padding;
  readonly input_channels: number;
  readonly output_channels: number;
}

/** What the options of convolutions and pools say of their windows. */
interface WindowOptions {
  readonly padding: Padding;
  readonly stride_h: number;
  readonly stride_w: number;
  readonly dilation_h_factor?: number;
  readonly dilation_w_factor?: number;
}

/** The window of a filter of `filter` pixels (height, width) over images of the shape `image` (NHWC). */
export function windowOver(
  image: readonly [number, number, number, number],
  filter: readonly [number, number],
  output_channels: number,
  options: WindowOptions,
): Window {
  const [batches, input_height, input_width, input_channels] = image;
  const { padding, stride_h, stride_w, dilation_h_factor = 1, dilation_w_factor = 1 } = options;
  return {
    batches,
    vertical: { input: input_height, filter: filter[0], stride: stride_h, dilation: dilation_h_factor },
    horizontal: { input: input_width, filter: filter[1], stride: stride_w, dilation: dilation_w_factor },
    padding,
    input_channels,
    output_channels,
  };
}

/** Pixels of the output along an axis; 0 or less when the filter does not fit. */
export function outputSize(padding: Padding, { input, filter, stride, dilation }: WindowAxis): number {
  const reach = padding === 'SAME' ? 1 : (filter - 1) * dilation + 1;
  return Math.floor((input + stride - reach) / stride);
}

/** Pixels outside the image before its first; an odd one goes to the end. */
export function padBefore(padding: Padding, axis: WindowAxis): number {
  const total =
    (outputSize(padding, axis) - 1) * axis.stride + (axis.filter - 1) * axis.dilation + 1 - axis.input;
  return Math.floor(Math.max(0, total) / 2);
}

/** The output's shape; refuses windows that do not move or do not fit. */
export function outputShape(layer: LayerContext, window: Window): [number, number, number, number] {
  for (const { filter, stride, dilation } of [window.vertical, window.horizontal]) {
    const extent = Math.max(stride, (filter - 1) * dilation + 1);
    if (filter < 1 || stride < 1 || dilation < 1 || extent > MAX_EXTENT) {
      layer.refuse(`has a filter of ${filter}, a stride of ${stride} and a dilation of ${dilation}`);
    }
  }
  const height = outputSize(window.padding, window.vertical);
  const width = outputSize(window.padding, window.horizontal);
  if (height < 1 || width < 1) layer.refuse('has a filter that does not fit its input');
  return [window.batches, height, width, window.output_channels];
}

/** A C definition of the window, named `window`. */
export function windowDefinition(window: Window): string[] {
  const { vertical, horizontal, padding } = window;
  return [
    'static const hb_window window = {',
    `    .batches = ${window.batches},`,
    `    .input_height = ${vertical.input}, .input_width = ${horizontal.input}, .input_channels = ${window.input_channels},`,
    `    .output_height = ${outputSize(padding, vertical)}, .output_width = ${outputSize(padding, horizontal)}, .output_channels = ${window.output_channels},`,
    `    .filter_height = ${vertical.filter}, .filter_width = ${horizontal.filter},`,
    `    .stride_height = ${vertical.stride}, .stride_width = ${horizontal.stride},`,
    `    .dilation_height = ${vertical.dilation}, .dilation_width = ${horizontal.dilation},`,
    `    .pad_top = ${padBefore(padding, vertical)}, .pad_left = ${padBefore(padding, horizontal)}};`,
  ];
}
