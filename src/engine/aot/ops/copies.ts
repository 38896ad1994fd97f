import type { Tensor } from '../../../model/types.ts';
import type { LayerContext, LoweredLayer } from '../types.ts';
import { coalesceLoops, elementBytes, type Loop, loopsDefinition } from './loops.ts';

/** A copy of elements between two places, in elements. */
export interface ElementCopy {
  readonly input: Tensor;
  readonly output: Tensor;
  readonly input_offset: number;
  readonly output_offset: number;
  /** Outermost first; steps in elements: of the input, of the output. */
  readonly loops: readonly Loop[];
}

/** A layer that only moves elements: one `hb_copy` after the other, each between two tensors. */
export function copyLayer(layer: LayerContext, copies: readonly ElementCopy[]): LoweredLayer {
  const calls = copies.map((copy) => ({ ...copy, ...copyArguments(layer, copy) }));
  return {
    sources: ['copy.c'],
    headers: ['copy.h'],
    code: (names) =>
      calls.flatMap(({ input, output, loops, element_bytes, input_bytes, output_bytes }, i) => {
        const from = offset(names.tensor(input, 'uint8_t'), input_bytes);
        const to = offset(names.tensor(output, 'uint8_t'), output_bytes);
        const nest = `loops_${i}`;
        return [
          loopsDefinition(nest, loops),
          `hb_copy(${from}, ${to}, ${element_bytes}u, ${nest}, ${loops.length}u);`,
        ];
      }),
  };
}

function offset(pointer: string, bytes: number): string {
  return bytes === 0 ? pointer : `${pointer} + ${bytes}`;
}

/** The copy as arguments of `hb_copy`: coalesced, in bytes. */
function copyArguments(
  layer: LayerContext,
  { input, output, input_offset, output_offset, loops }: ElementCopy,
): { loops: Loop[]; element_bytes: number; input_bytes: number; output_bytes: number } {
  if (input.type !== output.type) layer.refuse(`cannot turn ${input.type} into ${output.type}`);
  const element_bytes = elementBytes(layer, input);
  const in_bytes = coalesceLoops(layer, loops).map(
    ({ count, steps }): Loop => ({ count, steps: [steps[0] * element_bytes, steps[1] * element_bytes] }),
  );
  return {
    loops: in_bytes,
    element_bytes,
    input_bytes: input_offset * element_bytes,
    output_bytes: output_offset * element_bytes,
  };
}
