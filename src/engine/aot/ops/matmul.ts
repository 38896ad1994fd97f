import type { Target } from '../types.ts';

/** The variant of `hb_matmul_s8` that is linked for a core. */
export function matmulSource(_target: Target): string {
  return 'matmul.c';
}
