import * as core from '@actions/core';
import { resolvePaths } from '../app/paths.ts';
import { sweepWorkspaces } from '../bench/workspace.ts';
import { createActionLog } from '../github/log.ts';

// Runs after the job, also when it was cancelled and the main step was killed in the middle: ends emulators
// that were left, and removes their files. Leases of processes that are gone are free already.
const log = createActionLog(core);
await sweepWorkspaces(resolvePaths(process.env).runtime, log);
