import { z } from 'zod';
import type { BoardMonitor } from '../../bench/types.ts';
import { throwIfAborted } from '../../support/deadline.ts';
import { Wake } from '../../support/wake.ts';
import { monitorData, samplesLost } from '../errors.ts';
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
/** What may wait for its reader, about half a minute: beyond it the reader is too slow. */
const MOST_WAITING = 100_000;

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

class Joulescope implements PowerMonitor {
  readonly modelled = false;
  readonly #options: JoulescopeOptions;
  readonly #bridge: Bridge;
  readonly #waiting: MonitorEvent[] = [];
  /** Of the instrument; absent: it is not open yet. */
  #name: string | undefined;
  #rates: { readonly hz: number; readonly step: number; readonly wire_step: number } | undefined;
  #failure: Error | undefined;
  /** Samples were lost in this recording, and nobody knows where. */
  #lost: Error | undefined;
  /** Number of the last recording. */
  #recording = 0;
  /** Whether what comes belongs to no recording, to one that has been asked for, or to the one that runs. */
  #state: 'stopped' | 'starting' | 'started' = 'stopped';
  readonly #news = new Wake();
  #watchdog: NodeJS.Timeout | undefined;

  constructor(options: JoulescopeOptions) {
    this.#options = options;
    const { board, env, script, open_timeout_ms = OPEN_TIMEOUT_MS } = options;
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
    this.#watch(open_timeout_ms, 'it did not open');
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
    await this.#until(() => this.#name !== undefined, signal);
    clearTimeout(this.#watchdog);
  }

  async start(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#state !== 'stopped') throw new Error(`recording ${this.#recording} was not stopped`);
    this.#recording += 1;
    this.#lost = undefined;
    this.#state = 'starting';
    this.#bridge.command({ cmd: 'start', recording: this.#recording });
    this.#watch(this.#silence_ms, 'no samples came');
    await this.#until(() => this.#state === 'started', signal);
  }

  async *events(signal: AbortSignal): AsyncGenerator<MonitorEvent> {
    while (this.#state !== 'stopped') {
      throwIfAborted(signal);
      if (this.#lost !== undefined) throw this.#lost;
      const event = this.#waiting.shift();
      if (event !== undefined) yield event;
      else if (this.#failure !== undefined) throw this.#failure;
      else await this.#news.sleep(signal);
    }
  }

  setGo(high: boolean): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#bridge.command({ cmd: 'go', high });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    clearTimeout(this.#watchdog);
    if (this.#state !== 'stopped' && this.#failure === undefined) this.#bridge.command({ cmd: 'stop' });
    this.#state = 'stopped';
    this.#waiting.length = 0;
    this.#news.wake();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#bridge[Symbol.asyncDispose]();
  }

  get #silence_ms(): number {
    return this.#options.silence_timeout_ms ?? SILENCE_TIMEOUT_MS;
  }

  async #until(holds: () => boolean, signal: AbortSignal): Promise<void> {
    while (!holds()) {
      if (this.#failure !== undefined) throw this.#failure;
      throwIfAborted(signal);
      await this.#news.sleep(signal);
    }
  }

  /** Gives the instrument so long; `what` goes on with "within … ms". */
  #watch(timeout_ms: number, what: string): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(
      () => this.#fail(bridgeError('MONITOR_HUNG', `${what} within ${timeout_ms} ms`)),
      timeout_ms,
    );
  }

  #fail(error: Error): void {
    clearTimeout(this.#watchdog);
    this.#failure ??= error;
    this.#news.wake();
  }

  #receive({ kind, payload }: BridgeFrame): void {
    if (kind === 'json') this.#event(payload);
    else if (this.#state === 'started') {
      this.#waiting.push(this.#samples(payload));
      this.#watch(this.#silence_ms, 'no samples came');
    }
    if (this.#waiting.length > MOST_WAITING) throw monitorData(this.name, 'more than can be read');
    this.#news.wake();
  }

  #event(payload: Buffer): void {
    const event = parseEvent(EVENT, payload, this.name);
    if (event.event === 'error') throw bridgeError(event.code, event.text);
    if (event.event === 'ready') {
      this.#name = `joulescope ${event.model} ${event.serial}`;
    } else if (event.event === 'started') {
      // Of a recording that was stopped before it had begun it says nothing.
      if (this.#state !== 'starting' || event.recording !== this.#recording) return;
      this.#rates = event;
      this.#state = 'started';
    } else if (event.event === 'lost') {
      if (event.recording === this.#recording) this.#lost = samplesLost(this.name, event.text);
    } else if (this.#state === 'started') {
      this.#waiting.push({ kind: 'edge', wire: event.wire, high: event.high, sample_id: event.id });
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
