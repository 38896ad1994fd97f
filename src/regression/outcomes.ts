import type { Outcome } from './types.ts';

/** Outcomes from the one that matters most. */
const WORST_FIRST: readonly Outcome[] = [
  'fail',
  'warn',
  'inconclusive',
  'not-comparable',
  'no-baseline',
  'improved',
  'pass',
];

/** For sorting: negative where `a` is worse than `b`. */
export function byOutcome(a: Outcome, b: Outcome): number {
  return WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b);
}

/** The worst there is; `pass` where there is none. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'pass';
}
