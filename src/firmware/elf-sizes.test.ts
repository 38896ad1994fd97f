import { describe, expect, test } from 'vitest';
import { readElfSizes } from './elf-sizes.ts';

const HEADER_BYTES = 52;
const SECTION_BYTES = 40;

interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly size: number;
}

/** An Arm executable that has nothing but section headers and their names. */
function elf(loaded: readonly Section[]): Uint8Array {
  const sections = [...loaded, { name: '.shstrtab', type: 3, flags: 0, address: 0, size: 0 }];
  const names = Buffer.from(`\0${sections.map(({ name }) => `${name}\0`).join('')}`);
  const names_at = HEADER_BYTES + SECTION_BYTES * sections.length;
  const bytes = new Uint8Array(names_at + names.length);
  bytes.set(names, names_at);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x7f454c46);
  view.setUint8(4, 1);
  view.setUint8(5, 1);
  view.setUint16(16, 2, true);
  view.setUint16(18, 40, true);
  view.setUint32(32, HEADER_BYTES, true);
  view.setUint16(46, SECTION_BYTES, true);
  view.setUint16(48, sections.length, true);
  view.setUint16(50, sections.length - 1, true);
  sections.forEach(({ name, type, flags, address, size }, index) => {
    const at = HEADER_BYTES + SECTION_BYTES * index;
    view.setUint32(at, names.indexOf(`\0${name}\0`) + 1, true);
    view.setUint32(at + 4, type, true);
    view.setUint32(at + 8, flags, true);
    view.setUint32(at + 12, address, true);
    view.setUint32(at + 20, size, true);
  });
  const names_header = HEADER_BYTES + SECTION_BYTES * (sections.length - 1);
  view.setUint32(names_header + 16, names_at, true);
  view.setUint32(names_header + 20, names.length, true);
  return bytes;
}

const TEXT = { name: '.text', type: 1, flags: 0x6, address: 0x100, size: 1000 };
const DATA = { name: '.data', type: 1, flags: 0x3, address: 0x2000_0000, size: 100 };
const BSS = { name: '.bss', type: 8, flags: 0x3, address: 0x2000_0100, size: 50 };
const DEBUG = { name: '.debug_info', type: 1, flags: 0, address: 0, size: 9999 };
const EMPTY = { name: '.empty', type: 1, flags: 0x6, address: 0x500, size: 0 };

describe('sections of an image', () => {
  test('initial values count in both memories, zeroed data in RAM, debug information in neither', () => {
    expect(readElfSizes(elf([TEXT, DATA, BSS, DEBUG]))).toMatchObject({ rom_bytes: 1100, ram_bytes: 150 });
  });

  test('are those that take memory, with their names', () => {
    expect(readElfSizes(elf([TEXT, EMPTY, DATA, BSS, DEBUG])).sections).toEqual([
      { name: '.text', address: 0x100, bytes: 1000, kind: 'rom' },
      { name: '.data', address: 0x2000_0000, bytes: 100, kind: 'both' },
      { name: '.bss', address: 0x2000_0100, bytes: 50, kind: 'ram' },
    ]);
  });

  test('a name is made fit to print', () => {
    const [section] = readElfSizes(elf([{ ...TEXT, name: '.te\u001bxt' }])).sections;
    expect(section?.name).toBe('.te\ufffdxt');
  });

  test.each([
    ['a table of names that is not there', 50, 9],
    ['a name outside the table', HEADER_BYTES, 0xff],
  ])('%s is refused', (_what, at, byte) => {
    const bytes = elf([TEXT, DATA, BSS]);
    bytes[at] = byte;
    expect(() => readElfSizes(bytes)).toThrow(expect.objectContaining({ code: 'FIRMWARE_IMAGE_INVALID' }));
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
