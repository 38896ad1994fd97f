import type { Builder } from 'flatbuffers';
import type { OperatorSpec, OptionsSpec } from './build-types.ts';
import { OPTIONS_FIELDS, type OptionsField } from './options.ts';
import { ACTIVATIONS, BUILTIN_OPTIONS, BUILTIN_OPTIONS_2, PADDINGS } from './schema-names.ts';
import type { OpOptions } from './types.ts';

/** Ops whose options are not named after them. */
const UNION_BY_OP: Readonly<Record<string, string>> = {
  ADD: 'AddOptions',
  AVERAGE_POOL_2D: 'Pool2DOptions',
  CALL_ONCE: 'CallOnceOptions',
  CONCATENATION: 'ConcatenationOptions',
  CONV_2D: 'Conv2DOptions',
  DEPTHWISE_CONV_2D: 'DepthwiseConv2DOptions',
  DEQUANTIZE: 'DequantizeOptions',
  FULLY_CONNECTED: 'FullyConnectedOptions',
  IF: 'IfOptions',
  LEAKY_RELU: 'LeakyReluOptions',
  MAX_POOL_2D: 'Pool2DOptions',
  MEAN: 'ReducerOptions',
  MIRROR_PAD: 'MirrorPadOptions',
  MUL: 'MulOptions',
  PACK: 'PackOptions',
  PAD: 'PadOptions',
  QUANTIZE: 'QuantizeOptions',
  REDUCE_MAX: 'ReducerOptions',
  REDUCE_MIN: 'ReducerOptions',
  RESHAPE: 'ReshapeOptions',
  RESIZE_BILINEAR: 'ResizeBilinearOptions',
  RESIZE_NEAREST_NEIGHBOR: 'ResizeNearestNeighborOptions',
  SOFTMAX: 'SoftmaxOptions',
  SPLIT: 'SplitOptions',
  SPLIT_V: 'SplitVOptions',
  STRIDED_SLICE: 'StridedSliceOptions',
  SUB: 'SubOptions',
  SUM: 'ReducerOptions',
  TRANSPOSE: 'TransposeOptions',
  TRANSPOSE_CONV: 'TransposeConvOptions',
  UNPACK: 'UnpackOptions',
  VAR_HANDLE: 'VarHandleOptions',
  WHILE: 'WhileOptions',
};

/** Where a zero would make no sense. */
const DEFAULTS: Readonly<Record<string, number>> = { beta: 1, alpha: 0.2, depth_multiplier: 1 };

/** The operator's options with every field filled in: SAME padding, no activation, strides of 1. */
export function completeOptions(operator: OperatorSpec): OpOptions {
  const given: OptionsSpec = operator.options ?? defaultOptions(operator.op);
  if (given.type === 'other') return given;
  const defaults = OPTIONS_FIELDS[given.type].map((field) => [field.name, defaultValue(field)]);
  return { ...Object.fromEntries(defaults), ...given } as OpOptions;
}

function defaultOptions(op: string): OptionsSpec {
  const union = UNION_BY_OP[op] ?? 'NONE';
  return Object.hasOwn(OPTIONS_FIELDS, union) ? ({ type: union } as OptionsSpec) : { type: 'other', union };
}

function defaultValue({ name, kind, absent }: OptionsField): unknown {
  switch (kind) {
    case 'padding':
      return 'SAME';
    case 'activation':
      return 'NONE';
    case 'bool':
      return absent === 1;
    case 'int32s':
      return [];
    case 'string':
      return '';
    case 'stride':
      return 1;
    default:
      return DEFAULTS[name] ?? 0;
  }
}

export interface WrittenOptions {
  /** Value of the union's type field; 0 for none. */
  readonly code: number;
  /** Which of the two unions it belongs to. */
  readonly second: boolean;
  /** Position of the table in the builder; 0 for none. */
  readonly table: number;
}

/** Writes the options' table. Options of a kind that is not taken apart become an empty table. */
export function writeOptions(builder: Builder, options: OpOptions): WrittenOptions {
  const union = options.type === 'other' ? options.union : options.type;
  if (union === 'NONE') return { code: 0, second: false, table: 0 };
  const first = (BUILTIN_OPTIONS as readonly string[]).indexOf(union);
  const code = first === -1 ? (BUILTIN_OPTIONS_2 as readonly string[]).indexOf(union) : first;
  if (code === -1) throw new TypeError(`${union} is no member of the options unions`);
  const fields = options.type === 'other' ? [] : OPTIONS_FIELDS[options.type];
  const values = options as unknown as Readonly<Record<string, unknown>>;
  /** Positions of what a table only points to. */
  const apart = new Map<string, number>();
  for (const { name, kind } of fields) {
    if (kind === 'int32s') apart.set(name, writeInt32s(builder, values[name] as readonly number[]));
    else if (kind === 'string') apart.set(name, builder.createString(String(values[name])));
  }
  builder.startObject(Math.max(0, ...fields.map(({ slot }) => slot + 1)));
  for (const field of fields) {
    const position = apart.get(field.name);
    if (position === undefined) writeField(builder, field, values[field.name]);
    else builder.addFieldOffset(field.slot, position, 0);
  }
  return { code, second: first === -1, table: builder.endObject() };
}

function writeField(builder: Builder, { slot, kind, absent = 0 }: OptionsField, value: unknown): void {
  if (kind === 'padding') builder.addFieldInt8(slot, (PADDINGS as readonly unknown[]).indexOf(value), 0);
  else if (kind === 'activation')
    builder.addFieldInt8(slot, (ACTIVATIONS as readonly unknown[]).indexOf(value), 0);
  else if (kind === 'bool' || kind === 'int8') builder.addFieldInt8(slot, Number(value), absent);
  else if (kind === 'float32') builder.addFieldFloat32(slot, Number(value), absent);
  else builder.addFieldInt32(slot, Number(value), absent);
}

/** Position of a new vector of int32 in the builder. */
export function writeInt32s(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addInt32(value);
  return builder.endVector();
}
