import { plainText } from '../../support/text.ts';
import { monitorUnsound } from '../errors.ts';

/** Measuring ranges of a Nordic Power Profiler Kit II, from the smallest currents to the largest. */
export const RANGES = 5;

/** How the readings of one range become amperes; see `toAmperes`. */
export interface RangeCalibration {
  /** Shunt, in ohms. */
  readonly r: number;
  readonly gs: number;
  readonly gi: number;
  /** Reading without a current. */
  readonly o: number;
  readonly s: number;
  readonly i: number;
  readonly ug: number;
}

export interface Calibration {
  readonly ranges: readonly RangeCalibration[];
  /** What else the instrument says of itself: its hardware, and a flag of which its vendor's tools make nothing. */
  readonly about: string;
}

const NAME = 'ppk2';
/** Ends the metadata. */
export const METADATA_END = 'END';
const LINE = /^([A-Za-z]{1,16}\d?):\s*(\S{1,32})\s*$/u;

/**
 * Reads the answer to the request for metadata: lines `Key: value`, the key of a range's number followed by the number of
 * the range. A correction that is not there corrects nothing, and 0 is a value; a shunt must be there.
 *
 * @param text up to, without, `END`
 * @throws {HilbenchError} `POWER_MONITOR_DATA` (kind `bench`)
 */
export function parseMetadata(text: string): Calibration {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/u)) {
    const [, key, value] = LINE.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) values.set(key.toUpperCase(), value);
  }
  const numberOf = (key: string, otherwise?: number): number => {
    const said = values.get(key);
    const value = said === undefined ? otherwise : Number(said);
    if (value !== undefined && Number.isFinite(value)) return value;
    const what = said === undefined ? 'is missing' : `is "${plainText(said, 32)}"`;
    throw monitorUnsound(NAME, `${key} of its calibration ${what}`);
  };
  const ranges = Array.from({ length: RANGES }, (_, range): RangeCalibration => {
    const r = numberOf(`R${range}`);
    if (r <= 0)
      throw monitorUnsound(NAME, `R${range} of its calibration is ${r}, and a shunt is more than nothing`);
    return {
      r,
      gs: numberOf(`GS${range}`, 0),
      gi: numberOf(`GI${range}`, 1),
      o: numberOf(`O${range}`, 0),
      s: numberOf(`S${range}`, 0),
      i: numberOf(`I${range}`, 0),
      ug: numberOf(`UG${range}`, 1),
    };
  });
  const told = (key: string): string => plainText(values.get(key) ?? 'not said', 16);
  return { ranges, about: `hardware ${told('HW')}, calibrated ${told('CALIBRATED')}` };
}

/** Volts a step of the converter, whose readings come divided by four. */
const VOLTS_A_STEP = 1.8 / 163_840;

/** The current of one reading. @param reading 14 bits @param supply_v what the instrument supplies, in volts */
export function toAmperes(
  { r, gs, gi, o, s, i, ug }: RangeCalibration,
  reading: number,
  supply_v: number,
): number {
  const raw_a = ((4 * reading - o) * VOLTS_A_STEP) / r;
  return ug * (raw_a * (gs * raw_a + gi) + (s * supply_v + i));
}
