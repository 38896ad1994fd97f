import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Transport } from '../link/types.ts';
import type { PowerModel } from '../platform/types.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { createRandom, type Random } from '../support/random.ts';
import { Wake } from '../support/wake.ts';
import { monitorData, monitorLost } from './errors.ts';
import type { MonitorCapabilities, MonitorEvent, PowerMonitor, SampleBatch } from './types.ts';
import { encodeRecord, RECORD, RecordDecoder, type WireRecord } from './wires.ts';

export interface ModelledMonitorOptions {
  /** The board's line of wires. Disposed with the monitor. */
  readonly wires: Transport;
  readonly model: PowerModel;
  readonly mode: 'lp' | 'hp';
}

/** What a monitor for boards of this size measures; the model stays inside. */
const CURRENT_RANGE_A = { min: -10, max: 10 };
const VOLTAGE_RANGE_V = { min: 0, max: 15 };
const BATCH_SAMPLES = 16_384;
/** An idle board has no stamps: its time goes on by these steps, as long as somebody watches. */
const IDLE_STEP_MS = 10;
/** Time that surely passes behind a window, so that its last sample is whole. */
const TAIL_MS = 1;
/** Longer than any window; a stamp beyond it is no stamp. */
const LONGEST_STEP_S = 3600;

/** Instructions that the modelled CPU executes in a second. */
export function instructionsPerSecond(model: PowerModel, mode: 'lp' | 'hp'): number {
  const { clock_mhz, instructions_per_cycle } = model[mode];
  return clock_mhz * 1e6 * instructions_per_cycle;
}

/** What the noise-free model says that `instructions` cost in joules. */
export function modelledEnergy_j(model: PowerModel, mode: 'lp' | 'hp', instructions: number): number {
  return (instructions / instructionsPerSecond(model, mode)) * model[mode].active_mw * 1e-3;
}

/** Equal for equal assumptions, so that results from different ones cannot pass for comparable. */
function nameOf(model: PowerModel): string {
  return `modelled ${createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 8)}`;
}

/**
 * The monitor of an emulated board. The board sends the edges of its wires with stamps in instructions; the
 * model says how long instructions take and what the board draws meanwhile. From these it makes samples as an
 * instrument would: means over sample intervals that know nothing of the edges, with noise.
 */
export function openModelledMonitor(options: ModelledMonitorOptions): PowerMonitor {
  return new ModelledMonitor(options);
}

class ModelledMonitor implements PowerMonitor {
  readonly name: string;
  readonly modelled = true;
  readonly capabilities: MonitorCapabilities;
  readonly #wires: Transport;
  readonly #model: PowerModel;
  readonly #mode: 'lp' | 'hp';
  readonly #random: Random;
  readonly #decoder = new RecordDecoder();
  readonly #records: WireRecord[] = [];
  #failure: Error | undefined;
  #stopped = false;
  readonly #news = new Wake();
  #last_stamp: bigint | undefined;
  #gate = false;
  #state = false;
  #go = false;
  /** The sample that is not whole yet: its id, how much of it has passed, and the mean current so far times that. */
  #id = 0;
  #part = 0;
  #part_a = 0;

  constructor({ wires, model, mode }: ModelledMonitorOptions) {
    this.name = nameOf(model);
    this.#wires = wires;
    this.#model = model;
    this.#mode = mode;
    this.#random = createRandom(model.noise.seed);
    this.capabilities = {
      sample_id_hz: model.sample_rate_hz,
      sample_id_step: 1,
      wires: ['gate', 'state'],
      current_a: CURRENT_RANGE_A,
      voltage_v: VOLTAGE_RANGE_V,
      min_window_ms: model.min_window_ms,
    };
  }

  start(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.#wires.onData((bytes) => this.#receive(bytes));
    this.#wires.onClose((reason) => this.#fail(monitorLost(this.name, reason)));
    return Promise.resolve();
  }

  async *events(signal: AbortSignal): AsyncGenerator<MonitorEvent> {
    while (!this.#stopped) {
      throwIfAborted(signal);
      const record = this.#records.shift();
      if (record !== undefined) {
        yield* this.#play(record);
      } else if (this.#failure !== undefined) {
        throw this.#failure;
      } else if (this.#state && !this.#go) {
        yield* this.#pass(this.#samplesIn(IDLE_STEP_MS / 1e3));
        await setImmediate();
      } else {
        await this.#news.sleep(signal);
      }
    }
  }

  async setGo(high: boolean): Promise<void> {
    if (this.#go === high) return;
    this.#go = high;
    try {
      await this.#wires.write(encodeRecord(RECORD.go, Uint8Array.of(high ? 1 : 0)));
    } catch (cause) {
      throw this.#failure ?? monitorLost(this.name, cause);
    }
  }

  stop(): Promise<void> {
    this.#stopped = true;
    this.#news.wake();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#wires[Symbol.asyncDispose]();
  }

  #receive(bytes: Uint8Array): void {
    if (this.#failure !== undefined) return;
    try {
      this.#records.push(...this.#decoder.push(bytes));
      this.#news.wake();
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      this.#fail(monitorData(this.name, cause.message));
    }
  }

  #fail(failure: Error): void {
    this.#failure ??= failure;
    this.#news.wake();
  }

  *#play(record: WireRecord): Generator<MonitorEvent> {
    if (record.kind !== 'edge') {
      yield record;
      return;
    }
    yield* this.#pass(this.#samplesSince(record.stamp));
    yield {
      kind: 'edge',
      wire: record.wire,
      high: record.high,
      // The level of an id is that in the middle of its interval.
      sample_id: this.#id + Math.max(0, Math.ceil(this.#part - 0.5)),
    };
    if (record.wire === 'state') {
      this.#state = record.high;
    } else {
      const fell = this.#gate && !record.high;
      this.#gate = record.high;
      if (fell) yield* this.#pass(this.#samplesIn(TAIL_MS / 1e3));
    }
  }

  #samplesIn(time_s: number): number {
    return time_s * this.#model.sample_rate_hz;
  }

  #samplesSince(stamp: bigint): number {
    const instructions = Number(stamp - (this.#last_stamp ?? stamp));
    const time_s = instructions / instructionsPerSecond(this.#model, this.#mode);
    if (time_s < 0 || time_s > LONGEST_STEP_S) {
      throw monitorData(this.name, `stamp ${stamp} follows stamp ${this.#last_stamp}`);
    }
    this.#last_stamp = stamp;
    return this.#samplesIn(time_s);
  }

  /** Lets the time of `samples` sample intervals pass, and gives the samples that become whole in it. */
  *#pass(samples: number): Generator<SampleBatch> {
    const { supply_v, noise } = this.#model;
    const { active_mw, idle_mw } = this.#model[this.#mode];
    const current_a = ((this.#gate ? active_mw : idle_mw) * 1e-3) / supply_v;
    const passed = this.#part + samples;
    const whole = Math.floor(passed);
    let first_a = this.#part_a + (1 - this.#part) * current_a;
    this.#part_a = whole === 0 ? this.#part_a + samples * current_a : (passed - whole) * current_a;
    this.#part = passed - whole;
    for (let left = whole; left > 0; ) {
      const count = Math.min(left, BATCH_SAMPLES);
      const batch = new Float32Array(count).fill(current_a);
      batch[0] = first_a;
      first_a = current_a;
      if (noise.current_rms_a > 0) {
        for (let at = 0; at < count; at += 1) {
          batch[at] = (batch[at] as number) + noise.current_rms_a * this.#random.normal();
        }
      }
      const first_id = this.#id;
      this.#id += count;
      left -= count;
      yield {
        kind: 'samples',
        first_id,
        current_a: batch,
        voltage_v: new Float32Array(count).fill(supply_v),
      };
    }
  }
}
