import type { OpLowering } from '../types.ts';

/** Every op family the engine can lower; one line per file of this folder. */
const FAMILIES: readonly OpLowering[] = [];

/** Op name → its lowering. */
export const LOWERINGS: ReadonlyMap<string, OpLowering> = new Map(
  FAMILIES.flatMap((family) => family.ops.map((op) => [op, family] as const)),
);
