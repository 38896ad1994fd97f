import { z } from 'zod';
import type { BoardMonitor } from '../../bench/types.ts';
import { throwIfAborted } from '../../support/deadline.ts';
import { monitorData, monitorLost } from '../errors.ts';
import type { MonitorCapabilities, MonitorEvent, PowerMonitor, SampleBatch } from '../types.ts';
import { Bridge, type BridgeFrame, bridgeError } from './bridge.ts';

export interface JoulescopeOptions {
  readonly board: BoardMonitor;
  readonly env: NodeJS.ProcessEnv;
  /** Path of templates/bridge/joulescope_bridge.py. */
  readonly script: string;
  /** Until the first samples; uv may have to download the driver before. */
  readonly open_timeout_ms?: number;
  /** How long samples may stay away afterwards. */
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
  z.object({
    event: z.literal('ready'),
    path: z.string().max(100),
    hz: z.int().min(1).max(100_000_000),
    step: z.int().min(1).max(1_000_000),
  }),
  z.object({
    event: z.literal('edge'),
    wire: z.enum(['gate', 'state']),
    high: z.boolean(),
    id: z.int().min(0),
  }),
  z.object({ event: z.literal('error'), code: z.string(), text: z.string() }),
]);

/** The monitor of a board beside which a Joulescope is connected. */
export function openJoulescope(options: JoulescopeOptions): PowerMonitor {
  return new Joulescope(options);
}

class Joulescope implements PowerMonitor {
  readonly modelled = false;
  readonly #options: JoulescopeOptions;
  readonly #waiting: MonitorEvent[] = [];
  #name = 'joulescope';
  #rates: { readonly hz: number; readonly step: number } | undefined;
  #bridge: Bridge | undefined;
  #failure: Error | undefined;
  #stopped = false;
  #wake: () => void = () => {};
  #watchdog: NodeJS.Timeout | undefined;

  constructor(options: JoulescopeOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#name;
  }

  /** Rates are the instrument's own, and known once it was started. */
  get capabilities(): MonitorCapabilities {
    return {
      sample_id_hz: this.#rates?.hz ?? 2_000_000,
      sample_id_step: this.#rates?.step ?? 2,
      wires: ['gate', 'state'],
      current_a: { min: -10, max: 10 },
      voltage_v: { min: -1, max: 15 },
      min_window_ms: MIN_WINDOW_MS,
      reports: false,
    };
  }

  async start(signal: AbortSignal): Promise<void> {
    const { board, env, script, open_timeout_ms = OPEN_TIMEOUT_MS } = this.#options;
    throwIfAborted(signal);
    const { serial, io_v, inputs } = board;
    this.#bridge = new Bridge({
      env,
      script,
      config: {
        action: 'record',
        ...(serial === undefined ? {} : { serial }),
        ...(io_v === undefined ? {} : { io_v }),
        ...inputs,
      },
      onFrame: (frame) => this.#receive(frame),
      onEnd: (error) => this.#fail(error),
    });
    this.#watch(open_timeout_ms);
    while (this.#rates === undefined) {
      if (this.#failure !== undefined) throw this.#failure;
      throwIfAborted(signal);
      await this.#something(signal);
    }
  }

  async *events(signal: AbortSignal): AsyncGenerator<MonitorEvent> {
    while (!this.#stopped) {
      throwIfAborted(signal);
      const event = this.#waiting.shift();
      if (event !== undefined) yield event;
      else if (this.#failure !== undefined) throw this.#failure;
      else await this.#something(signal);
    }
  }

  setGo(high: boolean): Promise<void> {
    if (this.#bridge === undefined) return Promise.reject(monitorLost(this.name));
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#bridge.command({ cmd: 'go', high });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#watchdog);
    this.#wake();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#bridge?.[Symbol.asyncDispose]();
  }

  /** Gives the instrument so long to send the next samples. */
  #watch(timeout_ms: number): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(
      () => this.#fail(bridgeError('MONITOR_HUNG', `no samples within ${timeout_ms} ms`)),
      timeout_ms,
    );
  }

  #fail(error: Error): void {
    clearTimeout(this.#watchdog);
    this.#failure ??= error;
    this.#wake();
  }

  #receive({ kind, payload }: BridgeFrame): void {
    if (this.#stopped) return;
    if (kind === 'samples') {
      this.#waiting.push(this.#samples(payload));
      this.#watch(this.#options.silence_timeout_ms ?? SILENCE_TIMEOUT_MS);
    } else this.#event(payload);
    if (this.#waiting.length > MOST_WAITING) throw monitorData(this.name, 'more than can be read');
    this.#wake();
  }

  #event(payload: Buffer): void {
    let value: unknown;
    try {
      value = JSON.parse(payload.toString());
    } catch {
      throw monitorData(this.name, 'an event that is no JSON');
    }
    const parsed = EVENT.safeParse(value);
    if (!parsed.success) throw monitorData(this.name, 'an event of unknown form');
    const event = parsed.data;
    if (event.event === 'error') throw bridgeError(event.code, event.text);
    if (event.event === 'ready') {
      this.#rates = event;
      const [, model = '', serial = ''] = event.path.replace(/[^\w/.-]/g, '').split('/');
      this.#name = `joulescope ${model} ${serial}`;
    } else {
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

  /** Resolves when there may be something new, or when `signal` is aborted. */
  async #something(signal: AbortSignal): Promise<void> {
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
