import type { Target } from '../types.ts';

/** The variant of `hb_matmul_s8` that is linked for a core. */
export function matmulSource(target: Target): string {
  if (target.mve) return 'matmul_mve.c';
  return target.dsp ? 'matmul_dsp.c' : 'matmul.c';
}
