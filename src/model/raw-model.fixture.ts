import { Builder } from 'flatbuffers';
import { BUFFER, FILE_IDENTIFIER, MODEL, OPERATOR, SUBGRAPH, TENSOR } from './schema-slots.ts';

interface RawModelSpec {
  /** Fields of the second tensor that converters for microcontrollers do not write. */
  readonly tensor?: { readonly sparsity?: boolean; readonly external_buffer?: number };
  /** Where the second tensor's four bytes are; default: it has none. */
  readonly buffer?: { readonly offset: number; readonly size: number };
  /** How often the lists name the same table. */
  readonly repeat?: { readonly tensors?: number; readonly operators?: number; readonly subgraphs?: number };
}

/** A model with what `buildModel` does not write: one ADD (version 1) of an input and a second tensor. */
export function rawModel({ tensor = {}, buffer, repeat = {} }: RawModelSpec): Uint8Array {
  const builder = new Builder(1024);
  const tables = (table: number, count = 1): number => list(builder, new Array(count).fill(table), 'offset');
  const writeTensor = (second: boolean): number => {
    const shape = list(builder, [4], 'int32');
    builder.startObject(0);
    const sparsity = builder.endObject();
    builder.startObject(11);
    builder.addFieldOffset(TENSOR.shape, shape, 0);
    builder.addFieldInt8(TENSOR.type, 9, 0);
    builder.addFieldInt32(TENSOR.buffer, second && buffer ? 1 : 0, 0);
    if (second && tensor.sparsity) builder.addFieldOffset(TENSOR.sparsity, sparsity, 0);
    builder.addFieldInt32(TENSOR.external_buffer, second ? (tensor.external_buffer ?? 0) : 0, 0);
    return builder.endObject();
  };
  const three = [writeTensor(false), writeTensor(true), writeTensor(false)];
  const repeated = new Array<number>((repeat.tensors ?? 3) - 3).fill(three[0] ?? 0);
  const tensors = list(builder, [...three, ...repeated], 'offset');
  const operatorInputs = list(builder, [0, 1], 'int32');
  const operatorOutputs = list(builder, [2], 'int32');
  builder.startObject(13);
  builder.addFieldOffset(OPERATOR.inputs, operatorInputs, 0);
  builder.addFieldOffset(OPERATOR.outputs, operatorOutputs, 0);
  const operators = tables(builder.endObject(), repeat.operators);
  const inputs = list(builder, buffer ? [0] : [0, 1], 'int32');
  builder.startObject(5);
  builder.addFieldOffset(SUBGRAPH.tensors, tensors, 0);
  builder.addFieldOffset(SUBGRAPH.inputs, inputs, 0);
  builder.addFieldOffset(SUBGRAPH.outputs, operatorOutputs, 0);
  builder.addFieldOffset(SUBGRAPH.operators, operators, 0);
  const subgraphs = tables(builder.endObject(), repeat.subgraphs);
  builder.startObject(3);
  builder.addFieldInt64(BUFFER.offset, BigInt(buffer?.offset ?? 0), 0n);
  builder.addFieldInt64(BUFFER.size, BigInt(buffer?.size ?? 0), 0n);
  const buffers = tables(builder.endObject(), 2);
  builder.startObject(4);
  const codes = tables(builder.endObject());
  builder.startObject(8);
  builder.addFieldInt32(MODEL.version, 3, 0);
  builder.addFieldOffset(MODEL.operator_codes, codes, 0);
  builder.addFieldOffset(MODEL.subgraphs, subgraphs, 0);
  builder.addFieldOffset(MODEL.buffers, buffers, 0);
  builder.finish(builder.endObject(), FILE_IDENTIFIER);
  return builder.asUint8Array().slice();
}

function list(builder: Builder, values: readonly number[], kind: 'int32' | 'offset'): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) {
    if (kind === 'int32') builder.addInt32(value);
    else builder.addOffset(value);
  }
  return builder.endVector();
}
