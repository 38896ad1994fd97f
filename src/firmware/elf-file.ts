import { HilbenchError } from '../support/errors.ts';

/** A section header. */
export interface ElfSection {
  /** Where in the table of names its own begins. */
  readonly name_offset: number;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly bytes: number;
  /** Index of another section; which one depends on the type. */
  readonly link: number;
}

/** A program header. */
export interface ElfSegment {
  readonly type: number;
  readonly offset: number;
  /** Where it is loaded, which may not be where it is used. */
  readonly load_address: number;
  readonly bytes: number;
}

/** The headers of a linked image. What they point at may lie outside the file. */
export interface ElfFile {
  readonly sections: readonly ElfSection[];
  readonly segments: readonly ElfSegment[];
  /** Index of the section with the names of sections. */
  readonly names_index: number;
}

export const SECTION_TYPE_SYMBOLS = 2;
/** Of a section that has no bytes in the file. */
export const SECTION_TYPE_NOBITS = 8;
export const SECTION_WRITABLE = 1;
export const SECTION_ALLOCATED = 2;
export const SEGMENT_TYPE_LOAD = 1;

const HEADER_BYTES = 52;
const PROGRAM_HEADER_BYTES = 32;
const SECTION_HEADER_BYTES = 40;
const MACHINE_ARM = 40;
const TYPE_EXECUTABLE = 2;
/** More than any linker script makes. */
const MAX_HEADERS = 1024;

/** `FIRMWARE_IMAGE_INVALID` (kind `bench`) */
export function invalidImage(reason: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_IMAGE_INVALID',
    message: `The linked image is not an executable for Arm: ${reason}.`,
    hint: 'Check the compiler with `hilbench doctor`, and run again with HILBENCH_CACHE_DIR set to an empty folder, so that the image is linked anew.',
  });
}

/**
 * Reads the headers of a 32-bit little-endian Arm executable.
 *
 * @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
 */
export function readElf(file: Uint8Array): ElfFile {
  if (file.length < HEADER_BYTES) throw invalidImage(`it has ${file.length} bytes`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== 0x7f454c46) throw invalidImage('it does not begin with the ELF magic');
  if (view.getUint8(4) !== 1 || view.getUint8(5) !== 1) throw invalidImage('it is not 32-bit little-endian');
  if (view.getUint16(16, true) !== TYPE_EXECUTABLE) throw invalidImage('it is not linked');
  const machine = view.getUint16(18, true);
  if (machine !== MACHINE_ARM) throw invalidImage(`its machine is ${machine}`);
  const segments = table(view, { at: 28, entry: 42, least: PROGRAM_HEADER_BYTES, what: 'program' });
  const sections = table(view, { at: 32, entry: 46, least: SECTION_HEADER_BYTES, what: 'section' });
  return {
    sections: sections.map((at) => readSection(view, at)),
    segments: segments.map((at) => readSegment(view, at)),
    names_index: view.getUint16(50, true),
  };
}

/** Offsets of the entries of a table; where its place and the size of its entries stand in the header, then their number. */
function table(
  view: DataView,
  of: { readonly at: number; readonly entry: number; readonly least: number; readonly what: string },
): readonly number[] {
  const offset = view.getUint32(of.at, true);
  const entry_bytes = view.getUint16(of.entry, true);
  const count = view.getUint16(of.entry + 2, true);
  if (count === 0) return [];
  if (count > MAX_HEADERS) throw invalidImage(`it has ${count} ${of.what} headers`);
  if (entry_bytes < of.least || offset + entry_bytes * count > view.byteLength) {
    throw invalidImage(`its ${of.what} headers lie outside the file`);
  }
  return Array.from({ length: count }, (_, index) => offset + index * entry_bytes);
}

function readSection(view: DataView, at: number): ElfSection {
  return {
    name_offset: view.getUint32(at, true),
    type: view.getUint32(at + 4, true),
    flags: view.getUint32(at + 8, true),
    address: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
    bytes: view.getUint32(at + 20, true),
    link: view.getUint32(at + 24, true),
  };
}

function readSegment(view: DataView, at: number): ElfSegment {
  return {
    type: view.getUint32(at, true),
    offset: view.getUint32(at + 4, true),
    load_address: view.getUint32(at + 12, true),
    bytes: view.getUint32(at + 16, true),
  };
}
