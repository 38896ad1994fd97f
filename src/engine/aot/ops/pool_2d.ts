import { requireNhwc, requireOptions, requireShape, requireType } from '../checks.ts';
import { activationRange, tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { outputShape, windowDefinition, windowOver } from '../window.ts';

/** The largest difference between input and output scale that still counts as the same quantization. */
const SAME_SCALE = 1e-6;

/** AVERAGE_POOL_2D and MAX_POOL_2D, int8. */
export const POOL_2D: OpLowering = { ops: ['AVERAGE_POOL_2D', 'MAX_POOL_2D'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const options = requireOptions(layer, 'Pool2DOptions');
  const [input, output] = [layer.requireInput(0), layer.output(0)];
  requireType(layer, input, 'input', 'INT8');
  requireType(layer, output, 'output', 'INT8');
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  if (Math.abs(from.scale - to.scale) > SAME_SCALE || from.zero_point !== to.zero_point) {
    layer.refuse('has an output quantized otherwise than its input');
  }
  const image = requireNhwc(layer, input, 'input');
  const filter = [options.filter_height, options.filter_width] as const;
  const window = windowOver(image, filter, image[3], options);
  requireShape(layer, output, 'output', outputShape(layer, window));
  const range = activationRange(layer, options.fused_activation_function, output);
  const kernel = layer.operator.op === 'MAX_POOL_2D' ? 'hb_max_pool_2d_s8' : 'hb_average_pool_2d_s8';
  return {
    sources: ['pool_2d.c', layer.target.mve ? 'pool_pixel_mve.c' : 'pool_pixel.c'],
    headers: ['pool_2d.h'],
    code: (names) => [
      ...windowDefinition(window),
      `${kernel}(&window, ${range.min}, ${range.max}, ${names.tensor(input, 'int8_t')},`,
      `    ${names.tensor(output, 'int8_t')});`,
    ],
  };
}
