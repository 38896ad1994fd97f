import type { TensorType } from '../model/types.ts';

/** An open byte stream to a device: a serial port, or a pty that stands for one. */
export interface Transport extends AsyncDisposable {
  /** For messages: `/dev/ttyACM0`. */
  readonly path: string;
  write(bytes: Uint8Array): Promise<void>;
  /** The one consumer of incoming bytes. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once, when the other side is gone or the port fails. */
  onClose(listener: (reason?: Error) => void): void;
}

export interface DeviceHello {
  readonly protocol: number;
  readonly build_id: string;
  readonly port: string;
  readonly engine: string;
  readonly engine_version: string;
  readonly cpu: string;
  readonly max_payload_bytes: number;
  /** What one tick of the layer timer is once scaled. */
  readonly unit: 'cycles' | 'instructions';
  /** Frequency of the unit; 0 where a unit has no rate (instructions). */
  readonly timer_hz: number;
  readonly counters: DeviceCounters;
}

/** What a device can count beside time. */
export interface DeviceCounters {
  /** What the numbers of events mean: those of the Arm architecture, or those of docs/link.md. */
  readonly kind: 'none' | 'pmu' | 'dwt' | 'dwt_cache';
  /** Events that are counted at a time. */
  readonly slots: number;
  /** Layers times events of one profile at most: what the device has memory for. */
  readonly max_counts: number;
}

export interface DeviceTensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly bytes: number;
}

export interface DeviceModel {
  readonly arena_used_bytes: number;
  readonly layers: number;
  readonly inputs: readonly DeviceTensor[];
  readonly outputs: readonly DeviceTensor[];
}

export interface LayerRecord {
  readonly index: number;
  /** Mean, least and most over the iterations, in the unit of HELLO. */
  readonly ticks: number;
  readonly ticks_min: number;
  readonly ticks_max: number;
  /** In the order of the events asked for; undefined: it overflowed, so that there is no number. */
  readonly counters: readonly (CounterRecord | undefined)[];
}

/** Mean, least and most of a counter over the iterations. */
export interface CounterRecord {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

export interface ProfileRecord {
  readonly runs: number;
  readonly total: { readonly ticks: number; readonly ticks_min: number; readonly ticks_max: number };
  readonly layers: readonly LayerRecord[];
}

/**
 * The firmware on the other end of a transport. Every call has a deadline, retries what was lost, and
 * throws `LINK_…` or `DEVICE_…` (kind `bench`) when that does not help.
 */
export interface Device extends AsyncDisposable {
  readonly hello: DeviceHello;
  /** Copies `bytes` from where the probe flashed the blob to where it shall live (equal: in place), and checks its CRC-32. */
  selectModel(model: {
    readonly source: number;
    readonly address: number;
    readonly bytes: number;
    readonly crc32: number;
  }): Promise<void>;
  configure(arena: {
    readonly address: number;
    readonly bytes: number;
    readonly resource_variables: number;
  }): Promise<DeviceModel>;
  /** Fills every input from the generator (`src/reference/generator.ts`); returns the CRC-32 over all of them. */
  seedInputs(seed: number, run: number): Promise<number>;
  writeInput(index: number, bytes: Uint8Array): Promise<void>;
  invoke(timeout_ms: number): Promise<void>;
  readOutput(index: number): Promise<Uint8Array>;
  profile(
    request: {
      readonly warmup: number;
      readonly runs: number;
      /** Numbers of the events to count, at most `hello.counters.slots`. */
      readonly events: readonly number[];
      readonly seed: number;
      readonly timeout_ms: number;
    },
    onProgress: (done: number) => void,
  ): Promise<ProfileRecord>;
  setCpuMode(mode: 'lp' | 'hp'): Promise<void>;
  writeMemory(address: number, bytes: Uint8Array): Promise<void>;
  /**
   * Writes many bytes, with several frames under way at once, and has the device check their CRC-32 where they
   * are. Goes on where an earlier upload of the same bytes to the same address ended; sends none that are there.
   *
   * @param onProgress bytes that have arrived, rising
   */
  upload(address: number, bytes: Uint8Array, onProgress: (done_bytes: number) => void): Promise<void>;
}
