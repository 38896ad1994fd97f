import { type Evidence, judgePairs } from './significance.ts';

/** How many pairs of measurements a comparison takes, and how sure it must be. */
export interface PairedTestOptions {
  /** The allowed increase, as a difference of logarithms: ln(1 + percent / 100). */
  readonly allowance: number;
  /** Chance of a wrong bound, over all looks together. */
  readonly alpha: number;
  readonly min_pairs: number;
  readonly max_pairs: number;
  /** Pairs between two looks. */
  readonly step: number;
}

/** Looks after 4, 6, 8, 10 and 12 pairs. */
export const PAIRED_DEFAULTS = { alpha: 0.05, min_pairs: 4, max_pairs: 12, step: 2 } as const;

/** One measurement of the base and one of the head, taken right after each other; both positive. */
export interface Pair {
  readonly base: number;
  readonly head: number;
}

export interface PairedTest {
  /** Adds a pair: more are needed, or what they say. A decided test may be given more; it looks again. */
  add(pair: Pair): 'continue' | Evidence;
}

/** How often a test that goes on to the end looks at its data. */
export function looksOf({
  min_pairs,
  max_pairs,
  step,
}: Omit<PairedTestOptions, 'allowance' | 'alpha'>): number {
  return 1 + Math.ceil((max_pairs - min_pairs) / step);
}

/**
 * A sequential paired test: as few pairs as the noise lets it, and `inconclusive` at the end when the noise
 * is larger than the allowance.
 *
 * @throws {RangeError} for numbers of pairs that make no test
 */
export function createPairedTest(options: PairedTestOptions): PairedTest {
  const { min_pairs, max_pairs, step } = options;
  if (!(min_pairs >= 2 && max_pairs >= min_pairs && step >= 1)) {
    throw new RangeError(`${min_pairs} to ${max_pairs} pairs in steps of ${step} are no test`);
  }
  const differences: number[] = [];
  return {
    add({ base, head }) {
      if (!(base > 0 && head > 0)) throw new RangeError(`${base} and ${head} have no ratio`);
      differences.push(Math.log(head / base));
      const count = differences.length;
      const looking = count >= max_pairs || (count >= min_pairs && (count - min_pairs) % step === 0);
      if (!looking) return 'continue';
      const evidence = judgePairs(differences, { ...options, looks: looksOf(options) });
      return evidence.outcome === 'inconclusive' && count < max_pairs ? 'continue' : evidence;
    },
  };
}
