import { deviceFailed, monitorLost, noGate, notReady, windowTimeout } from './errors.ts';
import { inOrder } from './in-order.ts';
import { PhaseClock } from './phase-clock.ts';
import type { EdgeEvent, PowerMonitor } from './types.ts';
import { type Recording, Windows, type WindowsRequest } from './windows.ts';

/**
 * Without go, state falls when a window begins by itself, and in a pulse of a failure. A pulse takes about a
 * millisecond; a device idles 10 ms at least (docs/power.md).
 */
const LONGEST_PULSE_MS = 5;

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
  /** The device begins its windows by itself. */
  readonly #self_timed: boolean;
  readonly #windows: Windows;
  #phase: Phase = 'starting';
  /** Where state rose for the next window. */
  #ready_id: number | undefined;
  /** Falls of state since the device was last ready. */
  #pulses = 0;

  constructor(monitor: PowerMonitor, request: WindowsRequest, clock: PhaseClock) {
    this.#monitor = monitor;
    this.#request = request;
    this.#clock = clock;
    this.#windows = new Windows(monitor, request);
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
          this.#windows.push(event);
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
          this.#windows.report(event);
          this.#nearlyDone();
          break;
        case 'failure':
          throw deviceFailed(event.status, event.text);
      }
      if (this.#windowDone()) return this.#windows.recording();
    }
    throw monitorLost(this.#monitor.name);
  }

  get #index(): number {
    return this.#windows.count;
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
      if (!this.#windows.closed) throw this.#windows.wrongEdges('the board is ready for the next one');
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
    else throw this.#windows.missing();
  }

  #ready(sample_id: number): void {
    this.#windows.ready(sample_id);
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

  async #gateEdge(edge: EdgeEvent): Promise<void> {
    const { high } = edge;
    // A pin that floats through reset says nothing.
    if (this.#phase === 'starting' && this.#index === 0) return;
    if (this.#phase === 'starting' || this.#phase === 'idling') {
      throw this.#windows.wrongEdges(
        `gate ${high ? 'rises' : 'falls'} before ${this.#self_timed ? 'state falls' : 'go'}`,
      );
    }
    this.#windows.gate(edge);
    if (this.#phase === 'going' && high) await this.#running();
    if (!high) this.#nearlyDone();
  }

  /** What is still missing of the window must come soon. */
  #nearlyDone(): void {
    if (this.#phase === 'running')
      this.#clock.begin(this.#request.settle_timeout_ms, () => this.#windows.missing());
  }

  /** @returns whether the recording is over */
  #windowDone(): boolean {
    if (this.#phase === 'failing') return false;
    const window = this.#windows.take();
    if (window === undefined) return false;
    this.#request.onWindow(this.#index, window.time_s * 1e3);
    if (this.#windows.over) return true;
    if (this.#ready_id === undefined) this.#awaitReady();
    else this.#idling(this.#ready_id);
    return false;
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
