import { modelNameOf, type RunConfig } from '../config/run.ts';
import { standInOf } from '../package/board.ts';
import { modelNameOf as baseName } from '../pipeline/plan.ts';
import type { RunRequest } from '../pipeline/request.ts';
import type { Location, Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { connectionOf } from './connection.ts';
import { cpuModesOf } from './cpu-modes.ts';
import { checkNocompile } from './nocompile.ts';

const KIB = 1024;

/** Option values name a location in any case, or `auto`. */
function locationOf(value: string): Location | 'auto' {
  const upper = value.toUpperCase();
  switch (upper) {
    case 'TCM':
    case 'SRAM':
    case 'MRAM':
    case 'PSRAM':
    case 'NVM':
      return upper;
    default:
      return 'auto';
  }
}

/** What packages are named after: the whole name of the file, where the model has no other name. */
function packagedName(config: RunConfig): string {
  return config.model_name === modelNameOf(config.model_path)
    ? baseName(config.model_path)
    : config.model_name;
}

function monitorOf(config: RunConfig, { emulated }: Platform): RunRequest['power_monitor'] {
  if (config.joulescope) return 'joulescope';
  const { power_monitor } = config;
  if (power_monitor === 'none') return undefined;
  if (power_monitor !== 'auto') return power_monitor;
  return emulated ? 'modelled' : 'any';
}

/** Turns the options of a run into what the pipeline is asked. */
export function requestOf(
  config: RunConfig,
  platform: Platform,
  platforms: readonly Platform[],
  id: string,
): RunRequest {
  const packaging = config.create_library || config.create_ambiqsuite_example;
  const monitor = monitorOf(config, platform);
  const power = monitor !== undefined || config.onboard_perf;
  if (!config.create_binary && !config.create_profile && !power && !packaging) {
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_NOTHING_TO_DO',
      message: 'With --no-create-binary and --no-create-profile there is nothing left to run.',
      hint: 'Leave one of the two out, or set --power-monitor, --onboard-perf or --create-library; `hilbench analyze MODEL` needs no board at all.',
    });
  }
  checkNocompile(config, platform);
  const connection = connectionOf(config, platform);
  return {
    id,
    model_path: config.model_path,
    model_name: config.model_name,
    platform,
    ...(config.board === 'auto' ? {} : { board: config.board }),
    ...(config.board_tags === 'none' ? {} : { board_tags: config.board_tags.split(',') }),
    ...(connection === undefined ? {} : { connection }),
    nocompile: config.nocompile_mode,
    toolchain: config.toolchain,
    model_location: locationOf(config.model_location),
    arena_location: locationOf(config.arena_location),
    max_arena_bytes: config.max_arena_size * KIB,
    scratch_padding_bytes: config.arena_size_scratch_buffer_padding * KIB,
    resource_variables: config.resource_variable_count,
    tune_and_validate: config.create_binary,
    profile: config.create_profile,
    runs: config.runs,
    profile_warmup: config.profile_warmup,
    counters: { choice: config.pmu_config_file, full: config.full_pmu_capture },
    seed: config.seed,
    ...(monitor === undefined ? {} : { power_monitor: monitor }),
    onboard_perf: config.onboard_perf,
    cpu_modes: cpuModesOf(config.cpu_mode, platform),
    runs_power: config.runs_power,
    ...(packaging
      ? {
          packaging: {
            library: config.create_library,
            ambiqsuite_example: config.create_ambiqsuite_example,
            ambiqsuite_version: config.ambiqsuite_version,
            name: packagedName(config),
            emulated: standInOf(platforms, platform),
          },
        }
      : {}),
    ...(config.create_aot_profile
      ? {
          aot_pass: {
            engine: config.aot_engine,
            ...(config.helios_aot_config === 'auto' ? {} : { config_path: config.helios_aot_config }),
          },
        }
      : {}),
    ...(config.dataset_path === undefined ? {} : { dataset_path: config.dataset_path }),
    ...(config.labels === 'none' ? {} : { labels_path: config.labels }),
    save_outputs: config.save_outputs,
    limits: {
      max_lsb: config.max_lsb,
      mean_lsb: config.mean_lsb,
      min_cosine: config.min_cosine,
      min_argmax_agreement: config.min_argmax_agreement,
    },
    lease_timeout_ms: config.timeout * 1000,
    out_dir: config.out,
  };
}
