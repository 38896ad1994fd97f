/** Lets one reader sleep until there may be something new for it. */
export class Wake {
  #wake: () => void = () => {};

  /** Wakes the reader that sleeps, if one does. */
  wake(): void {
    this.#wake();
  }

  /** Resolves at the next `wake`, or when `signal` is aborted; the reader looks itself which of them it was. */
  async sleep(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#wake = wake;
    signal.addEventListener('abort', wake, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }
}
