import type { RunConfig } from '../config/run.ts';
import { OutputFolder } from '../pipeline/output-folder.ts';
import { runPipeline } from '../pipeline/run.ts';
import { findPlatform } from '../platform/load.ts';
import type { Platform } from '../platform/types.ts';
import { type ReportFile, reportFiles } from '../report/files.ts';
import { storeProfile } from '../report/profile-store.ts';
import { appendResultLog, prepareResultLog, resultLogLine } from '../report/result-log.ts';
import { RESULT_FILE } from '../result/read.ts';
import type { RunResult } from '../result/schema.ts';
import { serializeResult } from '../result/write.ts';
import { whatEnded } from '../support/errors.ts';
import { withConnection } from './connection.ts';
import { requestOf } from './request.ts';
import { newRunId, type Services } from './services.ts';

/** Adds the run to the log, and its profile to the folder for all models, where that was asked for. */
async function keepRecords(
  config: RunConfig,
  platform: Platform,
  result: RunResult,
  files: readonly ReportFile[],
): Promise<void> {
  if (config.profile_results_path !== 'none') await storeProfile(config.profile_results_path, result, files);
  if (config.resultlog_file === 'none') return;
  const line = resultLogLine(result, {
    ...(config.run_log_id === 'none' ? {} : { id: config.run_log_id }),
    ...(platform.ambiqsuite === undefined ? {} : { ambiqsuite: platform.ambiqsuite }),
  });
  await appendResultLog(config.resultlog_file, line);
}

/**
 * One run: the pipeline, then every form of its result in the configured folder, all at once.
 *
 * @throws {HilbenchError} of every room; nothing is in the folder then that was not there before
 */
export async function runToFolder(
  config: RunConfig,
  services: Services,
  signal: AbortSignal,
): Promise<RunResult> {
  try {
    return await measureToFolder(config, services, signal);
  } catch (error) {
    throw whatEnded(error);
  }
}

async function measureToFolder(
  config: RunConfig,
  services: Services,
  signal: AbortSignal,
): Promise<RunResult> {
  const platform = withConnection(findPlatform(services.platforms, config.platform), config);
  const pipeline = {
    ...services.pipeline,
    engine: await services.engineFor(config, platform),
    images: services.imagesFor(config),
  };
  const request = requestOf(config, platform, services.platforms, newRunId(pipeline.now()));
  if (config.resultlog_file !== 'none') await prepareResultLog(config.resultlog_file);
  await using out = await OutputFolder.open(request.out_dir, request.id);
  const result = await runPipeline(pipeline, request, out, signal);
  const files = await reportFiles(result);
  for (const { name, content } of files) await out.write(name, content);
  await out.write(RESULT_FILE, serializeResult(result));
  await out.commit();
  await keepRecords(config, platform, result, files);
  return result;
}
