import * as core from '@actions/core';
import { resolvePaths } from '../app/paths.ts';
import { signalOfProcess } from '../app/signals.ts';
import { toolVersion } from '../app/version.ts';
import { createActionLog } from '../github/log.ts';
import { endAction } from './end.ts';
import { runReport } from './run-report.ts';

const log = createActionLog(core);
const { signal, release } = signalOfProcess();

await endAction(core, log, release, () =>
  runReport({
    env: process.env,
    log,
    version: toolVersion(resolvePaths(process.env).root),
    addSummary: async (markdown) => {
      await core.summary.addRaw(markdown).write();
    },
    setOutput: core.setOutput,
    signal,
  }),
);
