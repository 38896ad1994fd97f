import {
  mean,
  median,
  normalQuantile,
  normalUpperTail,
  robustDeviation,
  standardDeviation,
  studentQuantile,
  studentUpperTail,
} from './distributions.ts';

/**
 * What measurements say of the change of one noisy metric. Everything is a difference of natural logarithms,
 * head less base: 0.01 is one percent more.
 */
export interface Evidence {
  readonly outcome: 'pass' | 'fail' | 'improved' | 'inconclusive';
  /** Best guess of the change. */
  readonly change: number;
  /** At the confidence of the test. */
  readonly interval: readonly [number, number];
  /** The smallest increase that would have been seen, four times out of five. */
  readonly detectable: number;
  /** Of no increase at all: how likely at least this one is. */
  readonly p_value: number;
}

/** A real increase is missed this often at `detectable`. */
const MISSED = 0.2;

/** An increase within this of the allowance is on it: a limit of 2 % lets 2 % pass, whatever the rounding. */
const ROUNDING = 1e-9;

function outcomeOf(change: number, half_width: number, allowance: number): Evidence['outcome'] {
  const most = allowance + ROUNDING;
  if (change - half_width > 0 && change > most) return 'fail';
  if (change + half_width < 0) return 'improved';
  return change + half_width <= most ? 'pass' : 'inconclusive';
}

/** Relative times as the test sees them, in percent: 0.0198 → 2. */
export function percentOf(log_ratio: number): number {
  return Math.expm1(log_ratio) * 100;
}

export interface PairedOptions {
  /** The allowed increase, as a difference of logarithms: ln(1 + percent / 100). */
  readonly allowance: number;
  /** Of one comparison; shared among the looks. */
  readonly alpha: number;
  readonly looks: number;
}

/**
 * Decides about pairs of measurements taken alternately on the same board.
 *
 * @param differences ln head − ln base of every pair, at least two
 */
export function judgePairs(differences: readonly number[], options: PairedOptions): Evidence {
  const { allowance, alpha, looks } = options;
  const freedom = differences.length - 1;
  const change = mean(differences);
  const error = standardDeviation(differences) / Math.sqrt(differences.length);
  const confidence = studentQuantile(1 - alpha / looks, freedom);
  const half_width = confidence * error;
  const exact_p = change > 0 ? 0 : 1;
  return {
    outcome: outcomeOf(change, half_width, allowance),
    change,
    interval: [change - half_width, change + half_width],
    detectable: (confidence + studentQuantile(1 - MISSED, freedom)) * error,
    p_value: error === 0 ? exact_p : studentUpperTail(change / error, freedom),
  };
}

/** Standard deviations that one measurement must be off before it is believed. */
const FAIL_AT = 3;
/** One-sided confidence that the allowance is kept. */
const PASS_CONFIDENCE = 0.95;

/** Evidence from one number whose standard uncertainty is known. */
function judgeNormal(change: number, uncertainty: number, allowance: number): Evidence {
  const z = change / uncertainty;
  const upper = change + normalQuantile(PASS_CONFIDENCE) * uncertainty;
  const half_width = FAIL_AT * uncertainty;
  const outcome = outcomeOf(change, half_width, allowance);
  return {
    outcome: outcome === 'inconclusive' && upper <= allowance ? 'pass' : outcome,
    change,
    interval: [change - half_width, change + half_width],
    detectable: half_width + normalQuantile(1 - MISSED) * uncertainty,
    p_value: normalUpperTail(z),
  };
}

/** Fewer earlier values than this do not tell how much a metric spreads. */
export const MIN_HISTORY = 8;
/** No metric is believed to repeat better than this, however quiet its history was. */
const RESOLUTION = 0.001;

/**
 * Judges one measurement against earlier ones of the default branch.
 *
 * @param earlier positive, at least `MIN_HISTORY` of them
 */
export function judgeAgainstHistory(value: number, earlier: readonly number[], allowance: number): Evidence {
  const logs = earlier.map(Math.log);
  const deviation = Math.max(robustDeviation(logs), RESOLUTION);
  const uncertainty = deviation * Math.sqrt(1 + Math.PI / (2 * logs.length));
  return judgeNormal(Math.log(value) - median(logs), uncertainty, allowance);
}

/**
 * Judges one measurement against one other.
 *
 * @param uncertainties relative standard uncertainties of the two
 */
export function judgeSingles(
  base: number,
  head: number,
  uncertainties: readonly [number, number],
  allowance: number,
): Evidence {
  return judgeNormal(Math.log(head / base), Math.max(Math.hypot(...uncertainties), 1e-12), allowance);
}

/**
 * Which of many tests may be believed together (Benjamini and Hochberg, 1995).
 *
 * @param q share of false ones among those believed
 * @returns for each p-value whether it is believed
 */
export function benjaminiHochberg(p_values: readonly number[], q: number): readonly boolean[] {
  const sorted = p_values.toSorted((a, b) => a - b);
  const rank = sorted.findLastIndex((p, index) => p <= (q * (index + 1)) / sorted.length);
  const limit = rank === -1 ? -1 : (sorted[rank] ?? -1);
  return p_values.map((p) => p <= limit);
}
