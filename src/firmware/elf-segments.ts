import {
  type ElfFile,
  invalidImage,
  readElf,
  SECTION_ALLOCATED,
  SECTION_TYPE_NOBITS,
  SEGMENT_TYPE_LOAD,
} from './elf-file.ts';

/** Bytes of an image and where a probe puts them. */
export interface LoadSegment {
  /** Load address: initial values of RAM are in flash. */
  readonly address: number;
  readonly bytes: Uint8Array;
}

interface Span {
  readonly offset: number;
  readonly end: number;
}

/**
 * What a probe writes of an image, by load address.
 *
 * The linker may let a segment begin with the headers of the file, which lie before the first section and would
 * overwrite what is in front of the image on the device. So a segment is cut to the sections it holds.
 *
 * @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
 */
export function readLoadSegments(file: Uint8Array): readonly LoadSegment[] {
  const elf = readElf(file);
  const sections = storedSections(elf);
  const segments = elf.segments
    .filter(({ type }) => type === SEGMENT_TYPE_LOAD)
    .flatMap(({ offset, load_address, bytes }): readonly LoadSegment[] => {
      if (offset + bytes > file.length) throw invalidImage('a segment lies outside the file');
      const held = cut({ offset, end: offset + bytes }, sections);
      if (held === undefined) return [];
      const first = load_address + (held.offset - offset);
      if (first + (held.end - held.offset) > 2 ** 32)
        throw invalidImage('a segment lies outside the address space');
      return [{ address: first, bytes: file.subarray(held.offset, held.end) }];
    })
    .toSorted((a, b) => a.address - b.address);
  if (segments.length === 0) throw invalidImage('there is nothing in it to load');
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (next !== undefined && segment.address + segment.bytes.length > next.address) {
      throw invalidImage('two of its segments overlap');
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
function storedSections({ sections }: ElfFile): readonly Span[] {
  return sections
    .filter(
      ({ type, flags, bytes }) =>
        (flags & SECTION_ALLOCATED) !== 0 && type !== SECTION_TYPE_NOBITS && bytes > 0,
    )
    .map(({ offset, bytes }) => ({ offset, end: offset + bytes }));
}
