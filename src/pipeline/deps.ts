import type { Bench, BoardMonitor } from '../bench/types.ts';
import type { AsyncEngine, Engine } from '../engine/types.ts';
import type { ImageBuilder } from '../firmware/types.ts';
import type { Device, Transport } from '../link/types.ts';
import type { PackageDeps } from '../package/types.ts';
import type { ModelledMonitorOptions } from '../power/modelled.ts';
import type { PowerMonitor } from '../power/types.ts';
import type { Reference } from '../reference/types.ts';
import type { Log } from '../support/log.ts';
import type { Progress } from './progress.ts';

/** Everything a run needs of the outside; an entry point puts it together. */
export interface PipelineDeps {
  readonly engine: Engine;
  /** The engine of a second pass; HeliaAOT with the configuration in a file. @throws {HilbenchError} `HELIA_AOT_CONFIG` */
  readonly passEngine: (name: 'aot' | 'helia', config_path: string | undefined) => Promise<AsyncEngine>;
  readonly images: ImageBuilder;
  readonly bench: Bench;
  /** @param greeting_ms how long the greeting may take, instead of what the link gives */
  readonly connect: (transport: Transport, signal: AbortSignal, greeting_ms?: number) => Promise<Device>;
  readonly reference: Reference;
  /** Opens the power monitor of a booted emulated board. */
  readonly openMonitor: (options: ModelledMonitorOptions) => PowerMonitor;
  /**
   * Opens the instrument that bench.yml names for a board of silicon: set up, the board supplied through it where it
   * can switch that, go low, and not yet sampling.
   *
   * @throws {HilbenchError} `POWER_…` (kind `bench`)
   */
  readonly openInstrument: (board: BoardMonitor, signal: AbortSignal) => Promise<PowerMonitor>;
  /** What making packages takes beside the log. */
  readonly packages: Omit<PackageDeps, 'log' | 'tool_version'>;
  readonly log: Log;
  readonly progress: Progress;
  readonly tool_version: string;
  /** How long one inference may take, instead of what the model's size suggests. */
  readonly inference_timeout_ms?: number;
  /** Wall clock, for the result's timestamps. */
  readonly now: () => Date;
  /** Monotonic clock in milliseconds, for durations. */
  readonly now_ms: () => number;
}
