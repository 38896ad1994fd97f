import { FlatFile } from './flatbuffer.ts';
import { MODEL, QUANTIZATION, SUBGRAPH, TENSOR } from './schema-slots.ts';
import type { Graph, Tensor } from './types.ts';

/**
 * A copy of the model's file for runtimes that are stricter than this reader, with the same meaning:
 *
 * - A dimension that a shape signature marks with −1, as converters do for the batch, is no longer free: it
 *   keeps the size that the shape gives it.
 * - The scales of a list lie along its only axis; older converters named the axis of the filter there.
 */
export function strictCopy(graph: Graph): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(graph.file);
  if (!graph.subgraphs.some(({ tensors }) => tensors.some((tensor) => isFree(tensor) || isList(tensor)))) {
    return copy;
  }
  const flat = new FlatFile(copy);
  const subgraphs = flat.root('the model').tables(MODEL.subgraphs, 'subgraph');
  for (const { index, tensors } of graph.subgraphs) {
    const tables = subgraphs.at(index).tables(SUBGRAPH.tensors, 'tensor');
    for (const tensor of tensors.filter(isFree)) {
      const signature = tables.at(tensor.index).target(TENSOR.shape_signature);
      // It becomes an empty list. Tensors may share it, so it cannot take the sizes of one of them.
      if (signature !== undefined) flat.buffer.writeInt32(signature, 0);
    }
    for (const tensor of tensors.filter(isList)) {
      const table = tables.at(tensor.index);
      const quantization = table.table(TENSOR.quantization, `the quantization of ${table.what}`);
      const axis = quantization?.field(QUANTIZATION.quantized_dimension, 4);
      if (axis !== undefined) flat.buffer.writeInt32(axis, 0);
    }
  }
  return copy;
}

function isFree(tensor: Tensor): boolean {
  return tensor.shape_signature !== undefined;
}

/** One dimension and a scale for each of its elements. */
function isList(tensor: Tensor): boolean {
  return tensor.shape.length === 1 && (tensor.quantization?.scale.length ?? 0) > 1;
}
