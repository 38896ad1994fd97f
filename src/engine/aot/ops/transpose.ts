import { requireShape } from '../checks.ts';
import type { OpLowering } from '../types.ts';
import { copyLayer } from './copies.ts';
import { requireIntegers } from './integers.ts';
import { rowMajorStrides } from './loops.ts';

/** TRANSPOSE of a tensor of any type. */
export const TRANSPOSE: OpLowering = {
  ops: ['TRANSPOSE'],
  lower(layer) {
    const input = layer.requireInput(0);
    const output = layer.output(0);
    const permutation = requireIntegers(layer, layer.requireInput(1), 'permutation');
    const rank = input.shape.length;
    const dimensions = new Set(permutation.filter((dimension) => dimension >= 0 && dimension < rank));
    if (permutation.length !== rank || dimensions.size !== rank) {
      layer.refuse(`has the permutation [${permutation.join(', ')}] for rank ${rank}`);
    }
    const shape = permutation.map((dimension) => input.shape[dimension] ?? 0);
    requireShape(layer, output, 'output', shape);
    const input_strides = rowMajorStrides(input.shape);
    const output_strides = rowMajorStrides(shape);
    const loops = shape.map(
      (count, i) =>
        ({ count, steps: [input_strides[permutation[i] ?? 0] ?? 0, output_strides[i] ?? 0] }) as const,
    );
    return copyLayer(layer, [{ input, output, input_offset: 0, output_offset: 0, loops }]);
  },
};
