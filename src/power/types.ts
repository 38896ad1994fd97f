/** Signals from the device to the monitor: docs/power.md. */
export type Wire = 'gate' | 'state';

/** Volts or amperes outside of which an instrument's samples are saturated or spikes. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface MonitorCapabilities {
  /**
   * Sample ids a second. Where wires are sampled at this rate, their level of id k is that in the middle of
   * interval k, so that an edge is known to half an interval either way.
   */
  readonly sample_id_hz: number;
  /** Ids from one sample of current and voltage to the next; the sample of id k is the mean over k … k + step. */
  readonly sample_id_step: number;
  /** Ids from one sample of a wire to the next. Absent: 1. */
  readonly wire_step?: number;
  readonly wires: readonly Wire[];
  readonly current_a: Range;
  readonly voltage_v: Range;
  /** Gates shorter than this are not measured well enough. */
  readonly min_window_ms: number;
  /** False: wires alone connect it to the board, so that no report of the board's own count comes. */
  readonly reports?: false;
  /** False: it has no output, so that the device begins its windows by itself. */
  readonly go?: false;
}

/** Samples without a gap between them. The arrays have equal lengths and belong to the receiver. */
export interface SampleBatch {
  readonly kind: 'samples';
  readonly first_id: number;
  readonly current_a: Float32Array;
  readonly voltage_v: Float32Array;
}

export interface EdgeEvent {
  readonly kind: 'edge';
  readonly wire: Wire;
  readonly high: boolean;
  /** The first id with the new level. */
  readonly sample_id: number;
}

/** What the device says of a window by its own count, where the monitor carries that. */
export interface ReportEvent {
  readonly kind: 'report';
  readonly window: number;
  readonly inferences: number;
  /** Length of the window in the unit of the device's layer timer. */
  readonly units: number;
}

/** The device announces that gate rises now; the edge itself may come after the window. */
export interface BeginEvent {
  readonly kind: 'begin';
  readonly window: number;
}

/** The device cannot go on. */
export interface FailureEvent {
  readonly kind: 'failure';
  /** `hb_status` of the firmware. */
  readonly status: number;
  /** Fit to print. */
  readonly text: string;
}

export type MonitorEvent = SampleBatch | EdgeEvent | ReportEvent | BeginEvent | FailureEvent;

/**
 * An open instrument that samples current and voltage of a board beside its wires, for one recording after the other:
 * nothing of an earlier one is in a later one. Dispose to close it.
 */
export interface PowerMonitor extends AsyncDisposable {
  /** Names the instrument in results; equal names measure alike. */
  readonly name: string;
  /** What it says of itself that is in no result, fit to print. Absent: nothing. */
  readonly about?: string;
  /** True: its samples come from a model of the board, not from an instrument. */
  readonly modelled: boolean;
  /** Rates may be known after the first start() only. */
  readonly capabilities: MonitorCapabilities;
  /**
   * Begins a recording; the one before must have been stopped.
   *
   * @throws {HilbenchError} as `events`, also for what happened since the last recording
   */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Everything of the recording from start() on, once, in the order of sample ids: an edge comes before the samples that
   * contain it or are after it; a wire that is high from the beginning rises at the first id. Ends after stop().
   *
   * @throws {HilbenchError} `POWER_MONITOR_LOST` when the instrument is gone, `POWER_MONITOR_DATA` when what
   *   it sends makes no sense (kind `bench`), or the reason of `signal`'s abort
   */
  events(signal: AbortSignal): AsyncIterable<MonitorEvent>;
  /** Sets the wire from the monitor to the device, where `capabilities` has one. @throws {HilbenchError} `POWER_MONITOR_LOST` */
  setGo(high: boolean): Promise<void>;
  /** Ends the recording with go low. Never fails: an instrument that is gone has stopped. */
  stop(): Promise<void>;
}
