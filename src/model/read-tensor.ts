import type { FlatFile, Table, TableVector } from './flatbuffer.ts';
import { modelError, quoteName } from './model-error.ts';
import { TENSOR_TYPE_BITS, TENSOR_TYPE_NAMES } from './schema-names.ts';
import { BUFFER, QUANTIZATION, TENSOR } from './schema-slots.ts';
import type { Quantization, Tensor, TensorType } from './types.ts';

/** Memory of a tensor's object and of its view of a constant, beside its lists and texts. */
const TENSOR_COST_BYTES = 320;

const UNSUPPORTED_HINT =
  'Convert the model again with full-integer (int8) or float32 tensors, without this feature.';

/** The tensor in `table`, with its constant as a view into the file. */
export function readTensor(file: FlatFile, buffers: TableVector, table: Table, index: number): Tensor {
  file.charge(TENSOR_COST_BYTES);
  const name = table.name(TENSOR.name);
  const what = `Tensor ${index} (${quoteName(name)})`;
  if (table.has(TENSOR.sparsity)) {
    throw modelError('SPARSE_TENSOR', `${what} is stored as a sparse tensor.`, UNSUPPORTED_HINT);
  }
  if (table.uint32(TENSOR.external_buffer) !== 0) {
    const hint = 'Convert the model into one file that holds its weights.';
    throw modelError('EXTERNAL_BUFFER', `${what} has its data in another file.`, hint);
  }
  const type = readType(table, what);
  const shape = readShape(table, what);
  const elements = product(shape, what);
  const bytes = Math.ceil((elements * TENSOR_TYPE_BITS[type]) / 8);
  if (!Number.isSafeInteger(elements * TENSOR_TYPE_BITS[type])) throw tooLarge(shape, what);
  const signature = readDimensions(table, TENSOR.shape_signature, what);
  if (signature.some((size) => size < -1)) {
    throw modelError('BAD_SHAPE', `${what} has the shape signature [${signature.join(', ')}].`);
  }
  const quantization = readQuantization(table, type, shape, what);
  const data = readData(file, buffers, table.uint32(TENSOR.buffer), what);
  const constant = data.length > 0 || (elements === 0 && table.uint32(TENSOR.buffer) !== 0);
  if (constant && TENSOR_TYPE_BITS[type] > 0 && data.length !== bytes) {
    throw modelError(
      'BAD_BUFFER',
      `${what} is ${type} [${shape.join(', ')}] and takes ${bytes} bytes, but its buffer has ${data.length}.`,
    );
  }
  return {
    index,
    name,
    type,
    shape,
    ...(signature.includes(-1) && { shape_signature: signature }),
    ...(quantization && { quantization }),
    is_variable: table.bool(TENSOR.is_variable, false),
    elements,
    bytes,
    ...(constant && { data }),
  };
}

function readType(table: Table, what: string): TensorType {
  const code = table.int8(TENSOR.type);
  const name = TENSOR_TYPE_NAMES[code];
  if (name !== undefined && Object.hasOwn(TENSOR_TYPE_BITS, name)) return name as TensorType;
  throw modelError(
    'UNSUPPORTED_TYPE',
    `${what} is of type ${name ?? code}, which is not supported.`,
    UNSUPPORTED_HINT,
  );
}

/** No op of the schema takes more than 8; the limit keeps shapes printable. */
const LARGEST_RANK = 16;

function readDimensions(table: Table, slot: number, what: string): number[] {
  const sizes = table.int32s(slot);
  if (sizes.length <= LARGEST_RANK) return sizes;
  throw modelError('BAD_SHAPE', `${what} has ${sizes.length} dimensions.`);
}

function readShape(table: Table, what: string): number[] {
  const shape = readDimensions(table, TENSOR.shape, what);
  if (shape.every((size) => size >= 0)) return shape;
  if (shape.every((size) => size >= -1)) throw dynamicShape(what, shape);
  throw modelError('BAD_SHAPE', `${what} has the shape [${shape.join(', ')}].`);
}

/** The refusal of a shape that is only known at run time. */
export function dynamicShape(what: string, shape: readonly number[]): Error {
  return modelError(
    'DYNAMIC_SHAPE',
    `${what} has the shape [${shape.join(', ')}], which is only known at run time.`,
    'Convert the model with a fixed input shape, for example with a concrete function of batch size 1.',
  );
}

function product(shape: readonly number[], what: string): number {
  // A 0 makes the product small but not the dimensions around it, which others multiply too.
  const elements = shape.reduce((total, size) => total * size, 1);
  const nonzero = shape.reduce((total, size) => total * Math.max(size, 1), 1);
  if (!Number.isSafeInteger(nonzero)) throw tooLarge(shape, what);
  return elements;
}

function tooLarge(shape: readonly number[], what: string): Error {
  return modelError(
    'SHAPE_OVERFLOW',
    `${what} has the shape [${shape.join(', ')}]: more elements than can be counted.`,
  );
}

const ZERO_POINT_RANGE: Partial<Record<TensorType, readonly [number, number]>> = {
  INT8: [-128, 127],
  UINT8: [0, 255],
  INT16: [-32768, 32767],
  UINT16: [0, 65535],
  INT4: [-8, 7],
};
const INT32_RANGE = [-(2 ** 31), 2 ** 31 - 1] as const;

function readQuantization(
  tensor: Table,
  type: TensorType,
  shape: readonly number[],
  what: string,
): Quantization | undefined {
  const table = tensor.table(TENSOR.quantization, `the quantization of ${tensor.what}`);
  if (table === undefined) return undefined;
  // 1 is CustomQuantization, which no runtime reads; the others replace scale and zero point.
  const details = table.uint8(QUANTIZATION.details_type);
  if (details > 1) {
    throw modelError(
      'UNSUPPORTED_QUANTIZATION',
      `${what} is quantized in blocks or along several axes.`,
      UNSUPPORTED_HINT,
    );
  }
  const scale = table.float32s(QUANTIZATION.scale);
  if (scale.length === 0) return undefined;
  const listed = table.int64s(QUANTIZATION.zero_point);
  const bad = (reason: string): Error =>
    modelError('BAD_QUANTIZATION', `The quantization of ${what} ${reason}.`);
  if (listed.length !== scale.length && listed.length !== 1) {
    throw bad(`has ${scale.length} scales and ${listed.length} zero points`);
  }
  const zero_point = listed.length === scale.length ? listed : scale.map(() => listed[0] ?? 0);
  // An all-zero slice of a weight tensor has scale 0 in the files of some converters.
  const wrong = scale.find((value) => !(Number.isFinite(value) && value >= 0));
  if (wrong !== undefined) throw bad(`has the scale ${wrong}`);
  const [lowest, highest] = ZERO_POINT_RANGE[type] ?? INT32_RANGE;
  const outside = zero_point.find((value) => !(value >= lowest && value <= highest));
  if (outside !== undefined) throw bad(`has the zero point ${outside}, which is no ${type}`);
  const written = table.int32(QUANTIZATION.quantized_dimension);
  // Older converters gave the bias the axis of its filter; a list has one axis only.
  const axis = shape.length === 1 ? 0 : written;
  if (scale.length > 1 && shape[axis] !== scale.length) {
    throw bad(`has ${scale.length} scales along axis ${axis} of [${shape.join(', ')}]`);
  }
  return { scale, zero_point, axis };
}

const NOTHING = new Uint8Array(0);

/** The bytes of buffer `index`: in the flatbuffer, or, in files made for large models, behind it. */
export function readData(file: FlatFile, buffers: TableVector, index: number, what: string): Uint8Array {
  if (index === 0 && buffers.length === 0) return NOTHING;
  if (index >= buffers.length) {
    throw modelError('BAD_INDEX', `${what} refers to buffer ${index}, but the file has ${buffers.length}.`);
  }
  if (index === 0) return NOTHING;
  const buffer = buffers.at(index);
  const inside = buffer.bytes(BUFFER.data);
  if (inside !== undefined && inside.length > 0) return inside;
  const offset = buffer.uint64(BUFFER.offset);
  if (offset <= 1) return NOTHING;
  const size = buffer.uint64(BUFFER.size);
  file.require(offset, size, `the data of buffer ${index}`);
  return file.bytes.subarray(offset, offset + size);
}
