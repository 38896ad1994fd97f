import * as core from '@actions/core';
import { resolvePaths } from '../app/paths.ts';
import { runToFolder } from '../app/run-to-folder.ts';
import { createServices, type Services } from '../app/services.ts';
import { signalOfProcess } from '../app/signals.ts';
import { toolVersion } from '../app/version.ts';
import { createActionLog } from '../github/log.ts';
import { progressInLog } from './display.ts';
import { endAction } from './end.ts';
import { runAction } from './run-action.ts';

const log = createActionLog(core);
const paths = resolvePaths(process.env);
const { signal, release } = signalOfProcess();

await endAction(core, log, release, () =>
  runAction({
    env: process.env,
    log,
    version: toolVersion(paths.root),
    image_store: paths.images,
    artifacts: async () => new (await import('@actions/artifact')).DefaultArtifactClient(),
    cache: () => import('@actions/cache'),
    runner: (env) => {
      const display = progressInLog(log);
      const services = new Map<string, Services>();
      return {
        run: async (config, inner) => {
          const known = services.get(config.bench) ?? createServices(paths, env, display, config.bench);
          services.set(config.bench, known);
          return await runToFolder(config, known, inner);
        },
      };
    },
    addSummary: async (markdown) => {
      await core.summary.addRaw(markdown).write();
    },
    setOutput: core.setOutput,
    signal,
  }),
);
