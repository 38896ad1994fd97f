import type { Tensor } from '../../../model/types.ts';
import { requireNhwc, requireOptions, requireShape, requireType } from '../checks.ts';
import { packInt16 } from '../pack.ts';
import { roundHalfAway } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { requireIntegers } from './integers.ts';
import { elementBytes } from './loops.ts';

/** RESIZE_NEAREST_NEIGHBOR of any type and RESIZE_BILINEAR of int8, with tables of where pixels come from. */
export const RESIZE: OpLowering = {
  ops: ['RESIZE_NEAREST_NEIGHBOR', 'RESIZE_BILINEAR'],
  lower(layer): LoweredLayer {
    const input = layer.requireInput(0);
    const output = layer.output(0);
    requireType(layer, output, 'output', input.type);
    const [batches, height, width, channels] = requireNhwc(layer, input, 'input');
    const size = requireIntegers(layer, layer.requireInput(1), 'size');
    const [output_height = 0, output_width = 0] = size;
    if (size.length !== 2) layer.refuse(`has ${size.length} sizes where height and width are needed`);
    requireShape(layer, output, 'output', [batches, output_height, output_width, channels]);
    if (input.elements === 0 || output.elements === 0) layer.refuse('has an empty tensor');
    const largest = Math.max(height, width, output_height, output_width);
    if (largest > 0x7fff) layer.refuse(`has a dimension of ${largest}, more than ${0x7fff}`);
    return layer.operator.op === 'RESIZE_BILINEAR'
      ? bilinear(layer, input, output)
      : nearest(layer, input, output);
  },
};

interface Sampling {
  readonly align_corners: boolean;
  readonly half_pixel_centers: boolean;
}

function nearest(layer: LayerContext, input: Tensor, output: Tensor): LoweredLayer {
  const options = requireOptions(layer, 'ResizeNearestNeighborOptions');
  const [, height = 0, width = 0, channels = 0] = input.shape;
  const [, output_height = 0, output_width = 0] = output.shape;
  const table = (from: number, to: number): Uint8Array =>
    packInt16(Array.from({ length: to }, (_, i) => nearestIndex(i, from, to, options)));
  return {
    sources: ['resize.c'],
    headers: ['resize.h'],
    constants: [
      { name: 'rows', bytes: table(height, output_height) },
      { name: 'columns', bytes: table(width, output_width) },
    ],
    code: (names) => [
      shapeDefinition(input, output, channels * elementBytes(layer, input)),
      `hb_resize_nearest(${names.tensor(input, 'uint8_t')}, ${names.tensor(output, 'uint8_t')}, &shape,`,
      `                  ${names.constant('rows', 'uint16_t')}, ${names.constant('columns', 'uint16_t')});`,
    ],
  };
}

/** The input index nearest to output index `i`, in float32 arithmetic. */
export function nearestIndex(i: number, input_size: number, output_size: number, options: Sampling): number {
  const { align_corners, half_pixel_centers } = options;
  const scale =
    align_corners && output_size > 1
      ? Math.fround((input_size - 1) / (output_size - 1))
      : Math.fround(input_size / output_size);
  const position = Math.fround((i + (half_pixel_centers ? 0.5 : 0)) * scale);
  return Math.min(align_corners ? roundHalfAway(position) : Math.floor(position), input_size - 1);
}

function bilinear(layer: LayerContext, input: Tensor, output: Tensor): LoweredLayer {
  requireType(layer, input, 'input', 'INT8');
  const options = requireOptions(layer, 'ResizeBilinearOptions');
  if (options.align_corners && options.half_pixel_centers) {
    layer.refuse('has both align_corners and half_pixel_centers');
  }
  const [, height = 0, width = 0, channels = 0] = input.shape;
  const [, output_height = 0, output_width = 0] = output.shape;
  const table = (from: number, to: number): Uint8Array =>
    packInt16(Array.from({ length: to }, (_, i) => bilinearTap(i, from, to, options)).flat());
  return {
    sources: ['resize.c'],
    headers: ['resize.h'],
    constants: [
      { name: 'rows', bytes: table(height, output_height) },
      { name: 'columns', bytes: table(width, output_width) },
    ],
    code: (names) => [
      shapeDefinition(input, output, channels),
      `hb_resize_bilinear_s8(${names.tensor(input, 'int8_t')}, ${names.tensor(output, 'int8_t')}, &shape,`,
      `                      ${names.constant('rows', 'hb_resize_tap')},`,
      `                      ${names.constant('columns', 'hb_resize_tap')});`,
    ],
  };
}

/** The two input indices around output index `i` and the fraction of the second, of 1024. */
export function bilinearTap(
  i: number,
  input_size: number,
  output_size: number,
  { align_corners, half_pixel_centers }: Sampling,
): [low: number, high: number, fraction: number] {
  const [from, to] =
    align_corners && output_size > 1 ? [input_size - 1, output_size - 1] : [input_size, output_size];
  const scale = Math.trunc((1024 * from + Math.trunc(to / 2)) / to);
  const position = i * scale + (half_pixel_centers ? Math.trunc(scale / 2) - 512 : 0);
  const low = Math.max(Math.trunc(position / 1024), 0);
  const high = Math.trunc((position + 1023) / 1024);
  // A rounded scale can lead past the last pixel, which then stands for both.
  const last = input_size - 1;
  return [Math.min(low, last), Math.min(high, last), position - 1024 * low];
}

function shapeDefinition(input: Tensor, output: Tensor, pixel_bytes: number): string {
  const [batches, height, width] = input.shape;
  const [, output_height, output_width] = output.shape;
  const values = [batches, height, width, output_height, output_width, pixel_bytes];
  return `static const hb_resize_shape shape = {${values.map((value) => `${value}u`).join(', ')}};`;
}
