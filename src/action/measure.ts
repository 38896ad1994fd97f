import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunConfig } from '../config/run.ts';
import type { BaselineFinder } from '../github/baselines.ts';
import type { RunPair } from '../regression/base-side.ts';
import type { GateConfig } from '../regression/config.ts';
import { judge } from '../regression/gate.ts';
import { createPairedGate } from '../regression/paired-gate.ts';
import type { BaselineInfo, History, Verdict } from '../regression/types.ts';
import { BASE_FILE } from '../result/read.ts';
import type { RunResult } from '../result/schema.ts';
import { writeFileAtomic } from '../support/files.ts';
import type { Log } from '../support/log.ts';
import type { Git } from './git.ts';
import type { ActionInputs } from './inputs.ts';
import { configOf, type Job } from './jobs.ts';

const HISTORY_VALUES = 20;

export interface MeasureDeps {
  /** One run of the pipeline; its files are in the configuration's output folder afterwards. */
  readonly run: (config: RunConfig) => Promise<RunResult>;
  readonly git: Git;
  /** Absent without a token or where GitHub cannot be asked. */
  readonly finder?: BaselineFinder;
  readonly artifactOf: (result: RunResult) => string;
  readonly log: Log;
}

export interface MeasureRequest {
  readonly inputs: ActionInputs;
  readonly gate: GateConfig;
  readonly workspace: string;
  /** Folder for results. */
  readonly results: string;
  /** Folder for base models and their results. */
  readonly scratch: string;
  /** The commit to compare with in the same job; absent: none was found. */
  readonly base_sha?: string;
}

export interface Measured {
  readonly job: Job;
  readonly folder: string;
  readonly verdict: Verdict;
  readonly history: readonly History[];
}

interface Base {
  readonly result: RunResult;
  readonly info: BaselineInfo;
  readonly pairs: readonly RunPair[];
}

/** Measures the base model and, where the numbers are noisy, both again in turn until that decides. */
async function measurePaired(
  deps: MeasureDeps,
  request: MeasureRequest,
  job: Job,
  head: RunResult,
  headConfig: RunConfig,
): Promise<Base | undefined> {
  const { base_sha, inputs, gate, workspace } = request;
  if (base_sha === undefined) return undefined;
  const info: BaselineInfo = { source: 'paired', sha: base_sha, distance: 0 };
  const bytes = await deps.git.show(base_sha, job.model.path);
  if (bytes === undefined) {
    deps.log.info(`${job.model.path} is new: ${base_sha.slice(0, 12)} does not have it.`);
    return undefined;
  }
  const same = Buffer.from(bytes).equals(await readFile(job.model.file));
  if (same) return { result: head, info, pairs: [] };

  deps.log.info(`The base ${base_sha.slice(0, 12)} of ${job.name}:`);
  const folder = join(request.scratch, job.platform, job.name);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${job.name}.tflite`);
  await writeFile(file, bytes);
  // On the board the head ran on: two boards are never quite the same.
  const onBoard = { ...inputs, options: { ...inputs.options, board: head.board.id } };
  const again = async (path: string, out: string): Promise<RunResult> =>
    deps.run(await configOf(job, path, join(folder, out), onBoard, gate, workspace));

  const paired = createPairedGate(gate.rules);
  const result = await again(file, 'base');
  let state = paired.add({ base: result, head });
  for (let turn = 2; state === 'continue'; turn += 1) {
    // ABBA: the order changes with every pair, so that a drift of the board favours neither.
    const baseFirst = turn % 2 === 0;
    const first = await again(baseFirst ? file : headConfig.model_path, `turn-${turn}-first`);
    const second = await again(baseFirst ? headConfig.model_path : file, `turn-${turn}-second`);
    state = paired.add(baseFirst ? { base: first, head: second } : { base: second, head: first });
    deps.log.info(`${job.name} on ${job.platform}: ${turn} pairs measured.`);
  }
  return { result, info, pairs: paired.pairs };
}

/** A stored result to compare with, and why there is none. */
async function findStored(deps: MeasureDeps, head: RunResult): Promise<Base | undefined> {
  if (deps.finder === undefined) return undefined;
  const found = await deps.finder.find(head, deps.artifactOf(head));
  if (found.kind === 'found') return { result: found.result, info: found.info, pairs: [] };
  for (const { source, reason } of found.tried) deps.log.info(`No baseline from ${source}: ${reason}`);
  return found.other === undefined
    ? undefined
    : { result: found.other.result, info: found.other.info, pairs: [] };
}

/**
 * Measures one job and says what is to be thought of it.
 *
 * @throws {HilbenchError} of the run; a model that is worse is a verdict, not an error
 */
export async function measureJob(deps: MeasureDeps, request: MeasureRequest, job: Job): Promise<Measured> {
  const { inputs, gate, workspace } = request;
  const folder = join(request.results, job.platform, job.name);
  const config = await configOf(job, job.model.file, folder, inputs, gate, workspace);
  const head = await deps.run(config);
  const base =
    inputs.compare === 'none'
      ? undefined
      : inputs.compare === 'stored'
        ? await findStored(deps, head)
        : await measurePaired(deps, request, job, head, config);
  const history = deps.finder === undefined ? [] : await deps.finder.history(head, HISTORY_VALUES);
  if (base !== undefined)
    await writeFileAtomic(join(folder, BASE_FILE), `${JSON.stringify(base.result, null, 2)}\n`);
  const verdict = judge({
    head,
    history,
    rules: gate.rules,
    ...(base === undefined ? {} : { base: base.result, baseline: base.info, pairs: base.pairs }),
  });
  deps.log.info(`${job.name} on ${job.platform}: ${verdict.outcome}`);
  return { job, folder, verdict, history };
}
