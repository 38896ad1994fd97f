import { readElf, SECTION_TYPE_SYMBOLS } from './elf-file.ts';

/** A symbol of a linked image. */
export interface ElfSymbol {
  readonly address: number;
  readonly bytes: number;
}

const SYMBOL_BYTES = 16;

/**
 * Looks up symbols of an image. A table that lies outside the file has none.
 *
 * @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
 */
export function findSymbols(file: Uint8Array, names: readonly string[]): ReadonlyMap<string, ElfSymbol> {
  const found = new Map<string, ElfSymbol>();
  const { sections } = readElf(file);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (const { type, offset, bytes, link } of sections) {
    const texts = sections[link];
    if (type !== SECTION_TYPE_SYMBOLS || texts === undefined || offset + bytes > file.length) continue;
    for (let symbol = offset; symbol + SYMBOL_BYTES <= offset + bytes; symbol += SYMBOL_BYTES) {
      const name = nameAt(file, texts.offset + view.getUint32(symbol, true), names);
      if (name === undefined) continue;
      found.set(name, {
        address: view.getUint32(symbol + 4, true),
        bytes: view.getUint32(symbol + 8, true),
      });
    }
  }
  return found;
}

/** Which of `names` stands at `offset`, ended by a zero. */
function nameAt(file: Uint8Array, offset: number, names: readonly string[]): string | undefined {
  return names.find((name) => {
    if (offset + name.length >= file.length || file[offset + name.length] !== 0) return false;
    for (let index = 0; index < name.length; index += 1) {
      if (file[offset + index] !== name.charCodeAt(index)) return false;
    }
    return true;
  });
}
