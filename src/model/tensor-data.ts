import { TENSOR_TYPE_BITS } from './schema-names.ts';
import type { TensorType } from './types.ts';

type Write = (view: DataView, at: number, value: number) => void;

/** Little-endian, as in the file, whatever the host. */
const WRITERS: Partial<Record<TensorType, Write>> = {
  INT8: (view, at, value) => view.setInt8(at, value),
  UINT8: (view, at, value) => view.setUint8(at, value),
  BOOL: (view, at, value) => view.setUint8(at, value),
  INT16: (view, at, value) => view.setInt16(at, value, true),
  UINT16: (view, at, value) => view.setUint16(at, value, true),
  INT32: (view, at, value) => view.setInt32(at, value, true),
  UINT32: (view, at, value) => view.setUint32(at, value, true),
  INT64: (view, at, value) => view.setBigInt64(at, BigInt(value), true),
  FLOAT32: (view, at, value) => view.setFloat32(at, value, true),
  FLOAT64: (view, at, value) => view.setFloat64(at, value, true),
};

/**
 * The bytes of a constant: those given, or the values given, stored in `type`.
 * @throws {TypeError} for values of a type that has no plain numbers
 */
export function encodeValues(type: TensorType, data: ArrayBufferView | readonly number[]): Uint8Array {
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const write = WRITERS[type];
  if (write === undefined) throw new TypeError(`Values of ${type} are given as bytes`);
  const step = TENSOR_TYPE_BITS[type] / 8;
  const bytes = new Uint8Array(data.length * step);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of data.entries()) write(view, index * step, value);
  return bytes;
}
