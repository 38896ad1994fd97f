import type { AsyncEngine } from '../engine/types.ts';
import type { Placement } from '../platform/types.ts';
import { planCounters } from '../profiling/plan.ts';
import type { ResultIssue } from '../result/schema.ts';
import { checkAotPass } from './aot-pass.ts';
import type { PipelineDeps } from './deps.ts';
import { wantedBoard } from './lease-board.ts';
import { checkPackagedRuntime, checkPackaging, onBench } from './package.ts';
import { settleStages } from './place-model.ts';
import { loadModel, type PlannedModel, planModel } from './plan.ts';
import { checkPowerPlatform, wantsPower } from './power-platform.ts';
import type { RunRequest } from './request.ts';
import { runtimeLicenseIssues } from './runtime-license.ts';
import type { Stopwatch } from './stopwatch.ts';
import { firstPlacement, tunedPlacement } from './tune.ts';

/** What is known of a run before anything is built or leased. */
export interface Prepared {
  /** As asked, without the stages that the placement of the model rules out. */
  readonly request: RunRequest;
  /** The same with the platform that is measured on: another one where packages alone are made for a board. */
  readonly bench: RunRequest;
  readonly plan: PlannedModel;
  /** The placement of the first pass. */
  readonly first: Placement;
  /** The engine of a second pass; absent: there is none. */
  readonly pass_engine: AsyncEngine | undefined;
  readonly issues: readonly ResultIssue[];
}

/**
 * What is left of a run once it is known where the first pass really has model and arena: beside the linked image there
 * may be less room than was thought.
 *
 * @throws {HilbenchError} as `settleStages`
 */
export function settled(prepared: Prepared, first: Placement): Prepared {
  // Where the bench is another platform, only packages are made, and no image of the platform itself is linked.
  if (prepared.bench !== prepared.request) return prepared;
  const { request, issues } = settleStages(prepared.request, first);
  return { ...prepared, request, bench: request, issues: [...prepared.issues, ...issues] };
}

/**
 * Reads and plans the model, and refuses what cannot be: nothing has been built, leased or flashed when this throws.
 *
 * @throws {HilbenchError} of every room
 */
export async function prepare(
  deps: PipelineDeps,
  asked: RunRequest,
  watch: Stopwatch,
  signal: AbortSignal,
): Promise<Prepared> {
  const { platform } = asked;
  if (wantsPower(asked)) checkPowerPlatform(platform, asked.power_monitor);
  checkPackaging(asked);
  if (asked.profile) await planCounters(asked.counters, platform);
  const pass_engine = await checkAotPass(deps, asked);
  const plan = await watch.stage('plan', () =>
    loadModel(asked.model_path, asked.model_name, signal).then((model) =>
      planModel(model, deps.engine, platform),
    ),
  );
  const first = firstPlacement(asked, plan);
  const { request, issues } = settleStages(asked, first);
  await checkPackagedRuntime(request, plan);
  const licenses = await runtimeLicenseIssues(platform, plan.build);
  for (const { message } of licenses) deps.log.warn(message);
  const bench = onBench(request);
  deps.bench.candidates(wantedBoard(bench));
  if (plan.build.arena_bytes !== undefined) tunedPlacement(request, plan, plan.build.arena_bytes);
  return { request, bench, plan, first, pass_engine, issues: [...issues, ...licenses] };
}
