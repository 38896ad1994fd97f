import type { HilbenchError } from '../support/errors.ts';
import { checkWindowCount } from './count.ts';
import type { Waveform } from './envelope.ts';
import { countMismatch, noReport, windowTimeout, wrongEdges } from './errors.ts';
import { GateIntegrator, type WindowEnergy } from './integrate.ts';
import type { EdgeEvent, PowerMonitor, ReportEvent, SampleBatch } from './types.ts';

export interface WindowsRequest {
  readonly windows: number;
  /** In each window, as the device was told. */
  readonly inferences: number;
  /** Units of the device's reports in a second of the monitor's time. */
  readonly units_hz: number;
  /** Idle time to record before each window; without go, what the device was told to idle. */
  readonly idle_ms: number;
  /** A shorter window ends the recording; 0: any length will do. */
  readonly min_window_ms: number;
  readonly ready_timeout_ms: number;
  readonly gate_timeout_ms: number;
  readonly window_timeout_ms: number;
  /** From the first to the last of what belongs to the end of a window, or between pulses of a failure. */
  readonly settle_timeout_ms: number;
  readonly onWindow: (done: number, window_ms: number) => void;
}

export interface RecordedWindow extends WindowEnergy {
  /** Length of the window by the device's own count, where the monitor carries that. */
  readonly units?: number;
}

export interface Recording {
  /** All that were asked for, or those up to the one that is too short. */
  readonly windows: readonly RecordedWindow[];
  /** Length of a window that is too short; absent: all are long enough. */
  readonly short_ms?: number;
  readonly dropped_samples: number;
  readonly waveform: Waveform & { readonly gate_ms: readonly (readonly [number, number])[] };
}

/** The windows of a recording: those that are whole, and what has been seen of the one that is due. */
export class Windows {
  readonly #request: WindowsRequest;
  /** Whether the device's own count of each must come. */
  readonly #reports: boolean;
  readonly #integrator: GateIntegrator;
  readonly #whole: RecordedWindow[] = [];
  #report: ReportEvent | undefined;
  #edges = 0;
  #short_ms: number | undefined;

  constructor({ name, capabilities }: PowerMonitor, request: WindowsRequest) {
    this.#request = request;
    this.#reports = capabilities.reports !== false;
    this.#integrator = new GateIntegrator(name, capabilities);
  }

  /** How many are whole, which is the index of the one that is due. */
  get count(): number {
    return this.#whole.length;
  }

  /** Whether both edges of the one that is due have been seen. */
  get closed(): boolean {
    return this.#edges === 2;
  }

  /** Whether no more are wanted: all are whole, or the last is too short. */
  get over(): boolean {
    return this.#short_ms !== undefined || this.count === this.#request.windows;
  }

  /** The device is ready for one, and idles from here on. */
  ready(sample_id: number): void {
    this.#integrator.ready(sample_id);
  }

  push(batch: SampleBatch): void {
    this.#integrator.push(batch);
  }

  /** @throws {HilbenchError} `POWER_EDGES` */
  gate({ sample_id, high }: EdgeEvent): void {
    this.#edges += 1;
    if (this.#edges > 2) throw this.wrongEdges('another edge of gate comes');
    this.#integrator.gate(sample_id, high);
  }

  report(report: ReportEvent): void {
    this.#report = report;
  }

  /**
   * Takes the one that is due when its edges, samples and report are all there.
   *
   * @throws {HilbenchError} `POWER_COUNT_MISMATCH` where the device counted otherwise
   */
  take(): RecordedWindow | undefined {
    const energy = this.#integrator.windows[this.count];
    const report = this.#report;
    if (energy === undefined || (report === undefined && this.#reports)) return undefined;
    if (report !== undefined) this.#checkCount(energy, report);
    const window = report === undefined ? energy : { ...energy, units: report.units };
    this.#whole.push(window);
    this.#report = undefined;
    this.#edges = 0;
    const window_ms = window.time_s * 1e3;
    if (window_ms < this.#request.min_window_ms) this.#short_ms = window_ms;
    return window;
  }

  #checkCount(energy: WindowEnergy, report: ReportEvent): void {
    const { inferences, units_hz } = this.#request;
    if (report.window !== this.count) {
      throw countMismatch(this.count, `the board reports window ${report.window + 1}`);
    }
    checkWindowCount(this.count, energy.time_s, report, inferences, units_hz);
  }

  /** Why the one that is due cannot be taken, though the device says that it is over. */
  missing(): HilbenchError {
    const { settle_timeout_ms } = this.#request;
    if (!this.closed) return this.wrongEdges('the board says that it is over');
    if (this.#report === undefined && this.#reports) return noReport(this.count, settle_timeout_ms);
    return windowTimeout(this.count, 'send the samples of its end', settle_timeout_ms);
  }

  wrongEdges(when: string): HilbenchError {
    return wrongEdges(this.count, `${when}, and ${this.#edges} edges of gate have been seen`);
  }

  recording(): Recording {
    return {
      windows: this.#whole,
      ...(this.#short_ms === undefined ? {} : { short_ms: this.#short_ms }),
      dropped_samples: this.#integrator.dropped_samples,
      waveform: this.#integrator.waveform(),
    };
  }
}
