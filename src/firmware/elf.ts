import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import type { ImageSection } from './types.ts';

/** What the builder wants to know of a linked image. */
export interface ElfSizes {
  /** Bytes that live in non-volatile memory: code, constants, initial values. */
  readonly rom_bytes: number;
  /** Bytes of RAM: data, zeroed data, stack. */
  readonly ram_bytes: number;
  /** In the order of the file. */
  readonly sections: readonly ImageSection[];
}

const MACHINE_ARM = 40;
const TYPE_EXECUTABLE = 2;
const SECTION_HEADER_BYTES = 40;
const SECTION_TYPE_NOBITS = 8;
const FLAG_WRITE = 1;
const FLAG_ALLOC = 2;

/** More than any linker script of ours makes. */
const MAX_SECTIONS = 256;
const MAX_NAME_BYTES = 255;

function invalid(reason: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_IMAGE_INVALID',
    message: `The linked image is not an executable for Arm: ${reason}.`,
    hint: 'Check that --toolchain names a working arm-none-eabi-gcc; `hilbench doctor` tries it.',
  });
}

/**
 * Reads the sections of a 32-bit little-endian Arm executable that take memory, and what they add up to.
 *
 * @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
 */
export function readElfSizes(bytes: Uint8Array): ElfSizes {
  if (bytes.length < 52) throw invalid(`it has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x7f454c46) throw invalid('it does not begin with the ELF magic');
  if (view.getUint8(4) !== 1 || view.getUint8(5) !== 1) throw invalid('it is not 32-bit little-endian');
  if (view.getUint16(16, true) !== TYPE_EXECUTABLE) throw invalid('it is not linked');
  if (view.getUint16(18, true) !== MACHINE_ARM) throw invalid(`its machine is ${view.getUint16(18, true)}`);
  const offset = view.getUint32(32, true);
  const entry_bytes = view.getUint16(46, true);
  const count = view.getUint16(48, true);
  if (entry_bytes < SECTION_HEADER_BYTES || count === 0 || offset + entry_bytes * count > bytes.length) {
    throw invalid('its section headers lie outside the file');
  }
  const headers = Array.from({ length: count }, (_, index) => readHeader(view, offset + index * entry_bytes));
  const names = headers[view.getUint16(50, true)];
  if (names === undefined || names.offset + names.bytes > bytes.length) {
    throw invalid('the names of its sections lie outside the file');
  }
  const name_table = bytes.subarray(names.offset, names.offset + names.bytes);
  const sections = headers
    .filter(({ allocated, bytes: section_bytes }) => allocated && section_bytes > 0)
    .map((header): ImageSection => {
      const { address, bytes: section_bytes, kind } = header;
      return { name: sectionName(name_table, header.name_offset), address, bytes: section_bytes, kind };
    });
  if (sections.length > MAX_SECTIONS) throw invalid(`it has ${sections.length} sections`);
  const sum = (kind: 'rom' | 'ram'): number =>
    sections
      .filter((section) => section.kind === kind || section.kind === 'both')
      .reduce((total, section) => total + section.bytes, 0);
  const rom_bytes = sum('rom');
  if (rom_bytes === 0) throw invalid('it holds no code');
  return { rom_bytes, ram_bytes: sum('ram'), sections };
}

interface SectionHeader {
  readonly name_offset: number;
  readonly allocated: boolean;
  readonly kind: ImageSection['kind'];
  readonly address: number;
  readonly offset: number;
  readonly bytes: number;
}

/** The section header at `at`, which is inside the file. */
function readHeader(view: DataView, at: number): SectionHeader {
  const flags = view.getUint32(at + 8, true);
  const writable = (flags & FLAG_WRITE) !== 0;
  const stored = view.getUint32(at + 4, true) !== SECTION_TYPE_NOBITS;
  return {
    name_offset: view.getUint32(at, true),
    allocated: (flags & FLAG_ALLOC) !== 0,
    kind: !stored ? 'ram' : writable ? 'both' : 'rom',
    address: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
    bytes: view.getUint32(at + 20, true),
  };
}

function sectionName(name_table: Uint8Array, offset: number): string {
  const end = name_table.indexOf(0, offset);
  if (end === -1 || end - offset > MAX_NAME_BYTES) throw invalid('the name of a section has no end');
  return plainText(Buffer.from(name_table.subarray(offset, end)).toString('utf8'), MAX_NAME_BYTES);
}
