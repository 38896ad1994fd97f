import { alignUp } from '../../platform/memory.ts';
import { OFF_CHIP } from '../../platform/rules.ts';
import type { OffChip, Platform } from '../../platform/types.ts';
import { readLoadSegments } from '../elf-segments.ts';
import { findSymbols } from '../elf-symbols.ts';
import type { Image } from '../types.ts';

/** Symbols of the pools that the port has the linker place. */
const POOLS = { TCM: 'hb_pool_tcm', SRAM: 'hb_pool_sram' } as const;

/** A probe erases no less of MRAM at a time (AmbiqSuite: 16 KB on the largest of these parts). */
const PAGE_BYTES = 16_384;

/**
 * Where an image for an Ambiq board leaves room: its pools, and MRAM from its end to the parameter page. There is none
 * outside the chip but in what the image sets up.
 */
export function roomOf(
  platform: Platform,
  elf: Uint8Array,
  off_chip: OffChip | undefined,
): NonNullable<Image['memories']> {
  const symbols = findSymbols(elf, Object.values(POOLS));
  const pools = Object.entries(POOLS).flatMap(([location, name]) => {
    const pool = symbols.get(name);
    return pool === undefined || pool.bytes === 0 ? [] : [[location, pool] as const];
  });
  const mram_end = platform.parameters?.address ?? 0;
  const ends = readLoadSegments(elf)
    .map(({ address, bytes }) => address + bytes.length)
    .filter((end) => end <= mram_end);
  const address = Math.ceil(alignUp(Math.max(0, ...ends)) / PAGE_BYTES) * PAGE_BYTES;
  const unused = OFF_CHIP.filter((location) => location !== off_chip);
  return {
    ...Object.fromEntries(unused.map((location) => [location, { address: 0, bytes: 0 }])),
    ...Object.fromEntries(pools),
    MRAM: { address, bytes: Math.max(0, mram_end - address) },
  };
}
