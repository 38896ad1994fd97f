/** Little-endian bytes of 32-bit integers, whatever the host's byte order. Values wrap modulo 2³². */
export function packInt32(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setInt32(i * 4, values[i] ?? 0, true);
  return bytes;
}

/** Little-endian bytes of 16-bit integers. */
export function packInt16(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setInt16(i * 2, values[i] ?? 0, true);
  return bytes;
}

/** Bytes of 8-bit integers, signed or not. */
export function packInt8(values: ArrayLike<number>): Uint8Array {
  return new Uint8Array(Int8Array.from(values).buffer);
}

/** The 8-bit signed integers in `bytes`, sharing its memory. */
export function asInt8(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A copy of `bytes` read as little-endian 32-bit integers; `bytes` need not be aligned. */
export function unpackInt32(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.byteLength >> 2 }, (_, i) => view.getInt32(i * 4, true));
}
