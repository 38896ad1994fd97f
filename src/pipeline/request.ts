import type { Location, Platform } from '../platform/types.ts';
import type { ComparisonLimits } from '../reference/compare.ts';

/** One run, with every `auto` that does not need the model resolved. */
export interface RunRequest {
  /** Unique and safe as a file name; names temporary files and leases. */
  readonly id: string;
  readonly model_path: string;
  readonly model_name: string;
  readonly platform: Platform;
  readonly board?: string;
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
  readonly seed: number;
  /** Absent: inputs come from the generator. */
  readonly dataset_path?: string;
  readonly save_outputs: boolean;
  readonly limits: ComparisonLimits;
  readonly lease_timeout_ms: number;
  readonly out_dir: string;
}
