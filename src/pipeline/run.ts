import type { PackageResult, RunResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { Scope } from '../support/scope.ts';
import { assembleResult } from './assemble.ts';
import { boardImageIssues } from './board-device.ts';
import type { PipelineDeps } from './deps.ts';
import { type Measured, type MeasureTask, measure, stagesOf } from './measure.ts';
import type { OutputFolder } from './output-folder.ts';
import { makePackages, packagingIssues } from './package.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { RunRequest } from './request.ts';
import { Stopwatch } from './stopwatch.ts';
import { paddingIssues } from './tune.ts';
import { openInputs } from './validate.ts';

/** Measures with a board, and lets go of it. The bench is told how that went while the board is still held. */
async function measureOnBench(task: Omit<MeasureTask, 'scope'>): Promise<Measured> {
  const { deps, prepared, watch } = task;
  const { id } = prepared.request;
  const scope = new Scope();
  await using _held = watch.releasing('release', scope);
  try {
    const measured = await measure({ ...task, scope });
    await deps.bench.ended(id);
    return measured;
  } catch (error) {
    await deps.bench.ended(id, error);
    throw error;
  }
}

/**
 * One run, from a model file to a result: read, analyse, plan; build, lease, boot; tune; validate; profile;
 * measure energy; make packages.
 * Writes what the stages keep into `out` (the caller commits it). Everything acquired is released before
 * this returns or throws.
 *
 * @throws {HilbenchError} of every room; `CANCELLED` when `signal` is aborted
 */
export async function runPipeline(
  deps: PipelineDeps,
  asked: RunRequest,
  out: OutputFolder,
  signal: AbortSignal,
): Promise<RunResult> {
  const started_at = deps.now();
  const watch = new Stopwatch(deps.now_ms);
  const { progress, log } = deps;
  const prepared = await prepare(deps, asked, watch, signal);
  const { plan, first } = prepared;
  let stage = 0;
  const nextStage = (of: Prepared, title: string): void => progress.stage(++stage, stagesOf(of), title);

  await using inputs = await watch.stage('inputs', () => openInputs(prepared.request, plan, signal));
  for (const note of inputs.notes) log.info(note);
  log.info(
    `Running ${plan.name} (${plan.main.operators.length} layers, ${plan.analysis.macs} MACs) on ${asked.platform.name}, engine ${plan.build.engine}`,
  );
  log.info(
    `First pass: arena of ${first.arena.bytes} bytes in ${first.arena.location}, model of ${first.model.bytes} bytes in ${first.model.location}`,
  );
  const measured = await measureOnBench({ deps, prepared, inputs, out, watch, nextStage, signal });
  const { running, tuned, validation, profiled, powered, captured, second } = measured;
  throwIfAborted(signal);
  const { request, issues } = running.prepared;
  const { packaging } = request;
  let packages: readonly PackageResult[] = [];
  if (packaging !== undefined && captured !== undefined) {
    nextStage(running.prepared, 'Make and prove what can be taken away');
    const task = { deps, request, packaging, plan, placement: tuned.placement, captured, out, signal };
    packages = await watch.stage('package', () => watch.external('compiler', () => makePackages(task)));
  }
  return assembleResult({
    ...{ deps, request, plan, started_at, tuned, watch, packages },
    image: running.image,
    board: running.board,
    hello: running.device.hello,
    ...(validation === undefined ? {} : { validation }),
    ...(profiled === undefined ? {} : { profile: profiled.profile }),
    ...powered,
    ...(second.aot === undefined ? {} : { aot: second.aot }),
    issues: [
      ...issues,
      ...paddingIssues(request, tuned),
      ...(profiled?.issues ?? []),
      ...powered.issues,
      ...boardImageIssues(request),
      ...packagingIssues(request),
      ...second.issues,
    ],
  });
}
