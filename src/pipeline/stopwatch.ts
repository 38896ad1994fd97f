/**
 * What takes time in a run and is not hilbench itself. `probe`: flashing, resetting, waiting for the port or the
 * emulator; `link`: the handshake and the upload of a model; `device`: all else that the firmware is asked; `monitor`:
 * power windows.
 */
export type External = 'compiler' | 'device' | 'reference' | 'lease' | 'probe' | 'link' | 'monitor';

/**
 * Accounts for the wall time of a run: by stage, by external cause, and what is left, which is ours.
 * External work may overlap with itself and with stages; the union of its intervals is what counts.
 */
export class Stopwatch {
  readonly #now_ms: () => number;
  readonly #begin_ms: number;
  readonly #entries = new Map<string, number>();
  #external_active = 0;
  #external_since_ms = 0;
  #external_total_ms = 0;

  /** @param now_ms a monotonic clock, for example performance.now */
  constructor(now_ms: () => number) {
    this.#now_ms = now_ms;
    this.#begin_ms = now_ms();
  }

  async stage<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begin_ms = this.#now_ms();
    try {
      return await work();
    } finally {
      this.#addTo(name, this.#now_ms() - begin_ms);
    }
  }

  async external<T>(cause: External, work: () => Promise<T>): Promise<T> {
    const begin_ms = this.#now_ms();
    if (this.#external_active++ === 0) this.#external_since_ms = begin_ms;
    try {
      return await work();
    } finally {
      const end_ms = this.#now_ms();
      this.#addTo(`in_${cause}`, end_ms - begin_ms);
      if (--this.#external_active === 0) this.#external_total_ms += end_ms - this.#external_since_ms;
    }
  }

  /** `resource`, whose release is a stage of its own and takes as long as its processes and ports do. */
  releasing(name: string, resource: AsyncDisposable): AsyncDisposable {
    return {
      [Symbol.asyncDispose]: () =>
        this.stage(name, () =>
          this.external('probe', async () => {
            await resource[Symbol.asyncDispose]();
          }),
        ),
    };
  }

  /** Milliseconds by stage, `in_<cause>`, `total`, and `hilbench`: the total without the external part. */
  timing(): Record<string, number> {
    const total_ms = this.#now_ms() - this.#begin_ms;
    const round = (ms: number): number => Math.round(ms * 10) / 10;
    return {
      ...Object.fromEntries([...this.#entries].map(([name, ms]) => [name, round(ms)])),
      hilbench: round(Math.max(0, total_ms - this.#external_total_ms)),
      total: round(total_ms),
    };
  }

  #addTo(name: string, ms: number): void {
    this.#entries.set(name, (this.#entries.get(name) ?? 0) + ms);
  }
}
