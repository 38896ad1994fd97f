/**
 * What a task has acquired, released in reverse order. A scope is disposed once; what is added to a
 * disposed scope is released at once, so that nothing acquired late is lost.
 */
export class Scope implements AsyncDisposable {
  #held: AsyncDisposable[] = [];
  #disposed = false;

  async add<T extends AsyncDisposable>(resource: T): Promise<T> {
    if (this.#disposed) await resource[Symbol.asyncDispose]();
    else this.#held.push(resource);
    return resource;
  }

  /** Releases everything, also when a release fails; then throws the first failure. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    const failures: unknown[] = [];
    for (const resource of this.#held.reverse()) {
      try {
        await resource[Symbol.asyncDispose]();
      } catch (cause) {
        failures.push(cause);
      }
    }
    this.#held = [];
    if (failures.length > 0) throw failures[0];
  }
}
