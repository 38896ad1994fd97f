import { plainText } from '../support/text.ts';
import {
  type ElfSection,
  invalidImage,
  readElf,
  SECTION_ALLOCATED,
  SECTION_TYPE_NOBITS,
  SECTION_WRITABLE,
} from './elf-file.ts';
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

/** More than any linker script of ours makes. */
const MAX_SECTIONS = 256;
const MAX_NAME_BYTES = 255;

/**
 * Reads the sections of an image that take memory, and what they add up to.
 *
 * @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
 */
export function readElfSizes(file: Uint8Array): ElfSizes {
  const elf = readElf(file);
  const names = elf.sections[elf.names_index];
  if (names === undefined || names.offset + names.bytes > file.length) {
    throw invalidImage('the names of its sections lie outside the file');
  }
  const name_table = file.subarray(names.offset, names.offset + names.bytes);
  const sections = elf.sections
    .filter(({ flags, bytes }) => (flags & SECTION_ALLOCATED) !== 0 && bytes > 0)
    .map((section): ImageSection => {
      const { address, bytes, name_offset } = section;
      return { name: sectionName(name_table, name_offset), address, bytes, kind: kindOf(section) };
    });
  if (sections.length > MAX_SECTIONS) throw invalidImage(`it has ${sections.length} sections`);
  const sum = (kind: 'rom' | 'ram'): number =>
    sections
      .filter((section) => section.kind === kind || section.kind === 'both')
      .reduce((total, section) => total + section.bytes, 0);
  const rom_bytes = sum('rom');
  if (rom_bytes === 0) throw invalidImage('it holds no code');
  return { rom_bytes, ram_bytes: sum('ram'), sections };
}

function kindOf({ type, flags }: ElfSection): ImageSection['kind'] {
  if (type === SECTION_TYPE_NOBITS) return 'ram';
  return (flags & SECTION_WRITABLE) !== 0 ? 'both' : 'rom';
}

function sectionName(name_table: Uint8Array, offset: number): string {
  const end = name_table.indexOf(0, offset);
  if (end === -1 || end - offset > MAX_NAME_BYTES) throw invalidImage('the name of a section has no end');
  return plainText(Buffer.from(name_table.subarray(offset, end)).toString('utf8'), MAX_NAME_BYTES);
}
