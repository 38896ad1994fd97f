import type { Connection, InstrumentWanted } from '../bench/types.ts';
import type { Location, Platform } from '../platform/types.ts';
import type { CounterRequest } from '../profiling/plan.ts';
import type { ComparisonLimits } from '../reference/compare.ts';

export type CpuModeName = 'lp' | 'hp';

/** What is made of the model to be taken away. */
export interface PackagingRequest {
  readonly library: boolean;
  readonly ambiqsuite_example: boolean;
  /** `auto`: the one of the platform. */
  readonly ambiqsuite_version: string;
  /** What names are made of; any text. */
  readonly name: string;
  /** An emulated platform with the core of the platform, or the platform itself. */
  readonly emulated: Platform;
}

/** A second pass, with an engine that compiles ahead of time. */
export interface AotPassRequest {
  /** `auto`: `aot` on emulated boards, `helia` on others. */
  readonly engine: 'auto' | 'helia' | 'aot';
  /** Configuration of HeliaAOT; absent: its own defaults. */
  readonly config_path?: string;
}

/** One run, with every `auto` that does not need the model resolved. */
export interface RunRequest {
  /** Unique and safe as a file name; names temporary files and leases. */
  readonly id: string;
  readonly model_path: string;
  readonly model_name: string;
  readonly platform: Platform;
  readonly board?: string;
  /** The board must have all of these in bench.yml. */
  readonly board_tags?: readonly string[];
  /** For boards of silicon; absent: platform and bench.yml decide. */
  readonly connection?: Connection;
  /** Whether what is on the board is used: nothing is built, nothing flashed. */
  readonly nocompile: boolean;
  readonly toolchain: 'gcc' | 'arm';
  readonly model_location: Location | 'auto';
  readonly arena_location: Location | 'auto';
  /** 0: as large as fits. */
  readonly max_arena_bytes: number;
  readonly scratch_padding_bytes: number;
  readonly resource_variables: number;
  readonly tune_and_validate: boolean;
  readonly profile: boolean;
  readonly runs: number;
  readonly profile_warmup: number;
  /** What is counted beside time. */
  readonly counters: CounterRequest;
  readonly seed: number;
  /** What measures energy, `any`: whatever instrument the board has; absent: nothing does. */
  readonly power_monitor?: 'modelled' | InstrumentWanted;
  /** Whether the board counts inferences by itself, no link running. */
  readonly onboard_perf: boolean;
  /** In which energy is measured, in this order. */
  readonly cpu_modes: readonly CpuModeName[];
  /** Inferences of one power measurement, over all its windows. */
  readonly runs_power: number;
  readonly packaging?: PackagingRequest;
  /** Absent: the main engine alone. */
  readonly aot_pass?: AotPassRequest;
  /** Absent: inputs come from the generator. */
  readonly dataset_path?: string;
  /** Absent: the samples have no labels, and the result no accuracy. */
  readonly labels_path?: string;
  readonly save_outputs: boolean;
  readonly limits: ComparisonLimits;
  readonly lease_timeout_ms: number;
  readonly out_dir: string;
}
