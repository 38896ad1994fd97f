import { findSymbols } from './elf-symbols.ts';
import type { Image } from './types.ts';

/** Of templates/firmware/power/hb_report.c. */
const SYMBOL = 'hb_power_report';

/** Where an image leaves its report; nothing for one that has none. */
export function reportOf(elf: Uint8Array): Pick<Image, 'report'> {
  const report = findSymbols(elf, [SYMBOL]).get(SYMBOL);
  return report === undefined || report.bytes === 0 ? {} : { report };
}
