import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What lies at an address of the device; the bytes are in a file. */
export interface Region {
  readonly address: number;
  readonly bytes: number;
  readonly file: string;
}

/** The memory of a board, which keeps what was written: regions that do not overlap. */
export class Flash {
  readonly #folder: string;
  #regions: readonly Region[];

  constructor(board_folder: string) {
    this.#folder = join(board_folder, 'flash');
    this.#regions = this.#read();
  }

  get regions(): readonly Region[] {
    return this.#regions;
  }

  #read(): readonly Region[] {
    try {
      return JSON.parse(readFileSync(join(this.#folder, 'regions.json'), 'utf8')) as readonly Region[];
    } catch {
      return [];
    }
  }

  /** @returns false when the same bytes were there already */
  write(address: number, bytes: Uint8Array): boolean {
    const end = address + bytes.length;
    const kept: Region[] = [];
    for (const region of this.#regions) {
      const region_end = region.address + region.bytes;
      if (region_end <= address || region.address >= end) {
        kept.push(region);
        continue;
      }
      const held = readFileSync(region.file);
      const from = Math.max(0, address - region.address);
      if (
        region.address <= address &&
        region_end >= end &&
        held.subarray(from, from + bytes.length).equals(bytes)
      ) {
        return false;
      }
      if (region.address < address) kept.push(this.#store(region.address, held.subarray(0, from)));
      if (region_end > end) kept.push(this.#store(end, held.subarray(end - region.address)));
    }
    kept.push(this.#store(address, bytes));
    this.#regions = kept;
    const list = join(this.#folder, 'regions.json');
    writeFileSync(`${list}.partial`, JSON.stringify(kept));
    renameSync(`${list}.partial`, list);
    return true;
  }

  #store(address: number, bytes: Uint8Array): Region {
    mkdirSync(this.#folder, { recursive: true });
    const file = join(this.#folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}.bin`);
    writeFileSync(file, bytes);
    return { address, bytes: bytes.length, file };
  }
}
