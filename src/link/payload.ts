import { HilbenchError } from '../support/errors.ts';

/** What a device sent cannot be right although its CRC is. */
export function malformed(what: string, why: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'LINK_MALFORMED',
    message: `The device's ${what} makes no sense: ${why}.`,
    hint: 'Rebuild and reflash the firmware with this version of hilbench; if it stays, report the firmware as faulty.',
  });
}

/** Takes a payload apart, little-endian, never past its end. `what` names it in errors. */
export class PayloadReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #what: string;
  #at = 0;

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
  }

  get remaining_bytes(): number {
    return this.#bytes.length - this.#at;
  }

  #take(byte_count: number): number {
    if (byte_count > this.remaining_bytes) {
      throw malformed(
        this.#what,
        `it ends after ${this.#bytes.length} bytes, but ${this.#at + byte_count} are needed`,
      );
    }
    const at = this.#at;
    this.#at += byte_count;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  bytes(byte_count: number): Uint8Array {
    const at = this.#take(byte_count);
    return this.#bytes.subarray(at, at + byte_count);
  }

  /** `u8` length, then UTF-8; bytes that are not become U+FFFD. Untrusted text. */
  str(): string {
    return new TextDecoder().decode(this.bytes(this.u8()));
  }

  /** Throws when bytes are left over. */
  end(): void {
    if (this.remaining_bytes > 0) {
      throw malformed(
        this.#what,
        `it has ${this.remaining_bytes} bytes more than the ${this.#at} that belong to it`,
      );
    }
  }
}

/** One field of a payload that goes to the device. */
export type Field =
  | { readonly u8: number }
  | { readonly u16: number }
  | { readonly u32: number }
  | { readonly bytes: Uint8Array };

const FIELD_LIMITS = { u8: 0xff, u16: 0xffff, u32: 0xffff_ffff } as const;

/** Puts fields together, little-endian. A number that does not fit is a defect of the caller: RangeError. */
export function buildPayload(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map((field) => {
    if ('bytes' in field) return field.bytes;
    const [width, value] = Object.entries(field)[0] as [keyof typeof FIELD_LIMITS, number];
    if (!Number.isInteger(value) || value < 0 || value > FIELD_LIMITS[width]) {
      throw new RangeError(`${value} does not fit a ${width}`);
    }
    const part = new Uint8Array(4);
    new DataView(part.buffer).setUint32(0, value, true);
    return part.subarray(0, width === 'u8' ? 1 : width === 'u16' ? 2 : 4);
  });
  return new Uint8Array(Buffer.concat(parts));
}
