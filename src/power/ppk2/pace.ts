import { gap } from '../errors.ts';

/** Readings of the clock over which the best one tells how far the samples are behind. */
const SPAN_MS = 1000;
/** What a busy host and two clocks that differ make of it. */
const ALLOWED_MS = 20;
const ALLOWED_SHARE = 1e-3;

/**
 * Compares how many samples have come with the time that has gone by. The counter in the samples has 64 values, so that
 * 64 lost ones, or any multiple, leave no trace in it. Samples come late when the host is busy, but not for ever: if the
 * promptest of a second are later than the promptest of all, they are later by what was lost.
 */
export class Pace {
  readonly #samples_per_ms: number;
  readonly #begin_ms: number;
  /** The least that samples were ever behind. */
  #best_ms = Number.POSITIVE_INFINITY;
  #span_ms = Number.POSITIVE_INFINITY;
  #span_end_ms: number;

  /** @param now_ms of a clock that never goes back, when the samples were asked for */
  constructor(samples_per_s: number, now_ms: number) {
    this.#samples_per_ms = samples_per_s / 1e3;
    this.#begin_ms = now_ms;
    this.#span_end_ms = now_ms + SPAN_MS;
  }

  /** @param samples that have come, in all @throws {HilbenchError} `POWER_GAP` */
  note(samples: number, now_ms: number): void {
    const elapsed_ms = now_ms - this.#begin_ms;
    const behind_ms = elapsed_ms - samples / this.#samples_per_ms;
    this.#best_ms = Math.min(this.#best_ms, behind_ms);
    this.#span_ms = Math.min(this.#span_ms, behind_ms);
    if (now_ms < this.#span_end_ms) return;
    const late_ms = this.#span_ms - this.#best_ms;
    if (late_ms > ALLOWED_MS + elapsed_ms * ALLOWED_SHARE) {
      throw gap(Math.round(late_ms * this.#samples_per_ms), samples, 'by the clock of this host');
    }
    this.#span_ms = Number.POSITIVE_INFINITY;
    this.#span_end_ms = now_ms + SPAN_MS;
  }
}
