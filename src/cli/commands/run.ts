import type { RunConfig } from '../../config/run.ts';
import { OutputFolder } from '../../pipeline/output-folder.ts';
import type { RunRequest } from '../../pipeline/request.ts';
import { runPipeline } from '../../pipeline/run.ts';
import { findPlatform } from '../../platform/load.ts';
import type { Location, Platform } from '../../platform/types.ts';
import { layersCsv } from '../../report/layers-csv.ts';
import { terminalReport } from '../../report/terminal.ts';
import { RESULT_FILE } from '../../result/read.ts';
import type { RunResult } from '../../result/schema.ts';
import { serializeResult } from '../../result/write.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { Output } from '../output.ts';
import { newRunId, type Services } from '../services.ts';

const KIB = 1024;
export const LAYERS_FILE = 'layers.csv';

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

/** Turns the options of a run into what the pipeline is asked. */
export function requestOf(config: RunConfig, platform: Platform, id: string): RunRequest {
  if (!config.create_binary && !config.create_profile) {
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_NOTHING_TO_DO',
      message: 'With --no-create-binary and --no-create-profile there is nothing left to run.',
      hint: 'Leave one of the two out; `hilbench analyze MODEL` needs no board at all.',
    });
  }
  return {
    id,
    model_path: config.model_path,
    model_name: config.model_name,
    platform,
    ...(config.board === 'auto' ? {} : { board: config.board }),
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
    seed: config.seed,
    ...(config.dataset_path === undefined ? {} : { dataset_path: config.dataset_path }),
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

/**
 * `hilbench run MODEL`: the pipeline, then the files in the output folder, then the report.
 *
 * @returns the exit status: 0, or 1 when the model failed validation
 */
export async function runCommand(
  config: RunConfig,
  services: Services,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const { pipeline } = services;
  const platform = findPlatform(services.platforms, config.platform);
  const request = requestOf(config, platform, newRunId(pipeline.now()));
  await using out = await OutputFolder.open(request.out_dir, request.id);
  const result: RunResult = await runPipeline(pipeline, request, out, signal);
  const layersFile = await out.write(LAYERS_FILE, layersCsv(result));
  const resultFile = await out.write(RESULT_FILE, serializeResult(result));
  await out.commit();
  output.result(result, () => `\n${terminalReport(result, layersFile)}\nResult: ${resultFile}\n`);
  return result.validation?.verdict === 'fail' ? 1 : 0;
}
