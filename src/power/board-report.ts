import { crc32 } from 'node:zlib';
import { plainText } from '../support/text.ts';

/** The device's own account of its windows: the report of docs/power.md, as a probe reads it from RAM. */
export interface BoardReport {
  /** That of the parameter block; 0 until it was read. */
  readonly run: number;
  readonly phase: 'starting' | 'running' | 'finished' | 'failed';
  /** `hb_status` of a failure, and its text, fit to print. */
  readonly status: number;
  readonly text: string;
  readonly unit: 'cycles' | 'instructions';
  /** Units in a second; 0: the unit has no rate. */
  readonly timer_hz: number;
  /** Those that are over. */
  readonly windows: readonly CountedWindow[];
}

/** A window by the device's own count. */
export interface CountedWindow {
  readonly inferences: number;
  readonly units: number;
}

const MAGIC = 0x54525048;
const VERSION = 1;
const CHECKED_FROM = 16;
const WINDOWS_AT = 40;
const WINDOW_BYTES = 12;
/** As many as the device has room for, and as a parameter block may ask for. */
const MOST_WINDOWS = 8;
const TEXT_AT = WINDOWS_AT + MOST_WINDOWS * WINDOW_BYTES;
const REPORT_BYTES = TEXT_AT + 200;

const PHASES = ['starting', 'running', 'finished', 'failed'] as const;
const UNITS = ['cycles', 'instructions'] as const;

/** @throws {RangeError} what is wrong with the bytes, as the rest of a sentence */
export function decodeBoardReport(bytes: Uint8Array): BoardReport {
  if (bytes.length !== REPORT_BYTES)
    throw new RangeError(`it has ${bytes.length} bytes, not ${REPORT_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u32 = (offset: number): number => view.getUint32(offset, true);
  if (u32(0) !== MAGIC) throw new RangeError('there is none');
  if (u32(4) !== VERSION) throw new RangeError(`it has version ${u32(4)}, not ${VERSION}`);
  if (u32(8) !== REPORT_BYTES) throw new RangeError(`it says that it has ${u32(8)} bytes`);
  if (u32(12) !== crc32(bytes.subarray(CHECKED_FROM))) throw new RangeError('its CRC-32 does not match');
  const phase = PHASES[u32(20)];
  const unit = UNITS[u32(28)];
  const count = u32(36);
  if (phase === undefined) throw new RangeError(`its phase is ${u32(20)}`);
  if (unit === undefined) throw new RangeError(`its unit is ${u32(28)}`);
  if (count > MOST_WINDOWS) throw new RangeError(`it has ${count} windows`);
  const windows = Array.from({ length: count }, (_, index) => {
    const at = WINDOWS_AT + index * WINDOW_BYTES;
    const units = view.getBigUint64(at + 4, true);
    if (units > BigInt(Number.MAX_SAFE_INTEGER))
      throw new RangeError(`window ${index + 1} has ${units} units`);
    return { inferences: u32(at), units: Number(units) };
  });
  const text = bytes.subarray(TEXT_AT);
  const end = text.indexOf(0);
  if (end < 0) throw new RangeError('its text has no end');
  return {
    run: u32(16),
    phase,
    status: u32(24),
    text: plainText(new TextDecoder().decode(text.subarray(0, end)).trim(), text.length),
    unit,
    timer_hz: u32(32),
    windows,
  };
}
