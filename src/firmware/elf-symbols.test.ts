import { expect, test } from 'vitest';
import { findSymbols } from './elf-symbols.ts';

const SECTION_HEADERS = 52;
const SYMBOLS = SECTION_HEADERS + 3 * 40;
const NAMES = SYMBOLS + 2 * 16;

/** A file with one symbol, `pool`: its section headers, symbol table and names. */
function file(): Uint8Array {
  const bytes = new Uint8Array(NAMES + 6);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 1, 1]);
  view.setUint16(16, 2, true);
  view.setUint16(18, 40, true);
  view.setUint32(32, SECTION_HEADERS, true);
  view.setUint16(46, 40, true);
  view.setUint16(48, 3, true);
  const symbols = SECTION_HEADERS + 40;
  view.setUint32(symbols + 4, 2, true);
  view.setUint32(symbols + 16, SYMBOLS, true);
  view.setUint32(symbols + 20, 2 * 16, true);
  view.setUint32(symbols + 24, 2, true);
  view.setUint32(symbols + 40 + 16, NAMES, true);
  view.setUint32(SYMBOLS + 16, 1, true);
  view.setUint32(SYMBOLS + 20, 0x2000_0000, true);
  view.setUint32(SYMBOLS + 24, 4096, true);
  bytes.set(Buffer.from('\0pool\0'), NAMES);
  return bytes;
}

test('a symbol is found with its address and size', () => {
  expect(findSymbols(file(), ['pool', 'other'])).toEqual(
    new Map([['pool', { address: 0x2000_0000, bytes: 4096 }]]),
  );
});

test('a name that only begins alike is another', () => {
  expect(findSymbols(file(), ['poo', 'pools']).size).toBe(0);
});

test('a file that is cut anywhere has no symbols, or is refused', () => {
  const whole = file();
  for (let length = 0; length < SYMBOLS; length += 1) {
    expect(() => findSymbols(whole.subarray(0, length), ['pool'])).toThrow(
      expect.objectContaining({ code: 'FIRMWARE_IMAGE_INVALID' }),
    );
  }
  for (let length = SYMBOLS; length < whole.length - 1; length += 1) {
    expect(findSymbols(whole.subarray(0, length), ['pool']).size).toBe(0);
  }
});
