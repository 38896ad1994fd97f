import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requestOf } from '../../src/app/request.ts';
import { createServices, newRunId, type Services } from '../../src/app/services.ts';
import { createDisplay } from '../../src/cli/progress.ts';
import { parseRun } from '../../src/config/run.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { OutputFolder } from '../../src/pipeline/output-folder.ts';
import { runPipeline } from '../../src/pipeline/run.ts';
import { findPlatform } from '../../src/platform/load.ts';
import type { Platform } from '../../src/platform/types.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { ROOT } from './cli.ts';

/** What `hilbench run` works with, with every folder of it below `folder`, and silent. */
export function servicesIn(
  folder: string,
  more: {
    readonly env?: NodeJS.ProcessEnv;
    readonly platforms?: readonly string[];
    readonly bench_file?: string;
  } = {},
): Services {
  const at = (name: string): string => join(folder, name);
  mkdirSync(at('runtime'), { recursive: true });
  return createServices(
    {
      root: ROOT,
      platforms: [join(ROOT, 'platforms'), ...(more.platforms ?? [])],
      cache: at('cache'),
      images: at('images'),
      leases: at('leases'),
      runtime: at('runtime'),
    },
    more.env ?? process.env,
    createDisplay(process.stderr, 0),
    more.bench_file,
  );
}

/** A run by its stages, without a door before them. @param run `platform`: instead of the one that the flags name */
export async function runWith(
  services: Services,
  run: {
    readonly model: string;
    readonly flags: Readonly<Record<string, string | boolean>> & { readonly platform: string };
    readonly platform?: Platform;
    readonly deps?: Partial<PipelineDeps>;
  },
): Promise<RunResult> {
  const { model, flags, deps } = run;
  const config = await parseRun({ model, flags, env: {}, cwd: dirname(model) });
  const platform = run.platform ?? findPlatform(services.platforms, flags.platform);
  const request = requestOf(config, platform, services.platforms, newRunId(new Date()));
  await using out = await OutputFolder.open(request.out_dir, request.id);
  return await runPipeline({ ...services.pipeline, ...deps }, request, out, new AbortController().signal);
}
