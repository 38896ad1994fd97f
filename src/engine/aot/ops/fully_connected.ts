import { requireConstant, requireInt8Operands, requireOptions } from '../checks.ts';
import { channelScales, layerMultiplier, type QuantizedMultiplier, tensorScale } from '../quantize.ts';
import { channelMultipliers, requantization, rowSums } from '../requantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { matmulSource } from './matmul.ts';

/** FULLY_CONNECTED, int8 with symmetric weights, one scale for all of them or one per output channel. */
export const FULLY_CONNECTED: OpLowering = { ops: ['FULLY_CONNECTED'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const options = requireOptions(layer, 'FullyConnectedOptions');
  const [input, weights, output] = requireInt8Operands(layer);
  if (options.weights_format !== 0)
    layer.refuse(`has weights in the shuffled format ${options.weights_format}`);
  const [channels, depth] = weights.shape;
  if (
    weights.shape.length !== 2 ||
    channels === undefined ||
    depth === undefined ||
    depth < 1 ||
    channels < 1
  ) {
    layer.refuse(`needs weights of rank 2, which have the shape [${weights.shape.join(', ')}]`);
  }
  const rows = input.elements / depth;
  if (!Number.isInteger(rows) || output.elements !== rows * channels || output.shape.at(-1) !== channels) {
    layer.refuse(
      `has an output of shape [${output.shape.join(', ')}] for ${input.elements} inputs and weights of [${channels}, ${depth}]`,
    );
  }
  const scales = channelScales(layer, weights, 0, channels);
  const multipliers =
    (weights.quantization?.scale.length ?? 0) > 1
      ? channelMultipliers(layer, scales)
      : scales.map(() => tensorMultiplier(layer, scales[0] ?? 0));
  const to = requantization(
    layer,
    multipliers,
    rowSums(requireConstant(layer, weights, 'weights'), channels),
    layer.input(2),
    options.fused_activation_function,
  );
  return {
    sources: [matmulSource(layer.target)],
    headers: ['hb_matmul.h'],
    constants: to.constants,
    code: (names) => [
      ...to.definition(names),
      `hb_matmul_s8(${names.tensor(input, 'int8_t')}, ${rows}, ${depth},`,
      `             ${names.tensor(weights, 'int8_t')}, ${channels}, &to,`,
      `             ${names.tensor(output, 'int8_t')}, ${channels});`,
    ],
  };
}

/** With one weight scale the product of the scales is rounded to float32 first, as TensorFlow Lite does. */
function tensorMultiplier(layer: LayerContext, weight_scale: number): QuantizedMultiplier {
  const input = tensorScale(layer, layer.requireInput(0), 'input');
  const output = tensorScale(layer, layer.output(0), 'output');
  return layerMultiplier(layer, Math.fround(input.scale * weight_scale) / output.scale);
}
