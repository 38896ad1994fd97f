import type { Transport } from '../../link/types.ts';
import { throwIfAborted, withDeadline } from '../../support/deadline.ts';
import { HilbenchError } from '../../support/errors.ts';
import { monitorLost, monitorSilent, monitorUnsound } from '../errors.ts';
import { METADATA_END } from './calibration.ts';

/** Commands of a Nordic PPK2: a byte, and what belongs to it. */
const COMMAND = {
  start: 0x06,
  stop: 0x07,
  /** 0 off, 1 on. */
  supply: 0x0c,
  /** Millivolts, the high byte first. */
  voltage: 0x0d,
  /** 1 ampere meter, 2 source meter. */
  mode: 0x11,
  metadata: 0x19,
} as const;

const SOURCE_METER = 2;
/** It streams 100 000 samples a second: when nothing came for so long it has stopped. */
const QUIET_MS = 50;
const QUIET_TIMEOUT_MS = 2000;
const METADATA_TIMEOUT_MS = 1000;
const MOST_METADATA_BYTES = 8192;
const TEXT = /^[\t\r\n\x20-\x7e]*$/u;
/** A host that is busy takes what is late for quiet: then samples come with the answer, and the next time none do. */
const ATTEMPTS = 3;
const WRITE_TIMEOUT_MS = 2000;

/**
 * The port of a Nordic PPK2: its commands, and what comes back. Whoever has the port before leaves it streaming or not.
 */
export class Ppk2Port implements AsyncDisposable {
  readonly #transport: Transport;
  #onBytes: ((bytes: Uint8Array) => void) | undefined;
  #onLost: ((error: Error) => void) | undefined;
  #lost: Error | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.onData((bytes) => this.#onBytes?.(bytes));
    transport.onClose((reason) => {
      this.#lost ??= monitorLost(this.#name, reason);
      this.#onLost?.(this.#lost);
    });
  }

  get #name(): string {
    return `ppk2 at ${this.#transport.path}`;
  }

  /** The one listener to samples, and to the loss of the port, until it is taken away. */
  listen(onBytes: (bytes: Uint8Array) => void, onLost: (error: Error) => void): void {
    this.#onBytes = onBytes;
    this.#onLost = onLost;
    if (this.#lost !== undefined) onLost(this.#lost);
  }

  unlisten(): void {
    this.#onBytes = undefined;
    this.#onLost = undefined;
  }

  /** @throws {HilbenchError} `POWER_MONITOR_LOST`, `POWER_MONITOR_HUNG` */
  async start(): Promise<void> {
    await this.#command(COMMAND.start);
  }

  /**
   * Ends the stream, and waits until nothing of it comes any more.
   *
   * @throws {HilbenchError} `POWER_MONITOR_LOST`, `POWER_MONITOR_HUNG`, `POWER_MONITOR_DATA`
   */
  async stop(signal: AbortSignal): Promise<void> {
    await this.#command(COMMAND.stop);
    const late = (): Error => this.#doesNotStop();
    await this.#receive(signal, QUIET_TIMEOUT_MS, late, (_, wake) => {
      const timer = setTimeout(wake, QUIET_MS);
      return { onBytes: () => timer.refresh(), stop: () => clearTimeout(timer) };
    });
  }

  /** Supplies the board. @param supply_v 0.8 to 5 V @throws {HilbenchError} `POWER_MONITOR_LOST`, `POWER_MONITOR_HUNG` */
  async supply(supply_v: number): Promise<void> {
    const millivolts = Math.round(supply_v * 1e3);
    await this.#command(COMMAND.mode, SOURCE_METER);
    await this.#command(COMMAND.voltage, millivolts >>> 8, millivolts & 0xff);
    await this.#command(COMMAND.supply, 1);
  }

  /**
   * Ends a stream that the one who had the port before may have left, and asks the instrument what it says of itself.
   *
   * @returns that, without the `END`
   * @throws {HilbenchError} `POWER_MONITOR_HUNG` where it says nothing, or not all; `POWER_MONITOR_DATA`, `POWER_MONITOR_LOST`
   */
  async greet(signal: AbortSignal): Promise<string> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await this.stop(signal);
      const text = await this.#metadata(signal);
      if (TEXT.test(text)) return text;
    }
    throw this.#doesNotStop();
  }

  #doesNotStop(): HilbenchError {
    return monitorUnsound(this.#name, 'it does not stop');
  }

  async #metadata(signal: AbortSignal): Promise<string> {
    let text = '';
    await this.#command(COMMAND.metadata);
    await this.#receive(
      signal,
      METADATA_TIMEOUT_MS,
      () => monitorSilent(this.#name, METADATA_TIMEOUT_MS),
      (fail, wake) => ({
        onBytes: (bytes) => {
          text += Buffer.from(bytes).toString('latin1');
          if (text.includes(METADATA_END)) wake();
          else if (text.length > MOST_METADATA_BYTES) fail('its calibration has no end');
        },
        stop: () => undefined,
      }),
    );
    return text.slice(0, text.indexOf(METADATA_END));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.unlisten();
    await this.#transport[Symbol.asyncDispose]();
  }

  async #command(...bytes: number[]): Promise<void> {
    if (this.#lost !== undefined) throw this.#lost;
    const late = (): HilbenchError => monitorSilent(this.#name, WRITE_TIMEOUT_MS);
    try {
      await withDeadline(new AbortController().signal, WRITE_TIMEOUT_MS, late, () =>
        this.#transport.write(Uint8Array.from(bytes)),
      );
    } catch (cause) {
      throw this.#lost ?? (cause instanceof HilbenchError ? cause : monitorLost(this.#name, cause));
    }
  }

  /** Gives what comes to a receiver until it says that it has enough. */
  async #receive(
    signal: AbortSignal,
    timeout_ms: number,
    late: () => Error,
    receiver: (fail: (why: string) => void, wake: () => void) => Receiver,
  ): Promise<void> {
    throwIfAborted(signal);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const fail = (why: string): void => reject(monitorUnsound(this.#name, why));
    const { onBytes, stop } = receiver(fail, resolve);
    const timer = setTimeout(() => reject(late()), timeout_ms);
    const onAbort = (): void => resolve();
    signal.addEventListener('abort', onAbort, { once: true });
    this.listen(onBytes, reject);
    try {
      await promise;
    } finally {
      this.unlisten();
      stop();
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
    throwIfAborted(signal);
  }
}

interface Receiver {
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly stop: () => void;
}
