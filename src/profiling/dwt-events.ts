import type { CounterEvent } from './types.ts';

/** Causes of cycles that the DWT of a Cortex-M4 counts in 8 bits each; numbers as in docs/link.md. */
export const DWT_EVENTS: readonly CounterEvent[] = [
  { number: 1, name: 'cpi', description: 'Further cycles of instructions that take several' },
  { number: 2, name: 'exc', description: 'Cycles of entering and leaving exceptions' },
  { number: 3, name: 'sleep', description: 'Cycles asleep' },
  { number: 4, name: 'lsu', description: 'Further cycles of loads and stores' },
  { number: 5, name: 'fold', description: 'Instructions that took no cycle' },
];

/** What the monitors of the caches of Apollo3 and Apollo4 count. */
export const CACHE_EVENTS: readonly CounterEvent[] = [
  { number: 16, name: 'daccess', description: 'Accesses to the data cache' },
  { number: 17, name: 'dtaglookup', description: 'Tag lookups of the data cache' },
  { number: 18, name: 'dhitslookup', description: 'Hits of those lookups' },
  { number: 19, name: 'dhitsline', description: 'Hits of the data cache in its line buffer' },
  { number: 20, name: 'iaccess', description: 'Accesses to the instruction cache' },
  { number: 21, name: 'itaglookup', description: 'Tag lookups of the instruction cache' },
  { number: 22, name: 'ihitslookup', description: 'Hits of those lookups' },
  { number: 23, name: 'ihitsline', description: 'Hits of the instruction cache in its line buffer' },
];
