import type { PmuEventName } from './pmu-events.ts';

/** Named choices of PMU events, each counted in one pass. `default` is what is counted when nothing else is asked for. */
export const PRESETS = {
  default: ['MVE_INST_RETIRED', 'MVE_INT_MAC_RETIRED', 'INST_RETIRED', 'BUS_CYCLES'],
  basic: ['INST_RETIRED', 'BR_RETIRED', 'MEM_ACCESS', 'STALL'],
  caches: ['L1I_CACHE', 'L1I_CACHE_REFILL', 'L1D_CACHE', 'L1D_CACHE_REFILL'],
  memories: [
    'MVE_LDST_RETIRED',
    'MVE_LDST_CONTIG_RETIRED',
    'MVE_LDST_NONCONTIG_RETIRED',
    'MVE_LDST_MULTI_RETIRED',
  ],
  mve: ['INST_RETIRED', 'MVE_INST_RETIRED', 'MVE_INT_MAC_RETIRED', 'MVE_LDST_RETIRED'],
  stalls: ['STALL', 'STALL_FRONTEND', 'STALL_BACKEND', 'MVE_STALL'],
} as const satisfies Readonly<Record<string, readonly PmuEventName[]>>;

export type PresetName = keyof typeof PRESETS;

export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}
