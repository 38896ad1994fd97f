import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';

/**
 * RESHAPE, SQUEEZE and EXPAND_DIMS to the shape that the output tensor has; any type. Costs nothing where
 * both share memory.
 */
export const RESHAPE: OpLowering = { ops: ['RESHAPE', 'SQUEEZE', 'EXPAND_DIMS'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const [input, output] = [layer.requireInput(0), layer.output(0)];
  if (input.type !== output.type) {
    layer.refuse(`has the output type ${output.type}`, 'ENGINE_UNSUPPORTED_DTYPE');
  }
  if (input.bytes !== output.bytes || input.elements !== output.elements || input.bytes === 0) {
    layer.refuse(`turns ${input.elements} elements into the shape [${output.shape.join(', ')}]`);
  }
  return {
    sources: [],
    headers: ['reshape.h'],
    in_place_of: input,
    code: (names) => [
      `hb_reshape(${names.tensor(input, 'uint8_t')}, ${input.bytes}u, ${names.tensor(output, 'uint8_t')});`,
    ],
  };
}
