import { describe, expect, test } from 'vitest';
import { reportBytes, sealed, TICKS_PER_S } from '../../test/helpers/board-report.ts';
import { decodeBoardReport } from './board-report.ts';

const WINDOWS = [
  { inferences: 12, units: 0x1_2345_6789n },
  { inferences: 12, units: 5n },
];

test('a report is read as docs/power.md lays it out', () => {
  const bytes = reportBytes({ run: 0xffff_fffe, phase: 1, windows: WINDOWS });
  expect(decodeBoardReport(bytes)).toEqual({
    ...{ run: 0xffff_fffe, phase: 'running', status: 0, text: '', unit: 'cycles', timer_hz: TICKS_PER_S },
    windows: [
      { inferences: 12, units: 0x1_2345_6789 },
      { inferences: 12, units: 5 },
    ],
  });
});

test('the text of a failure is fit to print', () => {
  const bytes = reportBytes({ phase: 3, status: 6, text: 'too small\n\u001b[2Jneeded: 4096' });
  const { phase, status, text } = decodeBoardReport(bytes);
  expect({ phase, status }).toEqual({ phase: 'failed', status: 6 });
  expect(text).not.toMatch(/[\u0000-\u001f]/u);
  expect(text).toContain('needed: 4096');
});

function changed(offset: number, word: number): Buffer {
  const bytes = reportBytes({ windows: WINDOWS });
  bytes.writeUInt32LE(word, offset);
  return sealed(bytes);
}

describe('what is no report is refused', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['no bytes', new Uint8Array(), /it has 0 bytes/],
    ['one byte too many', Buffer.concat([reportBytes({}), Buffer.of(0)]), /337 bytes/],
    ['memory that was never written', new Uint8Array(336), /there is none/],
    ['another version', changed(4, 2), /version 2/],
    ['another size', changed(8, 340), /340 bytes/],
    ['a phase there is not', changed(20, 4), /phase is 4/],
    ['a unit there is not', changed(28, 2), /unit is 2/],
    ['more windows than there is room for', changed(36, 9), /9 windows/],
    ['a count that no number holds', changed(48, 0xffff_ffff), /window 1 has \d+ units/],
    ['a text without an end', sealed(reportBytes({}).fill(0x41, 136)), /no end/],
    ['a report that was being written', reportBytes({}).fill(1, 36, 37), /CRC-32/],
  ])('%s', (_what, bytes, text) => {
    expect(() => decodeBoardReport(bytes)).toThrow(RangeError);
    expect(() => decodeBoardReport(bytes)).toThrow(text);
  });
});
