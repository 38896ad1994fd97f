import type { TensorType } from '../model/types.ts';
import { plainText } from '../support/text.ts';
import { buildPayload, malformed, PayloadReader } from './payload.ts';
import type { DeviceCounters, DeviceHello, DeviceTensor } from './types.ts';

export const PROTOCOL_VERSION = 2;

/** Command codes of docs/link.md. */
export const COMMAND = {
  HELLO: 0x01,
  ECHO: 0x02,
  MEMORY_WRITE: 0x10,
  BULK_BEGIN: 0x11,
  BULK_DATA: 0x12,
  BULK_END: 0x13,
  MODEL_SELECT: 0x20,
  CONFIGURE: 0x21,
  TENSOR_INFO: 0x22,
  INPUT_SEED: 0x30,
  INPUT_WRITE: 0x31,
  INVOKE: 0x32,
  OUTPUT_READ: 0x33,
  PROFILE: 0x40,
  LAYERS_READ: 0x41,
  CPU_MODE: 0x50,
  RESET: 0x51,
} as const;

export type CommandName = keyof typeof COMMAND;

/** Bytes of the fields before the data of a request or answer that carries bulk data. */
export const MEMORY_WRITE_HEADER_BYTES = 4;
export const INPUT_WRITE_HEADER_BYTES = 6;
export const BULK_DATA_HEADER_BYTES = 4;

/** What the host takes from a device at most; more is nonsense and would only cost time and memory. */
const LIMITS = {
  tensors: 256,
  layers: 65_536,
  rank: 8,
  tensor_bytes: 2 ** 28,
  counters: 16,
  window_bytes: 2 ** 20,
};
const LEAST_PAYLOAD_BYTES = 64;

const UNITS = ['cycles', 'instructions'] as const;
const COUNTER_KINDS = ['none', 'pmu', 'dwt', 'dwt_cache'] as const;

/** Names by their number in the TFLite schema. */
const TENSOR_TYPES: readonly TensorType[] = [
  'FLOAT32',
  'FLOAT16',
  'INT32',
  'UINT8',
  'INT64',
  'STRING',
  'BOOL',
  'INT16',
  'COMPLEX64',
  'INT8',
  'FLOAT64',
  'COMPLEX128',
  'UINT64',
  'RESOURCE',
  'VARIANT',
  'UINT32',
  'UINT16',
  'INT4',
];

/** A `str` holds at most 255 bytes, so nothing is cut; control characters are made visible. */
function text(reader: PayloadReader): string {
  return plainText(reader.str().trim(), 255);
}

export const encode = {
  hello: () => buildPayload({ u16: PROTOCOL_VERSION }),
  memoryWrite: (address: number, bytes: Uint8Array) => buildPayload({ u32: address }, { bytes }),
  bulkBegin: (range: { address: number; bytes: number; crc32: number }, resume: boolean) =>
    buildPayload({ u32: range.address }, { u32: range.bytes }, { u32: range.crc32 }, { u8: resume ? 1 : 0 }),
  bulkData: (offset: number, bytes: Uint8Array) => buildPayload({ u32: offset }, { bytes }),
  modelSelect: (model: { source: number; address: number; bytes: number; crc32: number }) =>
    buildPayload({ u32: model.source }, { u32: model.address }, { u32: model.bytes }, { u32: model.crc32 }),
  configure: (arena: { address: number; bytes: number; resource_variables: number }) =>
    buildPayload({ u32: arena.address }, { u32: arena.bytes }, { u32: arena.resource_variables }),
  tensorInfo: (direction: 'input' | 'output', index: number) =>
    buildPayload({ u8: direction === 'input' ? 0 : 1 }, { u16: index }),
  inputSeed: (seed: number, run: number) => buildPayload({ u32: seed }, { u32: run }),
  inputWrite: (index: number, offset: number, bytes: Uint8Array) =>
    buildPayload({ u16: index }, { u32: offset }, { bytes }),
  outputRead: (index: number, offset: number, byte_count: number) =>
    buildPayload({ u16: index }, { u32: offset }, { u32: byte_count }),
  profile: (request: { warmup: number; runs: number; seed: number; events: readonly number[] }) =>
    buildPayload(
      { u32: request.warmup },
      { u32: request.runs },
      { u32: request.seed },
      { u8: request.events.length },
      ...request.events.map((event) => ({ u16: event })),
    ),
  layersRead: (first: number, count: number) => buildPayload({ u32: first }, { u32: count }),
  cpuMode: (mode: 'lp' | 'hp') => buildPayload({ u8: mode === 'lp' ? 0 : 1 }),
};

/** The protocol version is the first field in every version, so that it can be read before the rest. */
export function decodeHelloVersion(payload: Uint8Array): number {
  return new PayloadReader(payload, 'HELLO').u16();
}

/** The answer to HELLO of this protocol version. @throws {HilbenchError} `LINK_MALFORMED`, as all of these do */
export function decodeHello(payload: Uint8Array): DeviceHello {
  const reader = new PayloadReader(payload, 'HELLO');
  const protocol = reader.u16();
  const build_id = Buffer.from(reader.bytes(16)).toString('hex');
  const unitNumber = reader.u8();
  const unit = UNITS[unitNumber];
  if (unit === undefined) throw malformed('HELLO', `its timer unit is ${unitNumber}`);
  const timer_hz = reader.u32();
  const max_payload_bytes = reader.u32();
  if (max_payload_bytes < LEAST_PAYLOAD_BYTES) {
    throw malformed(
      'HELLO',
      `its largest payload is ${max_payload_bytes} bytes, under ${LEAST_PAYLOAD_BYTES}`,
    );
  }
  const port = text(reader);
  const cpu = text(reader);
  const engine = text(reader);
  const engine_version = text(reader);
  const counters = decodeCounters(reader);
  reader.end();
  return {
    protocol,
    build_id,
    port,
    engine,
    engine_version,
    cpu,
    max_payload_bytes,
    unit,
    timer_hz,
    counters,
  };
}

export interface BulkBeginAnswer {
  /** Offset of the first byte that the device does not have yet. */
  readonly offset: number;
  /** Bytes that may be under way. */
  readonly window_bytes: number;
}

/** The answer to BULK_BEGIN of a transfer of `total_bytes`. */
export function decodeBulkBegin(payload: Uint8Array, total_bytes: number): BulkBeginAnswer {
  const what = 'answer to BULK_BEGIN';
  const reader = new PayloadReader(payload, what);
  const answer = { offset: reader.u32(), window_bytes: reader.u32() };
  reader.end();
  if (answer.offset > total_bytes) {
    throw malformed(what, `it has ${answer.offset} bytes of ${total_bytes} already`);
  }
  return { ...answer, window_bytes: Math.min(answer.window_bytes, LIMITS.window_bytes) };
}

/** The answer to BULK_DATA: offset of the byte the device wants next. */
export function decodeBulkNext(payload: Uint8Array): number {
  return decodeU32(payload, 'BULK_DATA');
}

function decodeCounters(reader: PayloadReader): DeviceCounters {
  const kindNumber = reader.u8();
  const kind = COUNTER_KINDS[kindNumber];
  if (kind === undefined) throw malformed('HELLO', `its counters are of the kind ${kindNumber}`);
  const slots = reader.u8();
  if (slots > LIMITS.counters || (slots === 0) !== (kind === 'none')) {
    throw malformed('HELLO', `it has ${slots} counters of the kind ${kind}`);
  }
  return { kind, slots, max_counts: reader.u32() };
}

export interface ConfigureAnswer {
  readonly arena_used_bytes: number;
  readonly layers: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** The answer to CONFIGURE, within what the host takes from a device. */
export function decodeConfigure(payload: Uint8Array): ConfigureAnswer {
  const reader = new PayloadReader(payload, 'answer to CONFIGURE');
  const answer = {
    arena_used_bytes: reader.u32(),
    layers: reader.u32(),
    inputs: reader.u16(),
    outputs: reader.u16(),
  };
  reader.end();
  if (answer.layers > LIMITS.layers || answer.inputs > LIMITS.tensors || answer.outputs > LIMITS.tensors) {
    throw malformed(
      'answer to CONFIGURE',
      `it claims ${answer.layers} layers, ${answer.inputs} inputs and ${answer.outputs} outputs`,
    );
  }
  return answer;
}

/** The answer to TENSOR_INFO. Its bytes are not checked against its shape: the file says what they must be. */
export function decodeTensorInfo(payload: Uint8Array): DeviceTensor {
  const what = 'answer to TENSOR_INFO';
  const reader = new PayloadReader(payload, what);
  const typeNumber = reader.u8();
  const type = TENSOR_TYPES[typeNumber];
  if (type === undefined) throw malformed(what, `tensor type ${typeNumber} is unknown`);
  const rank = reader.u8();
  if (rank > LIMITS.rank) throw malformed(what, `a tensor has ${rank} dimensions`);
  const bytes = reader.u32();
  if (bytes > LIMITS.tensor_bytes) throw malformed(what, `a tensor has ${bytes} bytes`);
  const shape = Array.from({ length: rank }, () => reader.u32());
  reader.end();
  return { type, shape, bytes };
}

export function decodeU32(payload: Uint8Array, command: CommandName): number {
  const reader = new PayloadReader(payload, `answer to ${command}`);
  const value = reader.u32();
  reader.end();
  return value;
}

export function decodeU64(payload: Uint8Array, command: CommandName): bigint {
  const reader = new PayloadReader(payload, `answer to ${command}`);
  const value = reader.u64();
  reader.end();
  return value;
}

/** The bytes of an answer that must have exactly `byte_count` of them. */
export function decodeBytes(payload: Uint8Array, byte_count: number, command: CommandName): Uint8Array {
  const reader = new PayloadReader(payload, `answer to ${command}`);
  const bytes = reader.bytes(byte_count);
  reader.end();
  return bytes;
}

export interface TickSums {
  readonly sum: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

function decodeTickSums(reader: PayloadReader): TickSums {
  return { sum: reader.u64(), min: reader.u64(), max: reader.u64() };
}

/** The answer to PROFILE; ticks are of the port's unit, over all runs. */
export function decodeProfile(payload: Uint8Array): { readonly runs: number; readonly total: TickSums } {
  const reader = new PayloadReader(payload, 'answer to PROFILE');
  const runs = reader.u32();
  const total = decodeTickSums(reader);
  reader.end();
  return { runs, total };
}

/** Sum, least, most, and whether it overflowed. */
const COUNTER_RECORD_BYTES = 17;

/** Bytes of one layer in an answer to LAYERS_READ. */
export function layerRecordBytes(counters: number): number {
  return 24 + COUNTER_RECORD_BYTES * counters;
}

export interface LayerSums {
  readonly ticks: TickSums;
  /** Sums mean nothing once a counter overflowed. */
  readonly counters: readonly { readonly sums: TickSums; readonly overflowed: boolean }[];
}

function decodeCounterSums(reader: PayloadReader): LayerSums['counters'][number] {
  const sums = { sum: reader.u64(), min: BigInt(reader.u32()), max: BigInt(reader.u32()) };
  const flag = reader.u8();
  if (flag > 1) throw malformed('answer to LAYERS_READ', `a counter has the overflow flag ${flag}`);
  return { sums, overflowed: flag === 1 };
}

/** The answer to LAYERS_READ: `count` records of `counters` counters each. */
export function decodeLayers(payload: Uint8Array, count: number, counters: number): readonly LayerSums[] {
  const reader = new PayloadReader(payload, 'answer to LAYERS_READ');
  const layers = Array.from({ length: count }, () => ({
    ticks: decodeTickSums(reader),
    counters: Array.from({ length: counters }, () => decodeCounterSums(reader)),
  }));
  reader.end();
  return layers;
}

export interface FailureMessage {
  /** `hb_status` of templates/firmware/common/hb_engine.h. */
  readonly status: number;
  readonly text: string;
  /** Arena bytes needed, when the arena was too small. */
  readonly needed_bytes?: number;
}

const STATUS_ARENA_TOO_SMALL = 6;
/** Also the answer to a HELLO of another protocol version. */
export const STATUS_UNSUPPORTED = 11;

/** The payload of a failure, whatever the command. */
export function decodeFailure(payload: Uint8Array): FailureMessage {
  const reader = new PayloadReader(payload, 'failure message');
  const failure = { status: reader.u16(), text: text(reader) };
  if (failure.status === STATUS_ARENA_TOO_SMALL && reader.remaining_bytes >= 4) {
    return { ...failure, needed_bytes: reader.u32() };
  }
  return failure;
}

export interface LogMessage {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

const LOG_LEVELS = ['info', 'warning', 'error'] as const;

export function decodeLog(payload: Uint8Array): LogMessage {
  const reader = new PayloadReader(payload, 'log line');
  return { level: LOG_LEVELS[reader.u8()] ?? 'error', text: text(reader) };
}

/** The name of a command for people; its number in hex when there is none. */
export function commandName(code: number): string {
  return Object.entries(COMMAND).find(([, value]) => value === code)?.[0] ?? `0x${code.toString(16)}`;
}
