import { crc32 } from 'node:zlib';
import { cobsDecode, cobsEncode, cobsEncodedLimit } from './cobs.ts';

/** Frame kinds of docs/link.md. */
export const FRAME_KIND = { request: 0, answer: 1, failure: 2, log: 3, progress: 4 } as const;

const HEADER_BYTES = 4;
const CRC_BYTES = 4;

/** Payloads above this are refused from any device, whatever it says of itself. */
export const MAX_PAYLOAD_BYTES = 65_536;

export interface Frame {
  readonly kind: number;
  readonly command: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

/** The bytes of one frame as they go over the wire, delimiter included. */
export function encodeFrame(frame: Frame): Uint8Array {
  const bodyBytes = HEADER_BYTES + frame.payload.length;
  const body = new Uint8Array(bodyBytes + CRC_BYTES);
  const view = new DataView(body.buffer);
  view.setUint8(0, frame.kind);
  view.setUint8(1, frame.command);
  view.setUint16(2, frame.sequence, true);
  body.set(frame.payload, HEADER_BYTES);
  view.setUint32(bodyBytes, crc32(body.subarray(0, bodyBytes)), true);
  const encoded = cobsEncode(body);
  const wire = new Uint8Array(encoded.length + 1);
  wire.set(encoded);
  return wire;
}

function decodeBlock(block: Uint8Array, max_payload_bytes: number): Frame | undefined {
  const body = cobsDecode(block);
  if (body === undefined || body.length < HEADER_BYTES + CRC_BYTES) return undefined;
  const bodyBytes = body.length - CRC_BYTES;
  if (bodyBytes - HEADER_BYTES > max_payload_bytes) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  if (view.getUint32(bodyBytes, true) !== crc32(body.subarray(0, bodyBytes))) return undefined;
  return {
    kind: view.getUint8(0),
    command: view.getUint8(1),
    sequence: view.getUint16(2, true),
    payload: body.subarray(HEADER_BYTES, bodyBytes),
  };
}

export interface FrameDecoderStats {
  /** Frames whose CRC was right. */
  readonly frames: number;
  /** Runs of bytes between two delimiters that were no frame. */
  readonly bad_frames: number;
  /** Bytes of those runs, and of a run that is still too long for a frame. */
  readonly discarded_bytes: number;
}

/** Finds frames in a stream of bytes that arrives in chunks of any size. Keeps at most one frame's bytes. */
export class FrameDecoder {
  readonly #onFrame: (frame: Frame) => void;
  readonly #max_payload_bytes: number;
  readonly #pending: Uint8Array;
  #pendingBytes = 0;
  #overlong = false;
  #frames = 0;
  #bad_frames = 0;
  #discarded_bytes = 0;

  constructor(onFrame: (frame: Frame) => void, max_payload_bytes = MAX_PAYLOAD_BYTES) {
    this.#onFrame = onFrame;
    this.#max_payload_bytes = max_payload_bytes;
    this.#pending = new Uint8Array(cobsEncodedLimit(HEADER_BYTES + max_payload_bytes + CRC_BYTES));
  }

  get stats(): FrameDecoderStats {
    return { frames: this.#frames, bad_frames: this.#bad_frames, discarded_bytes: this.#discarded_bytes };
  }

  /** Bytes received that belong to no finished frame yet. */
  get pending_bytes(): number {
    return this.#pendingBytes;
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      const delimiter = bytes.indexOf(0, from);
      const to = delimiter === -1 ? bytes.length : delimiter;
      this.#collect(bytes.subarray(from, to));
      if (delimiter === -1) return;
      this.#finishBlock();
      from = delimiter + 1;
    }
  }

  #collect(part: Uint8Array): void {
    if (!this.#overlong && this.#pendingBytes + part.length <= this.#pending.length) {
      this.#pending.set(part, this.#pendingBytes);
      this.#pendingBytes += part.length;
      return;
    }
    this.#discarded_bytes += this.#pendingBytes + part.length;
    this.#pendingBytes = 0;
    this.#overlong = true;
  }

  #finishBlock(): void {
    const block = this.#pending.slice(0, this.#pendingBytes);
    const overlong = this.#overlong;
    this.#pendingBytes = 0;
    this.#overlong = false;
    if (overlong) {
      this.#bad_frames++;
      return;
    }
    if (block.length === 0) return;
    const frame = decodeBlock(block, this.#max_payload_bytes);
    if (frame === undefined) {
      this.#bad_frames++;
      this.#discarded_bytes += block.length;
      return;
    }
    this.#frames++;
    this.#onFrame(frame);
  }
}
