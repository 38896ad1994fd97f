import { HilbenchError } from '../support/errors.ts';

/** Bytes of an image and where a probe puts them. */
export interface LoadSegment {
  /** Load address: initial values of RAM are in flash. */
  readonly address: number;
  readonly bytes: Uint8Array;
}

const HEADER_BYTES = 52;
const PROGRAM_HEADER_BYTES = 32;
const SECTION_HEADER_BYTES = 40;
const TYPE_LOAD = 1;
const SECTION_TYPE_NOBITS = 8;
const FLAG_ALLOC = 2;
const MACHINE_ARM = 40;
const TYPE_EXECUTABLE = 2;

/** More than any linker script makes. */
const MAX_HEADERS = 1024;

function invalid(reason: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_IMAGE_INVALID',
    message: `The image cannot be flashed: ${reason}.`,
    hint: 'Run again with HILBENCH_CACHE_DIR set to an empty folder, so that the image is linked anew.',
  });
}

interface Span {
  readonly offset: number;
  readonly end: number;
}

/**
 * What a probe writes of a 32-bit little-endian Arm executable, by load address.
 *
 * The linker may let a segment begin with the headers of the file, which lie before the first section and would
 * overwrite what is in front of the image on the device. So a segment is cut to the sections it holds.
 *
 * @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
 */
export function readLoadSegments(file: Uint8Array): readonly LoadSegment[] {
  if (file.length < HEADER_BYTES) throw invalid(`it has ${file.length} bytes`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== 0x7f454c46) throw invalid('it does not begin with the ELF magic');
  if (view.getUint8(4) !== 1 || view.getUint8(5) !== 1) throw invalid('it is not 32-bit little-endian');
  if (view.getUint16(16, true) !== TYPE_EXECUTABLE) throw invalid('it is not linked');
  if (view.getUint16(18, true) !== MACHINE_ARM) throw invalid(`its machine is ${view.getUint16(18, true)}`);
  const sections = storedSections(view);
  const segments = table(view, { at: 28, entry: 42, count: 44, least: PROGRAM_HEADER_BYTES, what: 'program' })
    .filter((at) => view.getUint32(at, true) === TYPE_LOAD)
    .flatMap((at): readonly LoadSegment[] => {
      const offset = view.getUint32(at + 4, true);
      const address = view.getUint32(at + 12, true);
      const bytes = view.getUint32(at + 16, true);
      if (offset + bytes > file.length) throw invalid('a segment lies outside the file');
      const held = cut({ offset, end: offset + bytes }, sections);
      if (held === undefined) return [];
      const first = address + (held.offset - offset);
      if (first + (held.end - held.offset) > 2 ** 32)
        throw invalid('a segment lies outside the address space');
      return [{ address: first, bytes: file.subarray(held.offset, held.end) }];
    })
    .toSorted((a, b) => a.address - b.address);
  if (segments.length === 0) throw invalid('there is nothing in it to load');
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (next !== undefined && segment.address + segment.bytes.length > next.address) {
      throw invalid('two of its segments overlap');
    }
  }
  return segments;
}

/**
 * The part of a segment that sections fill; the whole one where the file names no sections. A linker that compresses
 * initial values may give their section the length that they have on the device, beyond the segment's end.
 */
function cut(segment: Span, sections: readonly Span[]): Span | undefined {
  if (segment.end === segment.offset) return undefined;
  if (sections.length === 0) return segment;
  const held = sections.filter(({ offset }) => offset >= segment.offset && offset < segment.end);
  if (held.length === 0) return undefined;
  return {
    offset: Math.min(...held.map(({ offset }) => offset)),
    end: Math.min(segment.end, Math.max(...held.map(({ end }) => end))),
  };
}

/** Where in the file the sections are that take memory on the device and have bytes here. */
function storedSections(view: DataView): readonly Span[] {
  return table(view, { at: 32, entry: 46, count: 48, least: SECTION_HEADER_BYTES, what: 'section' })
    .filter(
      (at) =>
        (view.getUint32(at + 8, true) & FLAG_ALLOC) !== 0 &&
        view.getUint32(at + 4, true) !== SECTION_TYPE_NOBITS &&
        view.getUint32(at + 20, true) > 0,
    )
    .map((at) => {
      const offset = view.getUint32(at + 16, true);
      return { offset, end: offset + view.getUint32(at + 20, true) };
    });
}

/** Offsets of the entries of a table whose place, entry size and length are at these offsets of the header. */
function table(
  view: DataView,
  of: {
    readonly at: number;
    readonly entry: number;
    readonly count: number;
    readonly least: number;
    readonly what: string;
  },
): readonly number[] {
  const offset = view.getUint32(of.at, true);
  const entry_bytes = view.getUint16(of.entry, true);
  const count = view.getUint16(of.count, true);
  if (count === 0) return [];
  if (count > MAX_HEADERS) throw invalid(`it has ${count} ${of.what} headers`);
  if (entry_bytes < of.least || offset + entry_bytes * count > view.byteLength) {
    throw invalid(`its ${of.what} headers lie outside the file`);
  }
  return Array.from({ length: count }, (_, index) => offset + index * entry_bytes);
}
