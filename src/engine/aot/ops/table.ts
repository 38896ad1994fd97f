import type { Tensor } from '../../../model/types.ts';
import { requireShape } from '../checks.ts';
import { packInt8 } from '../pack.ts';
import { integerRange } from '../quantize.ts';
import type { LayerContext, LoweredLayer, Target } from '../types.ts';

/**
 * An element-wise function from an 8-bit to an 8-bit tensor of the same shape, as a table of 256 bytes.
 * `f` maps a quantized input to a quantized output; what it gives is clamped to the output's type.
 */
export function tableLayer(
  layer: LayerContext,
  input: Tensor,
  output: Tensor,
  f: (quantized: number) => number,
): LoweredLayer {
  requireShape(layer, output, 'output', input.shape);
  const { min, max } = integerRange(layer, output.type);
  const values = tableEntries(layer, input).map((entry) => Math.min(Math.max(f(entry), min), max));
  return {
    sources: [tableSource(layer.target)],
    headers: ['lut.h'],
    constants: [{ name: 'table', bytes: packInt8(values) }],
    ...(input.data === undefined && { in_place_of: input }),
    code: (names) => {
      const from = names.tensor(input, 'uint8_t');
      const to = names.tensor(output, 'uint8_t');
      return [`hb_lut_8(${from}, ${to}, ${output.elements}u, ${names.constant('table', 'uint8_t')});`];
    },
  };
}

/** The values of an 8-bit type in the order of a table: by their bits. */
export function tableEntries(layer: LayerContext, input: Tensor): number[] {
  const { max } = integerRange(layer, input.type);
  return Array.from({ length: 256 }, (_, bits) => (bits > max ? bits - 256 : bits));
}

/** The variant of `hb_lut_8` and its sister that is linked for a core. */
export function tableSource(target: Target): string {
  return target.mve ? 'lut_mve.c' : 'lut.c';
}
