import {
  accumulate,
  accumulatePart,
  type Extremes,
  emptyExtremes,
  emptySums,
  type Sums,
  sampleNoise_w,
} from './accumulate.ts';
import { Envelope, type Waveform } from './envelope.ts';
import { gap, monitorData, netNegative, outOfRange, wrongEdges } from './errors.ts';
import type { MonitorCapabilities, SampleBatch } from './types.ts';

/** One window: energy and time over exactly the gate. */
export interface WindowEnergy {
  readonly rise_id: number;
  readonly fall_id: number;
  readonly time_s: number;
  readonly energy_j: number;
  /** Mean over the time between ready and the rise of gate; absent when there is no sample in it. */
  readonly idle_power_w?: number;
  /** Over the same time. */
  readonly idle_voltage_v?: number;
  /** Standard uncertainty of energy_j (k = 1), from the two edges and the noise of the samples. */
  readonly uncertainty_j: number;
}

/** What the board does: nothing of interest, idling before a window, or the window itself. */
type Region = 'between' | 'idle' | 'gate';

interface Mark {
  readonly id: number;
  readonly region: Region;
}

const ENVELOPE_BUCKETS = 512;

/**
 * Standard uncertainty of the energy of a window that comes from not knowing where between two wire samples
 * its edges are. Each edge is uniform over an interval, so the length has the variance 2/12 intervals². All
 * of the power is at stake, not what exceeds idle: an edge placed late loses the active power itself.
 */
function edgeUncertainty_j(power_w: number, wire_hz: number): number {
  return (power_w / wire_hz) * Math.sqrt(1 / 6);
}

/**
 * Integrates samples by their ids as they come, in memory that does not grow with the recording. Marks
 * (`ready`, `gate`) come before the samples that contain them or are after them.
 *
 * A sample that a mark divides counts on each side by its part. Samples missing while the board idles before a
 * window or runs one are an error; elsewhere they are counted.
 *
 * @throws {HilbenchError} `POWER_EDGES`, `POWER_GAP`, `POWER_NEGATIVE`, `POWER_RANGE`, `POWER_MONITOR_DATA`
 */
export class GateIntegrator {
  /** Complete windows, in order. */
  readonly windows: WindowEnergy[] = [];
  /** Samples missing where they do not matter. */
  dropped_samples = 0;
  readonly #monitor: string;
  readonly #capabilities: MonitorCapabilities;
  readonly #extremes: Extremes = emptyExtremes();
  readonly #marks: Mark[] = [];
  #envelope: Envelope | undefined;
  #origin_id = 0;
  /** The id that the next batch begins with. */
  #next_id: number | undefined;
  #region: Region = 'between';
  #sums: Sums = emptySums();
  #idle: Sums | undefined;
  #rise_id = 0;
  /** Level of the gate as of the last mark. */
  #gate_high = false;

  constructor(monitor: string, capabilities: MonitorCapabilities) {
    this.#monitor = monitor;
    this.#capabilities = capabilities;
  }

  /** The board is ready from `id` on: what follows is idle power until gate rises. */
  ready(id: number): void {
    if (this.#gate_high) throw wrongEdges(this.#window, 'state rises while gate is high');
    this.#mark(id, 'idle');
  }

  gate(id: number, high: boolean): void {
    if (high === this.#gate_high) {
      throw wrongEdges(this.#window, high ? 'gate rises twice' : 'gate falls without having risen');
    }
    this.#gate_high = high;
    this.#mark(id, high ? 'gate' : 'between');
  }

  push(batch: SampleBatch): void {
    const { first_id, current_a, voltage_v } = batch;
    const { sample_id_step: step } = this.#capabilities;
    const count = current_a.length;
    if (count !== voltage_v.length) {
      throw monitorData(
        this.#monitor,
        `${count} samples of current and ${voltage_v.length} of voltage in a batch`,
      );
    }
    if (
      !Number.isSafeInteger(first_id) ||
      first_id < 0 ||
      first_id + count * step > Number.MAX_SAFE_INTEGER
    ) {
      throw monitorData(this.#monitor, `the sample id ${first_id}`);
    }
    this.#continueAt(first_id);
    const envelope = this.#envelope as Envelope;
    for (let at = 0; at < count; ) {
      const id = first_id + at * step;
      const [mark] = this.#marks;
      if (mark !== undefined && mark.id <= id) {
        this.#enter(mark);
        continue;
      }
      const before_mark = mark === undefined ? count : Math.floor((mark.id - id) / step);
      const room = envelope.room(id) / step;
      const whole = Math.min(count - at, before_mark, room);
      if (whole === 0) {
        this.#divide(id, current_a[at] as number, voltage_v[at] as number);
        at += 1;
      } else {
        accumulate(current_a, voltage_v, at, at + whole, this.#sums, this.#extremes);
        if (Number.isNaN(this.#sums.power_w)) this.#refuseNaN(batch, at, at + whole);
        this.#checkRange(id);
        envelope.put(id, this.#extremes.power_min, this.#extremes.power_max);
        at += whole;
      }
    }
    this.#next_id = first_id + count * step;
    // A mark at the very end of what is known closes a window without waiting for more samples.
    while (this.#marks[0] !== undefined && this.#marks[0].id <= this.#next_id) this.#enter(this.#marks[0]);
  }

  waveform(): Waveform & { readonly gate_ms: readonly (readonly [number, number])[] } {
    const { sample_id_hz } = this.#capabilities;
    const toMs = (id: number): number => ((id - this.#origin_id) / sample_id_hz) * 1e3;
    return {
      ...(this.#envelope?.waveform(sample_id_hz) ?? { begin_ms: [], bucket_ms: 0, min_mw: [], max_mw: [] }),
      gate_ms: this.windows.map(({ rise_id, fall_id }) => [toMs(rise_id), toMs(fall_id)] as const),
    };
  }

  get #window(): number {
    return this.windows.length;
  }

  #mark(id: number, region: Region): void {
    const earliest = Math.max(this.#next_id ?? 0, this.#marks.at(-1)?.id ?? 0);
    if (!Number.isSafeInteger(id) || id < earliest) {
      throw monitorData(this.#monitor, `an edge at sample id ${id} comes after sample id ${earliest}`);
    }
    this.#marks.push({ id, region });
  }

  /** Checks that a batch follows the last one, or that what is missing does not matter. */
  #continueAt(first_id: number): void {
    if (this.#next_id === undefined) {
      this.#origin_id = first_id;
      this.#envelope = new Envelope(ENVELOPE_BUCKETS, first_id, this.#capabilities.sample_id_step);
    } else if (first_id < this.#next_id) {
      throw monitorData(this.#monitor, `sample id ${first_id} comes after sample id ${this.#next_id}`);
    } else if (first_id > this.#next_id) {
      const missing = (first_id - this.#next_id) / this.#capabilities.sample_id_step;
      if (!Number.isInteger(missing)) {
        throw monitorData(
          this.#monitor,
          `sample id ${first_id} lies between samples, after ${this.#next_id}`,
        );
      }
      if (this.#region !== 'between') throw gap(missing, this.#next_id, this.#during());
      const [mark] = this.#marks;
      if (mark !== undefined && mark.id < first_id)
        throw gap(missing, this.#next_id, 'around an edge of a wire');
      this.dropped_samples += missing;
    }
    this.#next_id = first_id;
  }

  #during(): string {
    const number = this.#window + 1;
    return this.#region === 'gate' ? `in window ${number}` : `while the board idles before window ${number}`;
  }

  /** A sample with one mark or more inside: each region gets its part. */
  #divide(id: number, current_a: number, voltage_v: number): void {
    const { sample_id_step: step } = this.#capabilities;
    const power_w = current_a * voltage_v;
    if (Number.isNaN(power_w)) throw gap(1, id, this.#during());
    Object.assign(this.#extremes, {
      current_min: current_a,
      current_max: current_a,
      voltage_min: voltage_v,
      voltage_max: voltage_v,
    });
    this.#checkRange(id);
    this.#envelope?.put(id, power_w, power_w);
    let from = id;
    for (let [mark] = this.#marks; mark !== undefined && mark.id < id + step; [mark] = this.#marks) {
      accumulatePart(this.#sums, current_a, voltage_v, (mark.id - from) / step);
      from = mark.id;
      this.#enter(mark);
    }
    accumulatePart(this.#sums, current_a, voltage_v, (id + step - from) / step);
  }

  #enter(mark: Mark): void {
    this.#marks.shift();
    if (this.#region === 'gate') this.#closeWindow(mark.id);
    if (mark.region === 'gate') {
      this.#idle = this.#region === 'idle' ? this.#sums : undefined;
      this.#rise_id = mark.id;
    }
    this.#region = mark.region;
    this.#sums = emptySums();
  }

  #closeWindow(fall_id: number): void {
    const { sample_id_hz, sample_id_step, wire_step = 1 } = this.#capabilities;
    const sums = this.#sums;
    const idle = this.#idle;
    const interval_s = sample_id_step / sample_id_hz;
    const time_s = (fall_id - this.#rise_id) / sample_id_hz;
    const energy_j = sums.power_w * interval_s;
    if (!(time_s > 0)) throw wrongEdges(this.#window, 'gate falls in the sample in which it rises');
    if (!(sums.current_a > 0)) throw netNegative(this.#window, sums.current_a / sums.samples);
    const idled = idle === undefined || idle.samples === 0 ? undefined : idle;
    const idle_power_w = idled === undefined ? undefined : idled.power_w / idled.samples;
    const edges_j = edgeUncertainty_j(
      Math.max(energy_j / time_s, idle_power_w ?? 0),
      sample_id_hz / wire_step,
    );
    const noise_j = sampleNoise_w(sums) * interval_s * Math.sqrt(sums.samples);
    this.windows.push({
      rise_id: this.#rise_id,
      fall_id,
      time_s,
      energy_j,
      ...(idle_power_w === undefined ? {} : { idle_power_w }),
      ...(idled === undefined ? {} : { idle_voltage_v: idled.voltage_v / idled.samples }),
      uncertainty_j: Math.hypot(edges_j, noise_j),
    });
  }

  #refuseNaN(batch: SampleBatch, from: number, to: number): never {
    const isMissing = (at: number): boolean =>
      Number.isNaN((batch.current_a[at] as number) * (batch.voltage_v[at] as number));
    const missing = Array.from({ length: to - from }, (_, index) => from + index).filter(isMissing);
    const first_id = batch.first_id + (missing[0] ?? from) * this.#capabilities.sample_id_step;
    throw gap(missing.length, first_id, this.#during());
  }

  /** A sample at the limit of the range is as saturated as one beyond it. */
  #checkRange(id: number): void {
    const { current_a, voltage_v } = this.#capabilities;
    const { current_min, current_max, voltage_min, voltage_max } = this.#extremes;
    if (current_max >= current_a.max) throw outOfRange('current', current_max, 'A', id);
    if (current_min <= current_a.min) throw outOfRange('current', current_min, 'A', id);
    if (voltage_max >= voltage_v.max) throw outOfRange('voltage', voltage_max, 'V', id);
    if (voltage_min < voltage_v.min) throw outOfRange('voltage', voltage_min, 'V', id);
  }
}
