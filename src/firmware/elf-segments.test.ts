import { expect, it } from 'vitest';
import { readLoadSegments } from './elf-segments.ts';

interface Segment {
  readonly offset: number;
  readonly paddr: number;
  readonly bytes: number;
  readonly type?: number;
}
interface Section {
  readonly offset: number;
  readonly bytes: number;
  readonly nobits?: boolean;
  readonly alloc?: boolean;
}

/** A linked Arm executable whose bytes count up, with these headers. */
function elf(segments: readonly Segment[], sections: readonly Section[] = [], length = 4096): Uint8Array {
  const file = Uint8Array.from({ length }, (_, index) => index & 0xff);
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0]);
  view.setUint16(16, 2, true);
  view.setUint16(18, 40, true);
  view.setUint32(28, 52, true);
  view.setUint16(42, 32, true);
  view.setUint16(44, segments.length, true);
  for (const [index, { offset, paddr, bytes, type = 1 }] of segments.entries()) {
    const at = 52 + index * 32;
    view.setUint32(at, type, true);
    view.setUint32(at + 4, offset, true);
    view.setUint32(at + 8, 0x2000_0000, true);
    view.setUint32(at + 12, paddr, true);
    view.setUint32(at + 16, bytes, true);
  }
  view.setUint32(32, 300, true);
  view.setUint16(46, 40, true);
  view.setUint16(48, sections.length, true);
  for (const [index, { offset, bytes, nobits = false, alloc = true }] of sections.entries()) {
    const at = 300 + index * 40;
    view.setUint32(at + 4, nobits ? 8 : 1, true);
    view.setUint32(at + 8, alloc ? 2 : 0, true);
    view.setUint32(at + 16, offset, true);
    view.setUint32(at + 20, bytes, true);
  }
  return file;
}

const seen = (file: Uint8Array) =>
  readLoadSegments(file).map(({ address, bytes }) => [address, bytes.length, bytes[0]]);

it('segments come by load address, and only those with bytes to load', () => {
  const file = elf([
    { offset: 2048, paddr: 0x42_0000, bytes: 16 },
    { offset: 1024, paddr: 0x41_0000, bytes: 512 },
    { offset: 3000, paddr: 0x43_0000, bytes: 0 },
    { offset: 3000, paddr: 0x44_0000, bytes: 8, type: 0x7000_0001 },
  ]);
  expect(seen(file)).toEqual([
    [0x41_0000, 512, 0],
    [0x42_0000, 16, 0],
  ]);
});

it('what a linker put before the first section is not flashed over the bootloader', () => {
  const file = elf(
    [{ offset: 0, paddr: 0x1_0000, bytes: 3000 }],
    [
      { offset: 2000, bytes: 500 },
      { offset: 2600, bytes: 100 },
      { offset: 2700, bytes: 100, alloc: false },
      { offset: 2700, bytes: 300, nobits: true },
    ],
  );
  expect(seen(file)).toEqual([[0x1_0000 + 2000, 700, 2000 & 0xff]]);
});

it('initial values that are compressed are flashed, though their section is longer than they are', () => {
  const file = elf(
    [{ offset: 1024, paddr: 0x41_0000, bytes: 600 }],
    [
      { offset: 1024, bytes: 500 },
      { offset: 1524, bytes: 2000 },
    ],
  );
  expect(seen(file)).toEqual([[0x41_0000, 600, 0]]);
});

it.each([
  ['a short file', new Uint8Array(51), '51 bytes'],
  ['no ELF file', new Uint8Array(100), 'magic'],
  ['a segment that is not in the file', elf([{ offset: 4000, paddr: 0, bytes: 97 }]), 'outside the file'],
  [
    'a segment beyond the last address',
    elf([{ offset: 1024, paddr: 0xffff_fff0, bytes: 17 }]),
    'outside the address space',
  ],
  [
    'segments that overlap',
    elf([
      { offset: 1024, paddr: 0x100, bytes: 17 },
      { offset: 1024, paddr: 0x110, bytes: 1 },
    ]),
    'overlap',
  ],
  ['nothing to load', elf([]), 'nothing in it'],
  [
    'headers that are not in the file',
    elf([{ offset: 0, paddr: 0, bytes: 1 }]).subarray(0, 70),
    'lie outside',
  ],
])('%s is refused', (_, file, words) => {
  expect(() => readLoadSegments(file)).toThrow(
    expect.objectContaining({
      code: 'FIRMWARE_IMAGE_INVALID',
      kind: 'bench',
      message: expect.stringContaining(words),
    }),
  );
});

it('every cut of a file is read or refused, never misread', () => {
  const file = elf([{ offset: 1024, paddr: 0x41_0000, bytes: 512 }], [{ offset: 1024, bytes: 512 }]);
  for (let length = 0; length < 1536; length += 7) {
    expect(() => readLoadSegments(file.subarray(0, length))).toThrow(
      expect.objectContaining({ code: 'FIRMWARE_IMAGE_INVALID' }),
    );
  }
});
