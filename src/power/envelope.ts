/** Least and most power in buckets of equal width, in the order of time. */
export interface Waveform {
  /** Start of each bucket from the start of the recording; buckets without a sample are left out. */
  readonly begin_ms: readonly number[];
  readonly bucket_ms: number;
  readonly min_mw: readonly number[];
  readonly max_mw: readonly number[];
}

const WATT_TO_MILLIWATT = 1e3;

/**
 * The envelope of a recording of any length in a bounded number of buckets. Buckets begin as wide as one
 * sample; when they run out, neighbours are joined and all become twice as wide.
 */
export class Envelope {
  readonly #min_w: Float64Array;
  readonly #max_w: Float64Array;
  readonly #capacity: number;
  #origin_id: number;
  #width_ids: number;

  /** @param capacity buckets, even */
  constructor(capacity: number, origin_id: number, sample_id_step: number) {
    this.#capacity = capacity;
    this.#min_w = new Float64Array(capacity).fill(Number.POSITIVE_INFINITY);
    this.#max_w = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
    this.#origin_id = origin_id;
    this.#width_ids = sample_id_step;
  }

  /** Ids from `id` to the end of its bucket: what may be put at once. Makes room for `id` first. */
  room(id: number): number {
    while (id - this.#origin_id >= this.#width_ids * this.#capacity) this.#widen();
    return this.#width_ids - ((id - this.#origin_id) % this.#width_ids);
  }

  /** Adds samples of one bucket, whose first id is `id`. */
  put(id: number, min_w: number, max_w: number): void {
    const bucket = Math.floor((id - this.#origin_id) / this.#width_ids);
    if (min_w < (this.#min_w[bucket] as number)) this.#min_w[bucket] = min_w;
    if (max_w > (this.#max_w[bucket] as number)) this.#max_w[bucket] = max_w;
  }

  waveform(sample_id_hz: number): Waveform {
    const filled = [...this.#max_w.keys()].filter(
      (bucket) => this.#max_w[bucket] !== Number.NEGATIVE_INFINITY,
    );
    const bucket_ms = (this.#width_ids / sample_id_hz) * 1e3;
    const milliwatts = (watts: Float64Array) =>
      filled.map((bucket) => rounded((watts[bucket] as number) * WATT_TO_MILLIWATT));
    return {
      begin_ms: filled.map((bucket) => rounded(bucket * bucket_ms)),
      bucket_ms,
      min_mw: milliwatts(this.#min_w),
      max_mw: milliwatts(this.#max_w),
    };
  }

  #widen(): void {
    const half = this.#capacity / 2;
    for (let to = 0; to < half; to += 1) {
      this.#min_w[to] = Math.min(this.#min_w[2 * to] as number, this.#min_w[2 * to + 1] as number);
      this.#max_w[to] = Math.max(this.#max_w[2 * to] as number, this.#max_w[2 * to + 1] as number);
    }
    this.#min_w.fill(Number.POSITIVE_INFINITY, half);
    this.#max_w.fill(Number.NEGATIVE_INFINITY, half);
    this.#width_ids *= 2;
  }
}

/** A picture needs no more digits. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
