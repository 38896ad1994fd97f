import { FlatFile, type Table, type TableVector } from './flatbuffer.ts';
import { modelError } from './model-error.ts';
import { readOptions } from './options.ts';
import { readData, readTensor } from './read-tensor.ts';
import { BUILTIN_OPERATORS } from './schema-names.ts';
import {
  FILE_IDENTIFIER,
  METADATA,
  MODEL,
  OPERATOR,
  OPERATOR_CODE,
  SCHEMA_VERSION,
  SIGNATURE_DEF,
  SUBGRAPH,
  TENSOR_MAP,
} from './schema-slots.ts';
import { checkSubgraphCalls } from './subgraph-calls.ts';
import { checkTopology } from './topology.ts';
import type { Graph, Operator, Signature, Subgraph } from './types.ts';
import { recogniseOther } from './wrong-format.ts';

/** Memory of an operator's object and of its layer in an analysis, beside its lists. */
const OPERATOR_COST_BYTES = 500;
const SUBGRAPH_COST_BYTES = 200;
const METADATA_COST_BYTES = 250;

/**
 * Reads a `.tflite` file that may be damaged or hostile.
 *
 * Every offset, length, index and shape is checked before it is used, and memory stays within three times
 * the file and a few MiB. Constants are views into `file`, which must not change afterwards.
 *
 * @throws {HilbenchError} `MODEL_…` (kind `input`)
 */
export function readModel(file: Uint8Array): Graph {
  checkIdentifier(file);
  const flat = new FlatFile(file);
  const root = flat.root('the model');
  const version = root.uint32(MODEL.version);
  if (version !== SCHEMA_VERSION) {
    throw modelError(
      'UNSUPPORTED_VERSION',
      `The file is of schema version ${version}; only version ${SCHEMA_VERSION} is in use.`,
      'Convert the model again with a current TensorFlow or LiteRT converter.',
    );
  }
  const buffers = root.tables(MODEL.buffers, 'buffer');
  const codes = root.tables(MODEL.operator_codes, 'operator code');
  const resolve = operatorCodes(codes);
  const subgraphs = root
    .tables(MODEL.subgraphs, 'subgraph')
    .map((table, index) => readSubgraph(flat, buffers, resolve, table, index));
  const main = subgraphs[0];
  if (main === undefined || main.operators.length === 0 || main.outputs.length === 0) {
    throw modelError('EMPTY', 'The model computes nothing: it has no layer or no output.');
  }
  const signatures = root
    .tables(MODEL.signature_defs, 'signature')
    .map((table) => readSignature(flat, subgraphs, table));
  const metadata = root.tables(MODEL.metadata, 'metadata entry').map((table) => {
    flat.charge(METADATA_COST_BYTES);
    const data = readData(flat, buffers, table.uint32(METADATA.buffer), table.what);
    return { name: table.string(METADATA.name), data };
  });
  for (const subgraph of subgraphs) checkTopology(subgraph);
  checkSubgraphCalls(subgraphs);
  return { version, description: root.string(MODEL.description), subgraphs, signatures, metadata, file };
}

function checkIdentifier(file: Uint8Array): void {
  if (file.length === 0) {
    throw modelError('EMPTY_FILE', 'The model file is empty.', 'Give a .tflite file; this one has 0 bytes.');
  }
  const identifier = String.fromCharCode(...file.subarray(4, 8));
  if (identifier === FILE_IDENTIFIER) return;
  const { message, hint } = recogniseOther(file);
  throw modelError('NOT_TFLITE', message, hint);
}

interface OperatorCode {
  readonly op: string;
  readonly version: number;
  readonly custom_name?: string;
}

/** Resolves an index into the operator codes; each code is read once, when it is first used. */
function operatorCodes(codes: TableVector): (index: number, what: string) => OperatorCode {
  const known = new Map<number, OperatorCode>();
  return (index, what) => {
    const found = known.get(index);
    if (found !== undefined) return found;
    if (index >= codes.length) {
      throw modelError(
        'BAD_INDEX',
        `${what} refers to operator code ${index}, but the file has ${codes.length}.`,
      );
    }
    const code = readOperatorCode(codes.at(index), what);
    known.set(index, code);
    return code;
  };
}

function readOperatorCode(table: Table, what: string): OperatorCode {
  // Old files have the 8-bit field only; new files have both, the old one capped at 127.
  const code = Math.max(
    table.int8(OPERATOR_CODE.deprecated_builtin_code),
    table.int32(OPERATOR_CODE.builtin_code),
  );
  const op = BUILTIN_OPERATORS[code];
  if (op === undefined) {
    const hint = 'Convert the model for the TFLite builtin operators of schema version 3.';
    throw modelError(
      'UNKNOWN_OP',
      `The op of ${what} has the code ${code}, which the schema does not know.`,
      hint,
    );
  }
  const version = table.int32(OPERATOR_CODE.version, 1);
  if (op !== 'CUSTOM') return { op, version };
  return { op, version, custom_name: table.name(OPERATOR_CODE.custom_code) };
}

function readSubgraph(
  flat: FlatFile,
  buffers: TableVector,
  resolve: (index: number, what: string) => OperatorCode,
  table: Table,
  index: number,
): Subgraph {
  flat.charge(SUBGRAPH_COST_BYTES);
  return {
    index,
    name: table.string(SUBGRAPH.name),
    tensors: table
      .tables(SUBGRAPH.tensors, 'tensor')
      .map((tensor, i) => readTensor(flat, buffers, tensor, i)),
    inputs: table.int32s(SUBGRAPH.inputs),
    outputs: table.int32s(SUBGRAPH.outputs),
    operators: table.tables(SUBGRAPH.operators, 'layer').map((operator, i): Operator => {
      flat.charge(OPERATOR_COST_BYTES);
      return {
        index: i,
        ...resolve(operator.uint32(OPERATOR.opcode_index), operator.what),
        inputs: operator.int32s(OPERATOR.inputs),
        outputs: operator.int32s(OPERATOR.outputs),
        options: readOptions(operator),
      };
    }),
  };
}

function readSignature(flat: FlatFile, subgraphs: readonly Subgraph[], table: Table): Signature {
  flat.charge(SUBGRAPH_COST_BYTES);
  const subgraph = subgraphs[table.uint32(SIGNATURE_DEF.subgraph_index)];
  const key = table.string(SIGNATURE_DEF.signature_key);
  if (subgraph === undefined) {
    const index = table.uint32(SIGNATURE_DEF.subgraph_index);
    throw modelError(
      'BAD_INDEX',
      `${table.what} is of subgraph ${index}, but the file has ${subgraphs.length}.`,
    );
  }
  const entries = (slot: number) =>
    table.tables(slot, 'signature entry').map((entry) => {
      flat.charge(METADATA_COST_BYTES);
      const tensor = entry.uint32(TENSOR_MAP.tensor_index);
      if (tensor < subgraph.tensors.length) return { name: entry.string(TENSOR_MAP.name), tensor };
      throw modelError(
        'BAD_INDEX',
        `${table.what} names tensor ${tensor}; there are ${subgraph.tensors.length}.`,
      );
    });
  return {
    key,
    subgraph: subgraph.index,
    inputs: entries(SIGNATURE_DEF.inputs),
    outputs: entries(SIGNATURE_DEF.outputs),
  };
}
