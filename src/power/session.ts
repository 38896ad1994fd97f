import { cancelled, type HilbenchError } from '../support/errors.ts';
import { checkWindowCount } from './count.ts';
import type { Waveform } from './envelope.ts';
import {
  countMismatch,
  deviceFailed,
  monitorLost,
  noGate,
  noReport,
  notReady,
  windowTimeout,
  wrongEdges,
} from './errors.ts';
import { inOrder } from './in-order.ts';
import { GateIntegrator, type WindowEnergy } from './integrate.ts';
import type { EdgeEvent, PowerMonitor, ReportEvent } from './types.ts';

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

/**
 * Without go, state falls when a window begins by itself, and in a pulse of a failure. A pulse takes about a
 * millisecond; a device idles 10 ms at least (docs/power.md).
 */
const LONGEST_PULSE_MS = 5;

/** Aborts with an error of the current phase when the phase takes too long. */
class PhaseClock implements Disposable {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => this.#controller.abort(this.#parent.reason ?? cancelled());

  constructor(parent: AbortSignal) {
    this.#parent = parent;
    if (parent.aborted) this.#onAbort();
    parent.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  begin(timeout_ms: number, onTimeout: () => HilbenchError): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(onTimeout()), timeout_ms);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#parent.removeEventListener('abort', this.#onAbort);
  }
}

/**
 * `starting`: until state is high; `idling`: idle power is recorded; `going`: go is high, or the device has begun by
 * itself; `running`: until everything of the window is there; `failing`: the device counts out its status on state.
 */
type Phase = 'starting' | 'idling' | 'going' | 'running' | 'failing';

/** The monitor's side of the handshake in docs/power.md, for one recording. */
class Handshake {
  readonly #monitor: PowerMonitor;
  readonly #request: WindowsRequest;
  readonly #clock: PhaseClock;
  readonly #integrator: GateIntegrator;
  /** The device begins its windows by itself. */
  readonly #self_timed: boolean;
  readonly #windows: RecordedWindow[] = [];
  #phase: Phase = 'starting';
  /** Where state rose for the next window. */
  #ready_id: number | undefined;
  #report: ReportEvent | undefined;
  #edges = 0;
  /** Falls of state since the device was last ready. */
  #pulses = 0;
  #short_ms: number | undefined;

  constructor(monitor: PowerMonitor, request: WindowsRequest, clock: PhaseClock) {
    this.#monitor = monitor;
    this.#request = request;
    this.#clock = clock;
    this.#integrator = new GateIntegrator(monitor.name, monitor.capabilities);
    this.#self_timed = monitor.capabilities.go === false;
  }

  async run(): Promise<Recording> {
    const { signal } = this.#clock;
    this.#awaitReady();
    const events = this.#monitor.events(signal);
    const step = (): number => this.#monitor.capabilities.sample_id_step;
    for await (const event of this.#self_timed ? inOrder(events, step) : events) {
      switch (event.kind) {
        case 'samples': {
          if (this.#phase === 'starting' && this.#index === 0) break;
          this.#integrator.push(event);
          const { sample_id_hz, sample_id_step } = this.#monitor.capabilities;
          await this.#idled(event.first_id + event.current_a.length * sample_id_step, sample_id_hz);
          break;
        }
        case 'edge':
          if (event.wire === 'state') this.#stateEdge(event);
          else await this.#gateEdge(event);
          break;
        case 'begin':
          if (this.#phase === 'going') await this.#running();
          break;
        case 'report':
          this.#report = event;
          this.#nearlyDone();
          break;
        case 'failure':
          throw deviceFailed(event.status, event.text);
      }
      if (this.#windowDone()) return this.#recording();
    }
    throw monitorLost(this.#monitor.name);
  }

  get #index(): number {
    return this.#windows.length;
  }

  #awaitReady(): void {
    const { ready_timeout_ms } = this.#request;
    this.#phase = 'starting';
    this.#clock.begin(ready_timeout_ms, () => notReady(ready_timeout_ms));
  }

  #stateEdge({ high, sample_id }: EdgeEvent): void {
    if (!high) {
      this.#stateFalls(sample_id);
    } else if (this.#phase === 'starting') {
      this.#ready(sample_id);
      this.#idling(sample_id);
    } else if (this.#phase === 'running') {
      if (this.#edges !== 2) throw this.#wrongEdges('the board is ready for the next one');
      this.#ready(sample_id);
    } else if (this.#phase === 'going') {
      this.#failing();
    }
    if (this.#phase === 'failing') {
      this.#clock.begin(this.#request.settle_timeout_ms, () => deviceFailed(this.#pulses, ''));
    }
  }

  #failing(): void {
    this.#phase = 'failing';
    this.#ready_id = undefined;
  }

  #stateFalls(sample_id: number): void {
    this.#pulses += 1;
    if (this.#ready_id === undefined) return;
    const longest_pulse = (LONGEST_PULSE_MS / 1e3) * this.#monitor.capabilities.sample_id_hz;
    // With go, there is no reason to lower state before it but a failure.
    if (!this.#self_timed || sample_id - this.#ready_id <= longest_pulse) this.#failing();
    else if (this.#phase === 'idling') this.#going(this.#request.settle_timeout_ms);
    else throw this.#missing();
  }

  #ready(sample_id: number): void {
    this.#integrator.ready(sample_id);
    this.#ready_id = sample_id;
    this.#pulses = 0;
  }

  #idling(ready_id: number): void {
    this.#phase = 'idling';
    this.#ready_id = ready_id;
    const { idle_ms, settle_timeout_ms } = this.#request;
    const timeout_ms = idle_ms + settle_timeout_ms;
    this.#clock.begin(timeout_ms, () =>
      windowTimeout(this.#index, 'idle in front of the monitor', timeout_ms),
    );
  }

  /** Raises go once idle power has been recorded up to `end_id` for long enough. */
  async #idled(end_id: number, sample_id_hz: number): Promise<void> {
    const { idle_ms, gate_timeout_ms } = this.#request;
    if (this.#self_timed || this.#phase !== 'idling' || this.#ready_id === undefined) return;
    if (end_id - this.#ready_id < (idle_ms / 1e3) * sample_id_hz) return;
    this.#going(gate_timeout_ms);
    await this.#monitor.setGo(true);
  }

  /** Until gate rises. */
  #going(timeout_ms: number): void {
    this.#phase = 'going';
    this.#ready_id = undefined;
    this.#clock.begin(timeout_ms, () => noGate(this.#index, timeout_ms, this.#self_timed));
  }

  async #running(): Promise<void> {
    const { window_timeout_ms } = this.#request;
    this.#phase = 'running';
    this.#clock.begin(window_timeout_ms, () => windowTimeout(this.#index, 'end it', window_timeout_ms));
    if (!this.#self_timed) await this.#monitor.setGo(false);
  }

  async #gateEdge({ high, sample_id }: EdgeEvent): Promise<void> {
    // A pin that floats through reset says nothing.
    if (this.#phase === 'starting' && this.#index === 0) return;
    if (this.#phase === 'starting' || this.#phase === 'idling') {
      throw this.#wrongEdges(
        `gate ${high ? 'rises' : 'falls'} before ${this.#self_timed ? 'state falls' : 'go'}`,
      );
    }
    this.#edges += 1;
    if (this.#edges > 2) throw this.#wrongEdges('another edge of gate comes');
    this.#integrator.gate(sample_id, high);
    if (this.#phase === 'going' && high) await this.#running();
    if (!high) this.#nearlyDone();
  }

  /** What is still missing of the window must come soon. */
  #nearlyDone(): void {
    if (this.#phase === 'running') this.#clock.begin(this.#request.settle_timeout_ms, () => this.#missing());
  }

  #missing(): HilbenchError {
    const { settle_timeout_ms } = this.#request;
    if (this.#edges !== 2) return this.#wrongEdges('the board says that it is over');
    if (this.#report === undefined && this.#monitor.capabilities.reports !== false)
      return noReport(this.#index, settle_timeout_ms);
    return windowTimeout(this.#index, 'send the samples of its end', settle_timeout_ms);
  }

  #wrongEdges(when: string): HilbenchError {
    return wrongEdges(this.#index, `${when}, and ${this.#edges} edges of gate have been seen`);
  }

  /** Takes a window whose edges, samples and report are all there. @returns whether the recording is over */
  #windowDone(): boolean {
    const energy = this.#integrator.windows[this.#index];
    const report = this.#report;
    if (energy === undefined || this.#phase === 'failing') return false;
    if (report !== undefined) {
      this.#checkCount(energy, report);
      this.#windows.push({ ...energy, units: report.units });
    } else if (this.#monitor.capabilities.reports === false) {
      this.#windows.push(energy);
    } else {
      return false;
    }
    this.#report = undefined;
    this.#edges = 0;
    const window_ms = energy.time_s * 1e3;
    if (window_ms < this.#request.min_window_ms) this.#short_ms = window_ms;
    this.#request.onWindow(this.#windows.length, window_ms);
    if (this.#short_ms !== undefined || this.#windows.length === this.#request.windows) return true;
    if (this.#ready_id === undefined) this.#awaitReady();
    else this.#idling(this.#ready_id);
    return false;
  }

  #checkCount(energy: WindowEnergy, report: ReportEvent): void {
    const { inferences, units_hz } = this.#request;
    const index = this.#index;
    if (report.window !== index) {
      throw countMismatch(index, `the board reports window ${report.window + 1}`);
    }
    checkWindowCount(index, energy.time_s, report, inferences, units_hz);
  }

  #recording(): Recording {
    const { dropped_samples } = this.#integrator;
    return {
      windows: this.#windows,
      ...(this.#short_ms === undefined ? {} : { short_ms: this.#short_ms }),
      dropped_samples,
      waveform: this.#integrator.waveform(),
    };
  }
}

/**
 * Takes a board that was just reset through its windows, and integrates what a started monitor sees.
 * Go is low when this returns or throws, unless the monitor is gone. A monitor without go watches the board take
 * itself through them.
 *
 * @throws {HilbenchError} `POWER_…` (kind `bench`): never a figure from a recording with a fault in it
 */
export async function recordWindows(
  monitor: PowerMonitor,
  request: WindowsRequest,
  signal: AbortSignal,
): Promise<Recording> {
  using clock = new PhaseClock(signal);
  try {
    return await new Handshake(monitor, request, clock).run();
  } catch (error) {
    // The fault that ends the recording is the one to tell; one of letting go comes from it.
    if (monitor.capabilities.go !== false) await monitor.setGo(false).catch(() => undefined);
    throw error;
  }
}
