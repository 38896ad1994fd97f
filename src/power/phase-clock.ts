import { cancelled, type HilbenchError } from '../support/errors.ts';

/** Aborts with an error of the current phase when the phase takes too long. */
export class PhaseClock implements Disposable {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => this.#controller.abort(this.#parent.reason ?? cancelled());

  constructor(parent: AbortSignal) {
    this.#parent = parent;
    if (parent.aborted) this.#onAbort();
    parent.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Begins the next phase, and so ends the one before. */
  begin(timeout_ms: number, onTimeout: () => HilbenchError): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(onTimeout()), timeout_ms);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#parent.removeEventListener('abort', this.#onAbort);
  }
}
