import { z } from 'zod';
import type { BoardMonitor } from '../../bench/types.ts';
import { throwIfAborted, withDeadline } from '../../support/deadline.ts';
import type { HilbenchError } from '../../support/errors.ts';
import { monitorData, samplesLost } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import { waitForSupply } from '../supply.ts';
import type { MonitorCapabilities, MonitorEvent, PowerMonitor, SampleBatch } from '../types.ts';
import { Bridge, type BridgeFrame } from './bridge.ts';
import { bridgeError } from './errors.ts';
import { DEVICE, ERROR_EVENT, parseEvent } from './events.ts';

export interface JoulescopeOptions {
  readonly board: BoardMonitor;
  readonly env: NodeJS.ProcessEnv;
  /** Path of templates/bridge/joulescope_bridge.py. */
  readonly script: string;
  /** Until it is open; uv may have to download the driver before. */
  readonly open_timeout_ms?: number;
  /** How long samples may stay away in a recording. */
  readonly silence_timeout_ms?: number;
}

const OPEN_TIMEOUT_MS = 120_000;
/** It streams all the time, many times a second. */
const SILENCE_TIMEOUT_MS = 20_000;
/** A board that runs windows of a second is known to a few parts in a million of its edges. */
const MIN_WINDOW_MS = 1000;

const EVENT = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), ...DEVICE }),
  z.object({
    event: z.literal('started'),
    recording: z.int().min(1),
    hz: z.int().min(1).max(100_000_000),
    step: z.int().min(1).max(1_000_000),
    wire_step: z.int().min(1).max(1_000_000),
  }),
  z.object({
    event: z.literal('edge'),
    wire: z.enum(['gate', 'state']),
    high: z.boolean(),
    id: z.int().min(0),
  }),
  z.object({ event: z.literal('lost'), recording: z.int().min(1), text: z.string() }),
  ERROR_EVENT,
]);

/**
 * Opens the Joulescope of a board: selected by serial number, its ranges set, which connects the board to its supply,
 * and go low. The board has the voltage of bench.yml when this returns.
 *
 * @throws {HilbenchError} `POWER_…` (kind `bench`), or the reason of `signal`'s abort
 */
export async function openJoulescope(options: JoulescopeOptions, signal: AbortSignal): Promise<PowerMonitor> {
  throwIfAborted(signal);
  const monitor = new Joulescope(options);
  try {
    await monitor.opened(signal);
    await waitForSupply(monitor, options.board.supply_v, signal);
    return monitor;
  } catch (error) {
    await monitor[Symbol.asyncDispose]();
    throw error;
  }
}

function hung(what: string, timeout_ms: number): HilbenchError {
  return bridgeError('MONITOR_HUNG', `${what} within ${timeout_ms} ms`);
}

interface AskedRecording {
  readonly events: EventQueue;
  readonly started: PromiseWithResolvers<void>;
  /** False: what comes is of the one before, or of none. */
  runs: boolean;
}

class Joulescope implements PowerMonitor {
  readonly modelled = false;
  readonly #options: JoulescopeOptions;
  readonly #bridge: Bridge;
  readonly #opened = Promise.withResolvers<void>();
  /** Of the instrument; absent: it is not open yet. */
  #name: string | undefined;
  #rates: { readonly hz: number; readonly step: number; readonly wire_step: number } | undefined;
  /** Of the bridge: there will be no other recording. */
  #failure: Error | undefined;
  /** Number of the last recording. */
  #recording = 0;
  /** The one that has been asked for and was not stopped. */
  #asked: AskedRecording | undefined;

  constructor(options: JoulescopeOptions) {
    this.#options = options;
    const { board, env, script } = options;
    const { serial, supply_v, io_v, inputs } = board;
    this.#bridge = new Bridge({
      env,
      script,
      config: {
        action: 'record',
        ...(serial === undefined ? {} : { serial }),
        ...(io_v === undefined ? {} : { io_v }),
        supply_v,
        ...inputs,
      },
      onFrame: (frame) => this.#receive(frame),
      onEnd: (error) => this.#fail(error),
    });
  }

  get name(): string {
    return this.#name ?? 'joulescope';
  }

  /** Rates are the instrument's own, and known once a recording was started. */
  get capabilities(): MonitorCapabilities {
    return {
      sample_id_hz: this.#rates?.hz ?? 2_000_000,
      sample_id_step: this.#rates?.step ?? 2,
      wire_step: this.#rates?.wire_step ?? 1,
      wires: ['gate', 'state'],
      current_a: { min: -10, max: 10 },
      voltage_v: { min: -1, max: 15 },
      min_window_ms: MIN_WINDOW_MS,
      reports: false,
    };
  }

  /** Resolves when the instrument is open. */
  async opened(signal: AbortSignal): Promise<void> {
    const { open_timeout_ms = OPEN_TIMEOUT_MS } = this.#options;
    const late = (): HilbenchError => hung('it did not open', open_timeout_ms);
    await withDeadline(signal, open_timeout_ms, late, () => this.#opened.promise);
  }

  async start(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#asked !== undefined) throw new Error(`recording ${this.#recording} was not stopped`);
    const started = Promise.withResolvers<void>();
    this.#recording += 1;
    this.#asked = { events: new EventQueue(this.name), started, runs: false };
    this.#bridge.command({ cmd: 'start', recording: this.#recording });
    await withDeadline(signal, this.#silence_ms, this.#silent, () => started.promise);
  }

  events(signal: AbortSignal): AsyncIterable<MonitorEvent> {
    if (this.#asked === undefined) throw new Error('no recording was started');
    return this.#asked.events.events(signal);
  }

  setGo(high: boolean): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#bridge.command({ cmd: 'go', high });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    if (this.#asked !== undefined && this.#failure === undefined) this.#bridge.command({ cmd: 'stop' });
    this.#asked?.events.end();
    this.#asked = undefined;
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#bridge[Symbol.asyncDispose]();
  }

  get #silence_ms(): number {
    return this.#options.silence_timeout_ms ?? SILENCE_TIMEOUT_MS;
  }

  readonly #silent = (): HilbenchError => hung('no samples came', this.#silence_ms);

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#opened.reject(error);
    this.#asked?.started.reject(error);
    this.#asked?.events.fail(error);
  }

  #receive({ kind, payload }: BridgeFrame): void {
    if (kind === 'json') {
      this.#event(payload);
    } else if (this.#asked?.runs) {
      this.#asked.events.push(this.#samples(payload));
      this.#asked.events.expect(this.#silence_ms, this.#silent);
    }
  }

  #event(payload: Buffer): void {
    const event = parseEvent(EVENT, payload, this.name);
    if (event.event === 'error') throw bridgeError(event.code, event.text);
    if (event.event === 'ready') {
      this.#name = `joulescope ${event.model} ${event.serial}`;
      this.#opened.resolve();
    } else if (event.event === 'started') {
      // Of a recording that was stopped before it had begun it says nothing.
      if (this.#asked === undefined || event.recording !== this.#recording) return;
      this.#rates = event;
      this.#asked.runs = true;
      this.#asked.events.expect(this.#silence_ms, this.#silent);
      this.#asked.started.resolve();
    } else if (event.event === 'lost') {
      if (event.recording === this.#recording) this.#asked?.events.spoil(samplesLost(this.name, event.text));
    } else if (this.#asked?.runs) {
      this.#asked.events.push({ kind: 'edge', wire: event.wire, high: event.high, sample_id: event.id });
    }
  }

  #samples(payload: Buffer): SampleBatch {
    const count = payload.length < 12 ? -1 : payload.readUInt32LE(8);
    if (payload.length !== 12 + 8 * count) {
      throw monitorData(this.name, `${payload.length} bytes of samples`);
    }
    // Copied: the bytes of a frame are not aligned, and belong to the stream.
    const floats = new Float32Array(Uint8Array.from(payload.subarray(12)).buffer);
    return {
      kind: 'samples',
      first_id: Number(payload.readBigUInt64LE(0)),
      current_a: floats.slice(0, count),
      voltage_v: floats.slice(count),
    };
  }
}
