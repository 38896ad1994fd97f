import type { Image } from '../firmware/types.ts';
import type { Transport } from '../link/types.ts';
import type { Platform } from '../platform/types.ts';

/** Bytes a probe writes to the device beside the image. */
export interface FlashBlob {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** The instrument that measures a board, and how it is connected: what only bench.yml knows. */
export interface BoardMonitor {
  readonly kind: 'joulescope' | 'ppk2';
  /** Of the instrument; absent: the only one attached. */
  readonly serial?: string;
  /** Path of its serial port, where it has one and it shall not be looked for. */
  readonly port?: string;
  readonly supply_v: number;
  /** Level of the wires, where the instrument lets it be set. */
  readonly io_v?: number;
  /** Inputs of the instrument that see the wires of docs/power.md, and the output that drives go. */
  readonly inputs: { readonly gate: number; readonly state: number; readonly go: number };
}

/** A kind of instrument, or whichever there is. */
export type InstrumentWanted = BoardMonitor['kind'] | 'any';

/** Where the serial port of a board is. */
export type BoardPort =
  | { readonly kind: 'auto' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'usb_serial'; readonly usb_serial: string };

/** What a run says of the way to a board's port, instead of platform and bench.yml. */
export interface Connection {
  readonly transport?: 'USB' | 'UART';
  /** Path of the serial port. */
  readonly tty?: string;
  readonly baud?: number;
}

/** A board of silicon as bench.yml describes it. */
export interface BenchBoard {
  readonly id: string;
  readonly platform: string;
  /** Serial number of its J-Link; absent: the only one attached. */
  readonly jlink?: string;
  readonly port: BoardPort;
  readonly monitor?: BoardMonitor;
  readonly tags: readonly string[];
  /** Why it must not be used. */
  readonly quarantined?: string;
}

/** A board that this process holds. Only the holder may use it. */
export interface Board extends AsyncDisposable {
  readonly id: string;
  readonly platform: Platform;
  readonly serial?: string;
  /** Absent: no instrument is connected. */
  readonly monitor?: BoardMonitor;
  /**
   * Flashes image and blobs, resets, and returns the open port to the firmware, ready before its
   * first byte. Ends whatever ran on the board before; an earlier transport is closed.
   *
   * @throws {HilbenchError} `PROBE_…`, `PORT_…` (kind `bench`)
   */
  boot(image: Image, blobs: readonly FlashBlob[], signal: AbortSignal): Promise<Transport>;
  /**
   * The same for a power image, which has no link.
   *
   * @returns the wires of docs/power.md as a serial line where the board is emulated; undefined where they are
   *   real ones
   */
  bootForPower(
    image: Image,
    blobs: readonly FlashBlob[],
    signal: AbortSignal,
  ): Promise<Transport | undefined>;
  /**
   * Resets what runs there and returns the open port anew: a first greeting after a flash may go unheard. Absent
   * where a boot never goes wrong that way.
   */
  reset?(signal: AbortSignal): Promise<Transport>;
  /**
   * Opens the port to the firmware that is on the board already, flashing and resetting nothing. Absent on boards
   * that keep no firmware. An earlier transport is closed.
   *
   * @throws {HilbenchError} `PORT_…` (kind `bench`)
   */
  attach?(signal: AbortSignal): Promise<Transport>;
  /**
   * Reads memory of the device while it runs, with its probe. Absent where a board has no probe of its own.
   *
   * @throws {HilbenchError} `PROBE_…` (kind `bench`)
   */
  readMemory?(address: number, bytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** What the probe or emulator printed last, for the detail of an error. Untrusted text. */
  lastOutput(): string;
}

export interface BoardInfo {
  readonly id: string;
  readonly platform: string;
  readonly probe: string;
  /** As bench.yml says it: a path, or `auto`; absent on emulated boards. */
  readonly port?: string;
  readonly jlink?: string;
  readonly monitor?: string;
  readonly tags?: readonly string[];
  /** In a row, since the last success. */
  readonly failures?: number;
  readonly quarantined?: {
    readonly reason: string;
    /** `bench.yml`, or the run whose failure was one too many. */
    readonly by: string;
    readonly since?: string;
  };
  readonly leased_by?: {
    readonly pid: number;
    readonly host: string;
    readonly since: string;
    readonly run: string;
  };
}

/** Which boards will do. */
export interface BoardWanted {
  readonly platform: Platform;
  /** This one and no other. */
  readonly board?: string;
  /** Those that bench.yml gives all of these; emulated boards have none. */
  readonly tags?: readonly string[];
  /** Those that bench.yml gives an instrument of this kind. */
  readonly monitor?: InstrumentWanted;
}

export interface Bench {
  boards(): Promise<readonly BoardInfo[]>;
  /**
   * The ids of the boards that a lease may give, free or not; never empty. Boards that failed too often are seen
   * by `lease` only.
   *
   * @throws {HilbenchError} `BENCH_NO_BOARD`, `BENCH_UNKNOWN_BOARD` (kind `input`), `POWER_NO_MONITOR`,
   *   `BENCH_ALL_QUARANTINED` (kind `bench`)
   */
  candidates(want: BoardWanted): readonly string[];
  /**
   * Waits for a free board that fits and leases it; dispose to release.
   *
   * @throws {HilbenchError} those of `candidates`, and `BENCH_BUSY` (kind `bench`) at the deadline
   */
  lease(
    want: BoardWanted & {
      readonly run: string;
      readonly timeout_ms: number;
      /** For boards of silicon. */
      readonly connection?: Connection;
    },
    signal: AbortSignal,
  ): Promise<Board>;
  /**
   * How a run went that has leased a board here, told while it still holds the board: a board of silicon that fails
   * too often in a row is put in quarantine before the next run can have it. What cannot be kept is said in the log:
   * it must not hide what the run says.
   *
   * @param error what the run threw; undefined: it went well
   */
  ended(run: string, error?: unknown): Promise<void>;
  /**
   * Ends the quarantine of a board.
   *
   * @returns its reason; undefined: the board was in none
   * @throws {HilbenchError} `BENCH_UNKNOWN_BOARD` (kind `input`), `BENCH_QUARANTINED_BY_FILE` (kind `input`)
   */
  release(board: string): Promise<string | undefined>;
}
