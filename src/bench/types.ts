import type { Image } from '../firmware/types.ts';
import type { Transport } from '../link/types.ts';
import type { Platform } from '../platform/types.ts';

/** Bytes a probe writes to the device beside the image. */
export interface FlashBlob {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/**
 * What the transport of a booted board carries: the link of docs/link.md, or the wires of an emulated board as
 * records (docs/power.md).
 */
export type BoardLine = 'link' | 'wires';

/** A board that this process holds. Only the holder may use it. */
export interface Board extends AsyncDisposable {
  readonly id: string;
  readonly platform: Platform;
  readonly serial?: string;
  /**
   * Flashes image and blobs, resets, and returns the open port to the firmware, ready before its
   * first byte. Ends whatever ran on the board before; an earlier transport is closed.
   *
   * @param line - default `link`; `wires` for a power image, on emulated boards
   * @throws {HilbenchError} `PROBE_…`, `PORT_…` (kind `bench`)
   */
  boot(image: Image, blobs: readonly FlashBlob[], signal: AbortSignal, line?: BoardLine): Promise<Transport>;
  /** What the probe or emulator printed last, for the detail of an error. Untrusted text. */
  lastOutput(): string;
}

export interface BoardInfo {
  readonly id: string;
  readonly platform: string;
  readonly probe: string;
  readonly port?: string;
  readonly leased_by?: {
    readonly pid: number;
    readonly host: string;
    readonly since: string;
    readonly run: string;
  };
}

export interface Bench {
  boards(): Promise<readonly BoardInfo[]>;
  /**
   * The ids of the boards that a lease may give, free or not; never empty.
   *
   * @throws {HilbenchError} `BENCH_NO_BOARD`, `BENCH_UNKNOWN_BOARD` (kind `input`)
   */
  candidates(want: { readonly platform: Platform; readonly board?: string }): readonly string[];
  /**
   * Waits for a free board that fits and leases it; dispose to release.
   *
   * @throws {HilbenchError} those of `candidates`, and `BENCH_BUSY` (kind `bench`) at the deadline
   */
  lease(
    want: {
      readonly platform: Platform;
      readonly board?: string;
      readonly run: string;
      readonly timeout_ms: number;
    },
    signal: AbortSignal,
  ): Promise<Board>;
}
