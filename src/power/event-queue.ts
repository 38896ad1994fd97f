import { throwIfAborted } from '../support/deadline.ts';
import { Wake } from '../support/wake.ts';
import { monitorData } from './errors.ts';
import type { MonitorEvent } from './types.ts';

/** Events that may wait for their reader, about half a minute of a Joulescope: beyond it the reader is too slow. */
const MOST_WAITING = 100_000;

/** What a monitor has seen in one recording and its reader has not taken, until it ends or fails. */
export class EventQueue {
  readonly #monitor: string;
  readonly #waiting: MonitorEvent[] = [];
  #failure: Error | undefined;
  #ended = false;
  readonly #news = new Wake();
  #watchdog: NodeJS.Timeout | undefined;

  /** @param monitor its name, for messages */
  constructor(monitor: string) {
    this.#monitor = monitor;
  }

  push(...events: readonly MonitorEvent[]): void {
    if (this.#ended || this.#failure !== undefined) return;
    this.#waiting.push(...events);
    if (this.#waiting.length > MOST_WAITING) this.fail(monitorData(this.#monitor, 'more than can be read'));
    this.#news.wake();
  }

  /** The reader gets what was seen before, and then this; of several the first. */
  fail(error: Error): void {
    clearTimeout(this.#watchdog);
    this.#failure ??= error;
    this.#news.wake();
  }

  /** The reader gets this at once: of what it has not taken nobody knows whether it is true. */
  spoil(error: Error): void {
    this.#waiting.length = 0;
    this.fail(error);
  }

  /** Fails with `late()` unless this is called again within `timeout_ms`. */
  expect(timeout_ms: number, late: () => Error): void {
    clearTimeout(this.#watchdog);
    if (this.#ended || this.#failure !== undefined) return;
    this.#watchdog = setTimeout(() => this.fail(late()), timeout_ms);
  }

  /** Nothing more is read. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#watchdog);
    this.#news.wake();
  }

  /** Until `end`. @throws what it was failed with, or the reason of `signal`'s abort */
  async *events(signal: AbortSignal): AsyncGenerator<MonitorEvent> {
    while (!this.#ended) {
      throwIfAborted(signal);
      const event = this.#waiting.shift();
      if (event !== undefined) yield event;
      else if (this.#failure !== undefined) throw this.#failure;
      else await this.#news.sleep(signal);
    }
  }
}
