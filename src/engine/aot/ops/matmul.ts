import type { Target } from '../types.ts';

/** The variant of `hb_matmul_s8` that is linked for a core. */
export function matmulSource(target: Target): string {
  return target.mve ? 'matmul_mve.c' : 'matmul.c';
}
