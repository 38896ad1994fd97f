/**
 * Consistent Overhead Byte Stuffing: takes every zero out of a block of bytes, so that a zero can end it.
 * S. Cheshire, M. Baker, "Consistent Overhead Byte Stuffing", IEEE/ACM Transactions on Networking 7(2), 1999.
 */

const LONGEST_RUN = 254;

/** Most bytes that `byte_count` bytes become when encoded, without the delimiter. */
export function cobsEncodedLimit(byte_count: number): number {
  return byte_count + Math.floor(byte_count / LONGEST_RUN) + 1;
}

/** Encodes `bytes`; the result has no zero. The delimiter is not appended. */
export function cobsEncode(bytes: Uint8Array): Uint8Array {
  const encoded = new Uint8Array(cobsEncodedLimit(bytes.length));
  let codeAt = 0;
  let writeAt = 1;
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 0) encoded[writeAt++] = byte;
    const run = writeAt - codeAt - 1;
    // A full run that ends the block needs no code byte after it.
    if (byte === 0 || (run === LONGEST_RUN && index < bytes.length - 1)) {
      encoded[codeAt] = run + 1;
      codeAt = writeAt++;
    }
  }
  encoded[codeAt] = writeAt - codeAt;
  return encoded.subarray(0, writeAt);
}

/** Decodes a block without its delimiter, or returns undefined when it is not COBS. */
export function cobsDecode(encoded: Uint8Array): Uint8Array | undefined {
  if (encoded.length === 0) return undefined;
  const decoded = new Uint8Array(encoded.length);
  let writeAt = 0;
  let readAt = 0;
  while (readAt < encoded.length) {
    const code = encoded[readAt] as number;
    const end = readAt + code;
    if (code === 0 || end > encoded.length) return undefined;
    const run = encoded.subarray(readAt + 1, end);
    if (run.includes(0)) return undefined;
    decoded.set(run, writeAt);
    writeAt += run.length;
    readAt = end;
    if (code <= LONGEST_RUN && readAt < encoded.length) decoded[writeAt++] = 0;
  }
  return decoded.subarray(0, writeAt);
}
