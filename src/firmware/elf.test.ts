import { describe, expect, test } from 'vitest';
import { readElfSizes } from './elf.ts';

const HEADER_BYTES = 52;
const SECTION_BYTES = 40;

interface Section {
  readonly type: number;
  readonly flags: number;
  readonly size: number;
}

/** An Arm executable that has nothing but section headers. */
function elf(sections: readonly Section[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + SECTION_BYTES * sections.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x7f454c46);
  view.setUint8(4, 1);
  view.setUint8(5, 1);
  view.setUint16(16, 2, true);
  view.setUint16(18, 40, true);
  view.setUint32(32, HEADER_BYTES, true);
  view.setUint16(46, SECTION_BYTES, true);
  view.setUint16(48, sections.length, true);
  sections.forEach(({ type, flags, size }, index) => {
    const at = HEADER_BYTES + SECTION_BYTES * index;
    view.setUint32(at + 4, type, true);
    view.setUint32(at + 8, flags, true);
    view.setUint32(at + 20, size, true);
  });
  return bytes;
}

const TEXT = { type: 1, flags: 0x6, size: 1000 };
const DATA = { type: 1, flags: 0x3, size: 100 };
const BSS = { type: 8, flags: 0x3, size: 50 };
const DEBUG = { type: 1, flags: 0, size: 9999 };

describe('sizes of an image', () => {
  test('initial values count in both memories, zeroed data in RAM, debug information in neither', () => {
    expect(readElfSizes(elf([TEXT, DATA, BSS, DEBUG]))).toEqual({ rom_bytes: 1100, ram_bytes: 150 });
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('#!/bin/sh\n'.repeat(20))],
    ['no code', elf([BSS])],
  ])('%s is no image', (_what, bytes) => {
    expect(() => readElfSizes(bytes)).toThrow(expect.objectContaining({ code: 'FIRMWARE_IMAGE_INVALID' }));
  });

  test.each([
    ['an object that is not linked', 16, 1],
    ['code for another machine', 18, 62],
    ['headers outside the file', 32, 0xff],
    ['too many headers', 48, 0xff],
  ])('%s is no image', (_what, at, byte) => {
    const bytes = elf([TEXT, DATA, BSS]);
    bytes[at] = byte;
    expect(() => readElfSizes(bytes)).toThrow(expect.objectContaining({ code: 'FIRMWARE_IMAGE_INVALID' }));
  });

  test('no truncation is taken for a whole image', () => {
    const whole = elf([TEXT, DATA, BSS]);
    for (let length = 0; length < whole.length; length++) {
      expect(() => readElfSizes(whole.subarray(0, length)), `${length} bytes`).toThrow();
    }
  });
});
