import { gap } from '../errors.ts';

/** What a host that is not busy makes of the way from the instrument to here: more than that is lost, or still on its way. */
const ALLOWED_MS = 10;
/** What is on its way comes within this, once some of it comes. */
const PATIENCE_MS = 1000;
/** By how much two clocks differ at most. */
const CLOCKS_DIFFER = 1e-3;

/**
 * Compares how many samples have come with the time that has gone by. The counter in the samples has 64 values, so that
 * 64 lost ones, or any multiple, leave no trace in it. A busy host makes samples late, and then they catch up; those
 * that were lost make all later ones late for ever.
 */
export class Pace {
  readonly #samples_per_ms: number;
  readonly #begin_ms: number;
  #last_ms: number;
  /** How far samples are behind the clock when nothing is late. */
  #base_ms = Number.POSITIVE_INFINITY;
  /** Since when all of them were late, and the least by which they were. */
  #late: { readonly since_ms: number; readonly least_ms: number } | undefined;

  /** @param now_ms of a clock that never goes back, when the samples were asked for */
  constructor(samples_per_s: number, now_ms: number) {
    this.#samples_per_ms = samples_per_s / 1e3;
    this.#begin_ms = now_ms;
    this.#last_ms = now_ms;
  }

  /**
   * Whether nothing can be missing of what has come: no more than the allowed time of it, that is.
   *
   * @param samples that have come, in all
   * @returns false: some are late or lost, which of both only later ones tell
   * @throws {HilbenchError} `POWER_GAP`
   */
  vouches(samples: number, now_ms: number): boolean {
    const behind_ms = now_ms - this.#begin_ms - samples / this.#samples_per_ms;
    const drift_ms = this.#late === undefined ? (now_ms - this.#last_ms) * CLOCKS_DIFFER : 0;
    this.#last_ms = now_ms;
    this.#base_ms = Math.min(behind_ms, this.#base_ms + drift_ms);
    const late_ms = behind_ms - this.#base_ms;
    if (late_ms <= ALLOWED_MS) {
      this.#late = undefined;
      return true;
    }
    const { since_ms, least_ms } = this.#late ?? { since_ms: now_ms, least_ms: late_ms };
    this.#late = { since_ms, least_ms: Math.min(least_ms, late_ms) };
    if (now_ms - since_ms > PATIENCE_MS)
      throw gap(Math.round(this.#late.least_ms * this.#samples_per_ms), samples, 'by the clock of this host');
    return false;
  }
}
