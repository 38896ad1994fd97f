import { Builder } from 'flatbuffers';
import { completeOptions, writeInt32s, writeOptions } from './build-options.ts';
import type { ModelSpec, OperatorSpec, SubgraphSpec, TensorRef, TensorSpec } from './build-types.ts';
import { operatorVersion } from './op-versions.ts';
import { BUILTIN_OPERATORS, TENSOR_TYPE_NAMES } from './schema-names.ts';
import {
  BUFFER,
  FILE_IDENTIFIER,
  METADATA,
  MODEL,
  OPERATOR,
  OPERATOR_CODE,
  QUANTIZATION,
  SCHEMA_VERSION,
  SIGNATURE_DEF,
  SUBGRAPH,
  TENSOR,
  TENSOR_MAP,
} from './schema-slots.ts';
import { encodeValues } from './tensor-data.ts';
import type { TensorType } from './types.ts';

/** Runtimes may map a constant and load it with vector instructions. */
const DATA_ALIGNMENT_BYTES = 16;

/**
 * Writes a `.tflite` file that TFLite runtimes load.
 *
 * The same specification gives the same bytes. It is written as it stands: a graph that makes no sense
 * becomes a file that makes none, which is what tests of readers need.
 *
 * @throws {TypeError} for a tensor, op or options name that does not exist
 */
export function buildModel(spec: ModelSpec): Uint8Array {
  const subgraphs: readonly SubgraphSpec[] = [spec, ...(spec.more_subgraphs ?? [])];
  const metadata = Object.entries(spec.metadata ?? {});
  const buffers = new BufferTable(metadata.map(([, data]) => data));
  const codes = new OperatorCodes();
  const builder = new Builder(1024);
  const graphs = subgraphs.map((subgraph) => writeSubgraph(builder, subgraph, buffers, codes));
  const signatures = (spec.signatures ?? []).map((signature) => {
    const resolve = tensorResolver(subgraphs[signature.subgraph ?? 0] ?? spec);
    const maps = (entries: Readonly<Record<string, TensorRef>>): number =>
      writeTables(
        builder,
        Object.entries(entries).map(([name, ref]) => {
          const text = builder.createString(name);
          builder.startObject(2);
          builder.addFieldOffset(TENSOR_MAP.name, text, 0);
          builder.addFieldInt32(TENSOR_MAP.tensor_index, resolve(ref), 0);
          return builder.endObject();
        }),
      );
    const inputs = maps(signature.inputs);
    const outputs = maps(signature.outputs);
    const key = builder.createString(signature.key);
    builder.startObject(5);
    builder.addFieldOffset(SIGNATURE_DEF.inputs, inputs, 0);
    builder.addFieldOffset(SIGNATURE_DEF.outputs, outputs, 0);
    builder.addFieldOffset(SIGNATURE_DEF.signature_key, key, 0);
    builder.addFieldInt32(SIGNATURE_DEF.subgraph_index, signature.subgraph ?? 0, 0);
    return builder.endObject();
  });
  const entries = metadata.map(([name], index) => {
    const text = builder.createString(name);
    builder.startObject(2);
    builder.addFieldOffset(METADATA.name, text, 0);
    builder.addFieldInt32(METADATA.buffer, 1 + index, 0);
    return builder.endObject();
  });
  const description = builder.createString(spec.description ?? '');
  const vectors = {
    operator_codes: codes.write(builder),
    subgraphs: writeTables(builder, graphs),
    buffers: buffers.write(builder),
    metadata: entries.length > 0 ? writeTables(builder, entries) : 0,
    signature_defs: signatures.length > 0 ? writeTables(builder, signatures) : 0,
  };
  builder.startObject(8);
  builder.addFieldInt32(MODEL.version, SCHEMA_VERSION, 0);
  builder.addFieldOffset(MODEL.operator_codes, vectors.operator_codes, 0);
  builder.addFieldOffset(MODEL.subgraphs, vectors.subgraphs, 0);
  builder.addFieldOffset(MODEL.description, description, 0);
  builder.addFieldOffset(MODEL.buffers, vectors.buffers, 0);
  builder.addFieldOffset(MODEL.metadata, vectors.metadata, 0);
  builder.addFieldOffset(MODEL.signature_defs, vectors.signature_defs, 0);
  builder.finish(builder.endObject(), FILE_IDENTIFIER);
  return builder.asUint8Array().slice();
}

/** Buffer 0 is the empty one that all tensors without data refer to. */
class BufferTable {
  readonly #contents: Uint8Array[];

  constructor(first: readonly Uint8Array[]) {
    this.#contents = [new Uint8Array(0), ...first];
  }

  add(data: Uint8Array): number {
    return this.#contents.push(data) - 1;
  }

  write(builder: Builder): number {
    const tables = this.#contents.map((data) => {
      const vector = data.length > 0 ? writeBytes(builder, data) : 0;
      builder.startObject(3);
      builder.addFieldOffset(BUFFER.data, vector, 0);
      return builder.endObject();
    });
    return writeTables(builder, tables);
  }
}

class OperatorCodes {
  readonly #codes = new Map<
    string,
    { readonly builtin: number; readonly version: number; readonly custom?: string }
  >();

  /** Index of the code, which is added when it is new. */
  index(op: string, version: number, custom: string | undefined): number {
    const builtin = (BUILTIN_OPERATORS as readonly string[]).indexOf(op);
    if (builtin === -1) throw new TypeError(`${op} is no builtin operator`);
    const key = JSON.stringify([op, version, custom]);
    if (!this.#codes.has(key))
      this.#codes.set(key, { builtin, version, ...(custom !== undefined && { custom }) });
    return [...this.#codes.keys()].indexOf(key);
  }

  write(builder: Builder): number {
    const tables = [...this.#codes.values()].map(({ builtin, version, custom }) => {
      const text = custom === undefined ? 0 : builder.createString(custom);
      builder.startObject(4);
      // The old 8-bit field, for old readers; it ends at 127, the placeholder for greater codes.
      builder.addFieldInt8(OPERATOR_CODE.deprecated_builtin_code, Math.min(builtin, 127), 0);
      builder.addFieldOffset(OPERATOR_CODE.custom_code, text, 0);
      builder.addFieldInt32(OPERATOR_CODE.version, version, 1);
      builder.addFieldInt32(OPERATOR_CODE.builtin_code, builtin, 0);
      return builder.endObject();
    });
    return writeTables(builder, tables);
  }
}

function writeSubgraph(
  builder: Builder,
  spec: SubgraphSpec,
  buffers: BufferTable,
  codes: OperatorCodes,
): number {
  const resolve = tensorResolver(spec);
  const types = spec.tensors.map((tensor) => tensor.type ?? 'INT8');
  const tensors = writeTables(
    builder,
    spec.tensors.map((tensor, index) => writeTensor(builder, tensor, index, buffers)),
  );
  const operators = writeTables(
    builder,
    spec.operators.map((operator) => writeOperator(builder, operator, resolve, types, codes)),
  );
  const inputs = writeInt32s(builder, spec.inputs.map(resolve));
  const outputs = writeInt32s(builder, spec.outputs.map(resolve));
  const name = builder.createString(spec.name ?? 'main');
  builder.startObject(5);
  builder.addFieldOffset(SUBGRAPH.tensors, tensors, 0);
  builder.addFieldOffset(SUBGRAPH.inputs, inputs, 0);
  builder.addFieldOffset(SUBGRAPH.outputs, outputs, 0);
  builder.addFieldOffset(SUBGRAPH.operators, operators, 0);
  builder.addFieldOffset(SUBGRAPH.name, name, 0);
  return builder.endObject();
}

function writeTensor(builder: Builder, spec: TensorSpec, index: number, buffers: BufferTable): number {
  const type = spec.type ?? 'INT8';
  const buffer = spec.data === undefined ? 0 : buffers.add(encodeValues(type, spec.data));
  const shape = writeInt32s(builder, spec.shape);
  const signature = spec.shape_signature ? writeInt32s(builder, spec.shape_signature) : 0;
  const quantization = spec.quantization ? writeQuantization(builder, spec.quantization) : 0;
  const name = builder.createString(spec.name ?? `t${index}`);
  builder.startObject(9);
  builder.addFieldOffset(TENSOR.shape, shape, 0);
  builder.addFieldInt8(TENSOR.type, TENSOR_TYPE_NAMES.indexOf(type), 0);
  builder.addFieldInt32(TENSOR.buffer, buffer, 0);
  builder.addFieldOffset(TENSOR.name, name, 0);
  builder.addFieldOffset(TENSOR.quantization, quantization, 0);
  builder.addFieldInt8(TENSOR.is_variable, Number(spec.is_variable ?? false), 0);
  builder.addFieldOffset(TENSOR.shape_signature, signature, 0);
  builder.addFieldInt8(TENSOR.has_rank, 1, 0);
  return builder.endObject();
}

function writeQuantization(builder: Builder, spec: NonNullable<TensorSpec['quantization']>): number {
  const scales = [spec.scale].flat();
  const listed = [spec.zero_point ?? 0].flat();
  const zero_points = listed.length === 1 ? scales.map(() => listed[0] ?? 0) : listed;
  builder.startVector(4, scales.length, 4);
  for (const scale of scales.toReversed()) builder.addFloat32(scale);
  const scale = builder.endVector();
  builder.startVector(8, zero_points.length, 8);
  for (const zero_point of zero_points.toReversed()) builder.addInt64(BigInt(zero_point));
  const zero_point = builder.endVector();
  builder.startObject(7);
  builder.addFieldOffset(QUANTIZATION.scale, scale, 0);
  builder.addFieldOffset(QUANTIZATION.zero_point, zero_point, 0);
  builder.addFieldInt32(QUANTIZATION.quantized_dimension, spec.axis ?? 0, 0);
  return builder.endObject();
}

function writeOperator(
  builder: Builder,
  spec: OperatorSpec,
  resolve: (ref: TensorRef) => number,
  types: readonly TensorType[],
  codes: OperatorCodes,
): number {
  const inputs = spec.inputs.map(resolve);
  const outputs = spec.outputs.map(resolve);
  const options = completeOptions(spec);
  const typeOf = (index: number | undefined): TensorType | undefined =>
    index === undefined ? undefined : types[index];
  const version =
    spec.version ??
    operatorVersion({ op: spec.op, options, inputs: inputs.map(typeOf), output: typeOf(outputs[0]) });
  const code = codes.index(spec.op, version, spec.custom_name);
  const written = writeOptions(builder, options);
  const inputVector = writeInt32s(builder, inputs);
  const outputVector = writeInt32s(builder, outputs);
  builder.startObject(13);
  builder.addFieldInt32(OPERATOR.opcode_index, code, 0);
  builder.addFieldOffset(OPERATOR.inputs, inputVector, 0);
  builder.addFieldOffset(OPERATOR.outputs, outputVector, 0);
  const [typeSlot, tableSlot] = written.second
    ? [OPERATOR.builtin_options_2_type, OPERATOR.builtin_options_2]
    : [OPERATOR.builtin_options_type, OPERATOR.builtin_options];
  builder.addFieldInt8(typeSlot, written.code, 0);
  builder.addFieldOffset(tableSlot, written.table, 0);
  return builder.endObject();
}

function tensorResolver(subgraph: SubgraphSpec): (ref: TensorRef) => number {
  const names = new Map(subgraph.tensors.map((tensor, index) => [tensor.name ?? `t${index}`, index]));
  return (ref) => {
    if (typeof ref === 'number') return ref;
    const index = names.get(ref);
    if (index === undefined) throw new TypeError(`There is no tensor ${ref}`);
    return index;
  };
}

function writeTables(builder: Builder, tables: readonly number[]): number {
  builder.startVector(4, tables.length, 4);
  for (const table of tables.toReversed()) builder.addOffset(table);
  return builder.endVector();
}

function writeBytes(builder: Builder, data: Uint8Array): number {
  // Pads for the alignment, which createByteVector then finds in place.
  builder.startVector(1, data.length, DATA_ALIGNMENT_BYTES);
  return builder.createByteVector(data);
}
