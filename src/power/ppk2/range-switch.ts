/** Samples after a change of the range in which the converter has not settled. */
const UNSETTLED = 3;
/** The first of them in the largest range are too wrong to be averaged with others. */
const WORST = 2;
const LARGEST_RANGE = 4;
/** Weights of a new sample in the running means. */
const WEIGHT = 0.18;
const SLOW_WEIGHT = 0.06;

/**
 * Right after a change of the range the readings of a PPK2 are spikes of its own making. As in the vendor's tools, the
 * running mean of what was before stands for them.
 */
export class RangeSwitchFilter {
  #mean_a: number | undefined;
  #slow_mean_a = 0;
  #range: number | undefined;
  #since = 0;

  /** The current to take for a sample of `amperes` in `range`. */
  settle(range: number, amperes: number): number {
    const before = {
      mean_a: this.#mean_a ?? amperes,
      slow_mean_a: this.#mean_a === undefined ? amperes : this.#slow_mean_a,
    };
    this.#since = range === this.#range ? this.#since + 1 : this.#range === undefined ? UNSETTLED : 0;
    this.#range = range;
    const settled = this.#since >= UNSETTLED;
    if (range === LARGEST_RANGE && this.#since < WORST) return before.slow_mean_a;
    this.#mean_a = before.mean_a + WEIGHT * (amperes - before.mean_a);
    this.#slow_mean_a = before.slow_mean_a + SLOW_WEIGHT * (amperes - before.slow_mean_a);
    if (settled) return amperes;
    return range === LARGEST_RANGE ? this.#slow_mean_a : this.#mean_a;
  }
}
