import { crc32 } from 'node:zlib';

/** A report as a device has it in RAM, written from docs/power.md. */
export interface ReportFields {
  readonly run?: number;
  readonly phase?: number;
  readonly status?: number;
  readonly unit?: number;
  readonly timer_hz?: number;
  readonly window_count?: number;
  readonly windows?: readonly { readonly inferences: number; readonly units: bigint }[];
  readonly text?: string;
}

export const TICKS_PER_S = 96_000_000;

export function reportBytes(fields: ReportFields): Buffer {
  const {
    run = 7,
    phase = 2,
    status = 0,
    unit = 0,
    timer_hz = TICKS_PER_S,
    windows = [],
    text = '',
  } = fields;
  const bytes = Buffer.alloc(336);
  bytes.write('HPRT', 'latin1');
  const words = [
    1,
    bytes.length,
    0,
    run,
    phase,
    status,
    unit,
    timer_hz,
    fields.window_count ?? windows.length,
  ];
  for (const [index, word] of words.entries()) bytes.writeUInt32LE(word, 4 + 4 * index);
  for (const [index, { inferences, units }] of windows.entries()) {
    bytes.writeUInt32LE(inferences, 40 + 12 * index);
    bytes.writeBigUInt64LE(units, 44 + 12 * index);
  }
  bytes.write(text, 136, 'utf8');
  return sealed(bytes);
}

/** Bytes with their CRC-32 made right. */
export function sealed(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32(bytes.subarray(16)), 12);
  return bytes;
}
