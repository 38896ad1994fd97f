import { quoteName } from './model-error.ts';
import { dynamicShape } from './read-tensor.ts';
import type { Graph } from './types.ts';

/**
 * Refuses a graph with a tensor whose size is only known at run time.
 *
 * A dimension that the signature marks with −1 is fine where the shape has a size for it: converters write
 * a free batch as 1, and runtimes that do not resize use that. What cannot be used is a computed tensor
 * with a dimension of 0, or with no shape where the signature has one.
 *
 * @throws {HilbenchError} `MODEL_DYNAMIC_SHAPE` (kind `input`), naming the tensor
 */
export function requireStaticShapes(graph: Graph): void {
  for (const { index, tensors, inputs, outputs, operators } of graph.subgraphs) {
    const used = new Set(
      [inputs, outputs, ...operators.flatMap((operator) => [operator.inputs, operator.outputs])].flat(),
    );
    for (const tensor of tensors) {
      if (!used.has(tensor.index) || tensor.data !== undefined) continue;
      const signature = tensor.shape_signature;
      const unknown = signature !== undefined && signature.length !== tensor.shape.length;
      if (!unknown && !tensor.shape.includes(0)) continue;
      const where = index === 0 ? '' : ` of subgraph ${index}`;
      throw dynamicShape(
        `Tensor ${tensor.index} (${quoteName(tensor.name)})${where}`,
        signature ?? tensor.shape,
      );
    }
  }
}
