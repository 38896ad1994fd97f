import { ARENA_ALIGNMENT } from './plan.ts';

/** Size of the header in front of the constants; see `hb_aot.h`. */
const HEADER_BYTES = 32;
const MAGIC = 0x544f4148;
const FORMAT = 1;

interface Entry {
  readonly bytes: Uint8Array;
  readonly offset: number;
}

/** The constants of a model, side by side in one blob. Equal ones are kept once. */
export class ConstantPool {
  readonly #entries: Entry[] = [];
  readonly #by_length = new Map<number, Entry[]>();
  #bytes = 0;

  /** Bytes of all constants, padding included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps `bytes` (not copied) and returns its offset from the first constant, a multiple of 16. */
  add(bytes: Uint8Array): number {
    const same_length = this.#by_length.get(bytes.length) ?? [];
    const known = same_length.find((entry) => Buffer.compare(entry.bytes, bytes) === 0);
    if (known !== undefined) return known.offset;
    const entry = { bytes, offset: this.#bytes };
    this.#entries.push(entry);
    this.#by_length.set(bytes.length, [...same_length, entry]);
    this.#bytes += Math.ceil(bytes.length / ARENA_ALIGNMENT) * ARENA_ALIGNMENT;
    return entry.offset;
  }

  /** Offset and size of every constant, in order. */
  layout(): readonly (readonly [offset: number, bytes: number])[] {
    return this.#entries.map(({ offset, bytes }) => [offset, bytes.length] as const);
  }

  /** The blob as `hb_aot.h` describes it. */
  toBlob(fingerprint: Uint8Array): Uint8Array {
    const blob = new Uint8Array(HEADER_BYTES + this.#bytes);
    const header = new DataView(blob.buffer);
    [MAGIC, FORMAT, blob.length, HEADER_BYTES].forEach((word, i) => {
      header.setUint32(i * 4, word, true);
    });
    blob.set(fingerprint, 16);
    for (const { bytes, offset } of this.#entries) blob.set(bytes, HEADER_BYTES + offset);
    return blob;
  }
}
