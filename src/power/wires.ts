import { crc32 } from 'node:zlib';
import { cobsDecode, cobsEncode } from '../link/cobs.ts';
import { buildPayload } from '../link/payload.ts';
import { plainText } from '../support/text.ts';
import type { Wire } from './types.ts';

/** Records of "The wires of an emulated board" in docs/power.md. */
export const RECORD = { edge: 1, go: 2, report: 3, failure: 4, begin: 5 } as const;

export type WireRecord =
  | { readonly kind: 'edge'; readonly wire: Wire; readonly high: boolean; readonly stamp: bigint }
  | { readonly kind: 'report'; readonly window: number; readonly inferences: number; readonly units: number }
  | { readonly kind: 'failure'; readonly status: number; readonly text: string }
  | { readonly kind: 'begin'; readonly window: number };

/** More than any record is; a line that sends no delimiter must not fill the memory. */
const LONGEST_FRAME_BYTES = 512;
const CRC_BYTES = 4;
const WIRES: readonly Wire[] = ['gate', 'state'];

/** One record, ready for the line. */
export function encodeRecord(kind: number, body: Uint8Array): Uint8Array {
  const content = buildPayload({ u8: kind }, { bytes: body });
  const frame = cobsEncode(buildPayload({ bytes: content }, { u32: crc32(content) }));
  return buildPayload({ bytes: frame }, { u8: 0 });
}

/** Takes the device's bytes apart as they come. */
export class RecordDecoder {
  #pending: Buffer = Buffer.alloc(0);

  /**
   * @returns the records that `bytes` completes
   * @throws {RangeError} what is wrong with them, when they are not records
   */
  push(bytes: Uint8Array): WireRecord[] {
    let rest = Buffer.concat([this.#pending, bytes]);
    const records: WireRecord[] = [];
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      if (end > 0) records.push(decodeFrame(rest.subarray(0, end)));
      rest = rest.subarray(end + 1);
    }
    if (rest.length > LONGEST_FRAME_BYTES)
      throw new RangeError(`${rest.length} bytes without an end of a record`);
    this.#pending = rest;
    return records;
  }
}

function decodeFrame(frame: Uint8Array): WireRecord {
  const decoded = cobsDecode(frame);
  if (decoded === undefined || decoded.length < 1 + CRC_BYTES) {
    throw new RangeError(`${frame.length} bytes that are no record`);
  }
  const view = new DataView(decoded.buffer, decoded.byteOffset, decoded.byteLength);
  const crcAt = decoded.length - CRC_BYTES;
  const body = new DataView(decoded.buffer, decoded.byteOffset + 1, crcAt - 1);
  const kind = view.getUint8(0);
  if (crc32(decoded.subarray(0, crcAt)) !== view.getUint32(crcAt, true)) {
    throw new RangeError(`a damaged record of ${decoded.length} bytes`);
  }
  switch (kind) {
    case RECORD.edge:
      return decodeEdge(body);
    case RECORD.report:
      expectBytes(body, 16, 'report');
      return {
        kind: 'report',
        window: body.getUint32(0, true),
        inferences: body.getUint32(4, true),
        units: Number(body.getBigUint64(8, true)),
      };
    case RECORD.failure:
      return decodeFailure(body);
    case RECORD.begin:
      expectBytes(body, 4, 'begin');
      return { kind: 'begin', window: body.getUint32(0, true) };
    default:
      throw new RangeError(`a record of kind ${kind}`);
  }
}

function expectBytes(body: DataView, byte_count: number, what: string): void {
  if (body.byteLength !== byte_count) throw new RangeError(`a ${what} of ${body.byteLength} bytes`);
}

function decodeEdge(body: DataView): WireRecord {
  expectBytes(body, 10, 'edge');
  const wire = WIRES[body.getUint8(0)];
  const level = body.getUint8(1);
  if (wire === undefined || level > 1) throw new RangeError(`wire ${body.getUint8(0)} at level ${level}`);
  return { kind: 'edge', wire, high: level === 1, stamp: body.getBigUint64(2, true) };
}

/** `u16 status`, then a text behind its length in one byte. */
function decodeFailure(body: DataView): WireRecord {
  const fixed = 3;
  if (body.byteLength < fixed || body.byteLength !== fixed + body.getUint8(2)) {
    throw new RangeError(`a failure of ${body.byteLength} bytes`);
  }
  const text = new TextDecoder().decode(
    new Uint8Array(body.buffer, body.byteOffset + fixed, body.getUint8(2)),
  );
  return { kind: 'failure', status: body.getUint16(0, true), text: plainText(text.trim(), 255) };
}
