/** A symbol of a linked image. */
export interface ElfSymbol {
  readonly address: number;
  readonly bytes: number;
}

const HEADER_BYTES = 52;
const SECTION_HEADER_BYTES = 40;
const SYMBOL_BYTES = 16;
const SECTION_TYPE_SYMBOLS = 2;

/**
 * Looks up symbols of a 32-bit little-endian ELF file that was checked before (`readLoadSegments`). What lies outside
 * the file is not found.
 */
export function findSymbols(file: Uint8Array, names: readonly string[]): ReadonlyMap<string, ElfSymbol> {
  const found = new Map<string, ElfSymbol>();
  if (file.length < HEADER_BYTES) return found;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = view.getUint32(32, true);
  const entry = view.getUint16(46, true);
  const count = view.getUint16(48, true);
  const header = (index: number): number => table + index * entry;
  const inside = (offset: number, bytes: number): boolean => offset + bytes <= file.length;
  if (entry < SECTION_HEADER_BYTES || !inside(table, entry * count)) return found;
  for (let index = 0; index < count; index += 1) {
    const at = header(index);
    if (view.getUint32(at + 4, true) !== SECTION_TYPE_SYMBOLS) continue;
    const offset = view.getUint32(at + 16, true);
    const bytes = view.getUint32(at + 20, true);
    const link = view.getUint32(at + 24, true);
    if (!inside(offset, bytes) || link >= count) continue;
    const names_at = view.getUint32(header(link) + 16, true);
    for (let symbol = offset; symbol + SYMBOL_BYTES <= offset + bytes; symbol += SYMBOL_BYTES) {
      const name = nameAt(file, names_at + view.getUint32(symbol, true), names);
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
