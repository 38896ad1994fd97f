import type { BoardMonitor } from '../../bench/types.ts';
import { monitorHung } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import type { MonitorCapabilities, MonitorEvent, PowerMonitor } from '../types.ts';
import type { Calibration } from './calibration.ts';
import { HeldEvents } from './held-events.ts';
import { Pace } from './pace.ts';
import type { Ppk2Port } from './port.ts';
import { SampleDecoder } from './samples.ts';

export interface Ppk2MonitorOptions {
  readonly board: BoardMonitor;
  readonly port: Ppk2Port;
  readonly calibration: Calibration;
  /** A clock in milliseconds that never goes back. */
  readonly now_ms: () => number;
  /** How long samples may stay away in a recording. */
  readonly silence_timeout_ms?: number;
}

const SAMPLES_HZ = 100_000;
/** It streams many times a second. */
const SILENCE_TIMEOUT_MS = 1500;
/** An edge is known to half a sample: over a second that is a few parts in a million. */
const MIN_WINDOW_MS = 1000;
/** Up to the largest current that it supplies; readings of none lie around zero. */
const CURRENT_A = { min: -0.01, max: 1 };
/** Set and not measured, so that there is nothing to go out of range. */
const VOLTAGE_V = { min: 0, max: 6 };

/** A Nordic PPK2 that supplies the board, with two of its digital inputs on the wires of the board. */
export class Ppk2Monitor implements PowerMonitor {
  readonly modelled = false;
  readonly name: string;
  readonly about: string;
  readonly capabilities: MonitorCapabilities = {
    sample_id_hz: SAMPLES_HZ,
    sample_id_step: 1,
    wires: ['gate', 'state'],
    current_a: CURRENT_A,
    voltage_v: VOLTAGE_V,
    min_window_ms: MIN_WINDOW_MS,
    reports: false,
    go: false,
  };
  readonly #options: Ppk2MonitorOptions;
  /** Of the recording that runs. */
  #queue: EventQueue | undefined;

  constructor(options: Ppk2MonitorOptions) {
    this.#options = options;
    const { serial } = options.board;
    this.about = options.calibration.about;
    this.name = serial === undefined ? 'ppk2' : `ppk2 ${serial}`;
  }

  async start(signal: AbortSignal): Promise<void> {
    if (this.#queue !== undefined) throw new Error('the recording before was not stopped');
    const { port, calibration, board, now_ms, silence_timeout_ms = SILENCE_TIMEOUT_MS } = this.#options;
    await port.stop(signal);
    const queue = new EventQueue(this.name);
    this.#queue = queue;
    const decoder = new SampleDecoder({ calibration, supply_v: board.supply_v, inputs: board.inputs });
    const held = new HeldEvents();
    const pace = new Pace(SAMPLES_HZ, now_ms());
    const listen = (): void =>
      queue.expect(silence_timeout_ms, () => monitorHung(this.name, silence_timeout_ms));
    const onBytes = (bytes: Uint8Array): void => {
      listen();
      try {
        held.hold(decoder.push(bytes));
        if (pace.vouches(decoder.samples, now_ms())) queue.push(...held.release(decoder.samples));
      } catch (error) {
        queue.fail(error as Error);
      }
    };
    port.listen(onBytes, (error) => queue.fail(error));
    listen();
    await port.start();
  }

  events(signal: AbortSignal): AsyncIterable<MonitorEvent> {
    if (this.#queue === undefined) throw new Error('no recording was started');
    return this.#queue.events(signal);
  }

  setGo(): Promise<void> {
    return Promise.reject(new Error('a PPK2 has no output'));
  }

  async stop(): Promise<void> {
    if (this.#queue === undefined) return;
    this.#queue.end();
    this.#queue = undefined;
    // One that is gone has stopped; what else is wrong with it the next start tells.
    await this.#options.port.stop(new AbortController().signal).catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#options.port[Symbol.asyncDispose]();
  }
}
