import type { CounterEvent } from './types.ts';

/** What the names of PMU events begin with in results, as in CMSIS. */
export const PMU_PREFIX = 'ARM_PMU_';

const EVENTS = [
  [0x0000, 'SW_INCR', 'Increments asked for by software'],
  [0x0001, 'L1I_CACHE_REFILL', 'Lines fetched into the L1 instruction cache'],
  [0x0003, 'L1D_CACHE_REFILL', 'Lines fetched into the L1 data cache'],
  [0x0004, 'L1D_CACHE', 'Accesses to the L1 data cache'],
  [0x0006, 'LD_RETIRED', 'Loads'],
  [0x0007, 'ST_RETIRED', 'Stores'],
  [0x0008, 'INST_RETIRED', 'Instructions'],
  [0x0009, 'EXC_TAKEN', 'Exceptions entered'],
  [0x000a, 'EXC_RETURN', 'Returns from exceptions'],
  [0x000c, 'PC_WRITE_RETIRED', 'Changes of the program counter by software'],
  [0x000d, 'BR_IMMED_RETIRED', 'Branches to a fixed target'],
  [0x000e, 'BR_RETURN_RETIRED', 'Returns from functions'],
  [0x000f, 'UNALIGNED_LDST_RETIRED', 'Unaligned loads and stores'],
  [0x0011, 'CPU_CYCLES', 'Cycles'],
  [0x0013, 'MEM_ACCESS', 'Accesses to data memory'],
  [0x0014, 'L1I_CACHE', 'Accesses to the L1 instruction cache'],
  [0x0015, 'L1D_CACHE_WB', 'Lines written back from the L1 data cache'],
  [0x0019, 'BUS_ACCESS', 'Accesses to the bus'],
  [0x001a, 'MEMORY_ERROR', 'Errors of local memory'],
  [0x001d, 'BUS_CYCLES', 'Cycles of the bus'],
  [0x001f, 'L1D_CACHE_ALLOCATE', 'Lines taken in the L1 data cache without a fetch'],
  [0x0021, 'BR_RETIRED', 'Branches'],
  [0x0022, 'BR_MIS_PRED_RETIRED', 'Branches that were mispredicted'],
  [0x0023, 'STALL_FRONTEND', 'Cycles in which the frontend had nothing to issue'],
  [0x0024, 'STALL_BACKEND', 'Cycles in which the backend took nothing'],
  [0x0036, 'LL_CACHE_RD', 'Reads of the last-level data cache'],
  [0x0037, 'LL_CACHE_MISS_RD', 'Reads that missed the last-level data cache'],
  [0x0039, 'L1D_CACHE_MISS_RD', 'Reads that missed the L1 data cache'],
  [0x003c, 'STALL', 'Cycles in which nothing was sent on'],
  [0x0040, 'L1D_CACHE_RD', 'Reads of the L1 data cache'],
  [0x0100, 'LE_RETIRED', 'Ends of low-overhead loops'],
  [0x0108, 'LE_CANCEL', 'Ends of low-overhead loops that did not loop'],
  [0x0114, 'SE_CALL_S', 'Calls into the secure state'],
  [0x0115, 'SE_CALL_NS', 'Calls into the non-secure state'],
  [0x0200, 'MVE_INST_RETIRED', 'Vector instructions'],
  [0x0204, 'MVE_FP_RETIRED', 'Vector instructions on floats'],
  [0x0208, 'MVE_FP_HP_RETIRED', 'Vector instructions on half-precision floats'],
  [0x020c, 'MVE_FP_SP_RETIRED', 'Vector instructions on single-precision floats'],
  [0x0214, 'MVE_FP_MAC_RETIRED', 'Vector multiplications of floats, accumulating or not'],
  [0x0224, 'MVE_INT_RETIRED', 'Vector instructions on integers'],
  [0x0228, 'MVE_INT_MAC_RETIRED', 'Vector multiplications of integers, accumulating or not'],
  [0x0238, 'MVE_LDST_RETIRED', 'Vector loads and stores'],
  [0x023c, 'MVE_LD_RETIRED', 'Vector loads'],
  [0x0240, 'MVE_ST_RETIRED', 'Vector stores'],
  [0x0244, 'MVE_LDST_CONTIG_RETIRED', 'Vector loads and stores of neighbouring elements'],
  [0x0248, 'MVE_LD_CONTIG_RETIRED', 'Vector loads of neighbouring elements'],
  [0x024c, 'MVE_ST_CONTIG_RETIRED', 'Vector stores of neighbouring elements'],
  [0x0250, 'MVE_LDST_NONCONTIG_RETIRED', 'Vector loads and stores of scattered elements'],
  [0x0254, 'MVE_LD_NONCONTIG_RETIRED', 'Vector loads of scattered elements'],
  [0x0258, 'MVE_ST_NONCONTIG_RETIRED', 'Vector stores of scattered elements'],
  [0x025c, 'MVE_LDST_MULTI_RETIRED', 'Vector loads and stores of several registers'],
  [0x0260, 'MVE_LD_MULTI_RETIRED', 'Vector loads of several registers'],
  [0x0264, 'MVE_ST_MULTI_RETIRED', 'Vector stores of several registers'],
  [0x028c, 'MVE_LDST_UNALIGNED_RETIRED', 'Unaligned vector loads and stores'],
  [0x0290, 'MVE_LD_UNALIGNED_RETIRED', 'Unaligned vector loads'],
  [0x0294, 'MVE_ST_UNALIGNED_RETIRED', 'Unaligned vector stores'],
  [0x0298, 'MVE_LDST_UNALIGNED_NONCONTIG_RETIRED', 'Unaligned vector loads and stores of scattered elements'],
  [0x02a0, 'MVE_VREDUCE_RETIRED', 'Vector reductions'],
  [0x02a4, 'MVE_VREDUCE_FP_RETIRED', 'Vector reductions of floats'],
  [0x02a8, 'MVE_VREDUCE_INT_RETIRED', 'Vector reductions of integers'],
  [0x02b8, 'MVE_PRED', 'Cycles with predicated beats of vector instructions'],
  [0x02cc, 'MVE_STALL', 'Cycles that a vector instruction stalled'],
  [0x02cd, 'MVE_STALL_RESOURCE', 'The same, for want of a unit'],
  [0x02ce, 'MVE_STALL_RESOURCE_MEM', 'The same, for want of a memory unit'],
  [0x02cf, 'MVE_STALL_RESOURCE_FP', 'The same, for want of a floating-point unit'],
  [0x02d0, 'MVE_STALL_RESOURCE_INT', 'The same, for want of an integer unit'],
  [0x02d3, 'MVE_STALL_BREAK', 'The same, because a chain of vector instructions broke'],
  [0x02d4, 'MVE_STALL_DEPENDENCY', 'The same, waiting for a vector register'],
  [0x4007, 'ITCM_ACCESS', 'Accesses to the instruction TCM'],
  [0x4008, 'DTCM_ACCESS', 'Accesses to the data TCM'],
] as const;

/** A PMU event, without the prefix. */
export type PmuEventName = (typeof EVENTS)[number][1];

/** Every event that the PMU of a Cortex-M55 counts, by rising number (Arm v8-M architecture). */
export const PMU_EVENTS: readonly CounterEvent[] = EVENTS.map(([number, name, description]) => ({
  number,
  name: `${PMU_PREFIX}${name}`,
  description,
}));

const BY_NAME = new Map(PMU_EVENTS.map((event) => [event.name, event]));

/** The event of that name, with or without the prefix, in whatever case. */
export function findPmuEvent(name: string): CounterEvent | undefined {
  const upper = name.trim().toUpperCase();
  return BY_NAME.get(upper.startsWith(PMU_PREFIX) ? upper : `${PMU_PREFIX}${upper}`);
}
