/** Work that waits for the work before it, however that ends. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when all that was given so far has ended. */
  async ended(): Promise<void> {
    await this.#last;
  }
}
