import type { CapturedTensors } from '../package/types.ts';
import { offChipOf } from '../platform/rules.ts';
import { planCounters } from '../profiling/plan.ts';
import type { ReferenceModel } from '../reference/types.ts';
import type { PackageResult, RunResult, ValidationResult } from '../result/schema.ts';
import { together } from '../support/concurrency.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { Scope } from '../support/scope.ts';
import { type AotPassOutcome, checkAotPass, KeptOutputs, runAotPass } from './aot-pass.ts';
import { assembleResult } from './assemble.ts';
import { attachDevice, boardImageIssues, bootDevice, type RunningDevice } from './board-device.ts';
import type { PipelineDeps } from './deps.ts';
import { type EquippedBoard, leaseBoard, wantedBoard } from './lease-board.ts';
import type { OutputFolder } from './output-folder.ts';
import {
  captureTensors,
  checkPackagedRuntime,
  checkPackaging,
  makePackages,
  onBench,
  packagingIssues,
} from './package.ts';
import { settleStages } from './place-model.ts';
import { loadModel, type PlannedModel, planModel } from './plan.ts';
import { measurePower, type PowerOutcome } from './power.ts';
import { checkPowerPlatform, wantsPower } from './power-platform.ts';
import { inferenceTimeoutMs, type Profiled, profile } from './profile.ts';
import type { RunRequest } from './request.ts';
import { runtimeLicenseIssues } from './runtime-license.ts';
import { Stopwatch } from './stopwatch.ts';
import { firstPlacement, paddingIssues, type Tuned, tune, tunedPlacement } from './tune.ts';
import { openInputs, validate } from './validate.ts';

/** What a run holds while it measures. */
interface Running extends RunningDevice, EquippedBoard {
  readonly reference: ReferenceModel | undefined;
}

/** Builds the image, leases a board and loads the host reference side by side; then boots and connects. */
async function start(
  deps: PipelineDeps,
  request: RunRequest,
  plan: PlannedModel,
  watch: Stopwatch,
  scope: Scope,
  signal: AbortSignal,
): Promise<Running> {
  const { platform } = request;
  const off_chip = offChipOf(firstPlacement(request, plan));
  const [image, { board, instrument }, reference] = await together(signal, (inner) => [
    request.nocompile
      ? Promise.resolve(undefined)
      : watch.external('compiler', () =>
          deps.images.build({
            platform,
            engine: plan.build,
            toolchain: request.toolchain,
            ...(off_chip === undefined ? {} : { off_chip }),
            signal: inner,
          }),
        ),
    leaseBoard({ deps, request, watch, scope }, inner),
    request.tune_and_validate
      ? watch
          .external('reference', () => deps.reference.load(plan.graph, inner))
          .then((loaded) => scope.add(loaded))
      : Promise.resolve(undefined),
  ]);
  const task = { deps, request, plan, board, watch, scope, signal };
  const running = image === undefined ? await attachDevice(task) : await bootDevice(task, image);
  const { build_id, from_store } = running.image;
  deps.log.debug(`image ${build_id}${from_store ? ' (from the store)' : ''}, board ${board.id}`);
  return { board, instrument, reference, ...running };
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
  if (wantsPower(asked)) checkPowerPlatform(asked.platform, asked.power_monitor);
  checkPackaging(asked);
  if (asked.profile) await planCounters(asked.counters, asked.platform);
  const pass_engine = await checkAotPass(deps, asked);
  const plan = await watch.stage('plan', () =>
    loadModel(asked.model_path, asked.model_name, signal).then((model) =>
      planModel(model, deps.engine, asked.platform),
    ),
  );
  const first = firstPlacement(asked, plan);
  const { request, issues } = settleStages(asked, first);
  const { packaging } = request;
  await checkPackagedRuntime(request, plan);
  const licenses = await runtimeLicenseIssues(request.platform, plan.build);
  for (const { message } of licenses) log.warn(message);
  const bench = onBench(request);
  const stages =
    Number(request.tune_and_validate) * 2 +
    Number(request.profile) +
    Number(wantsPower(request)) +
    Number(pass_engine !== undefined) +
    Number(packaging !== undefined);
  let stage = 0;
  const nextStage = (title: string): void => progress.stage(++stage, stages, title);

  deps.bench.candidates(wantedBoard(bench));
  await using inputs = await watch.stage('inputs', () => openInputs(request, plan, signal));
  for (const note of inputs.notes) log.info(note);
  if (plan.build.arena_bytes !== undefined) tunedPlacement(request, plan, plan.build.arena_bytes);
  log.info(
    `Running ${plan.name} (${plan.main.operators.length} layers, ${plan.analysis.macs} MACs) on ${request.platform.name}, engine ${plan.build.engine}`,
  );
  log.info(
    `First pass: arena of ${first.arena.bytes} bytes in ${first.arena.location}, model of ${first.model.bytes} bytes in ${first.model.location}`,
  );

  const timeout_ms = deps.inference_timeout_ms ?? inferenceTimeoutMs(plan);
  let tuned: Tuned;
  let running: Running;
  let validation: ValidationResult | undefined;
  let profiled: Profiled | undefined;
  let powered: PowerOutcome = { power: [], onboard: [], issues: [] };
  let captured: CapturedTensors | undefined;
  let second: AotPassOutcome = { issues: [] };
  const kept = new KeptOutputs();
  {
    const scope = new Scope();
    await using _held = watch.releasing('release', scope);
    // The bench is told while the board is held: who waits for it must know whether it may be used.
    try {
      if (request.tune_and_validate) nextStage('Build, flash and fine-tune the characterization image');
      running = await watch.stage('start', () => start(deps, bench, plan, watch, scope, signal));
      const { device, instrument, reference } = running;
      const measuring = instrument === undefined ? {} : { instrument };
      const on_board = { ...bench, platform: running.platform };
      tuned = await watch.stage('tune', () =>
        watch.external('device', () => tune(device, running.flash_address, on_board, plan)),
      );
      const { placement: device_placement } = tuned;
      if (bench !== request)
        tuned = {
          ...tuned,
          first,
          placement: tunedPlacement(request, plan, tuned.used_bytes, tuned.found_padding_bytes),
        };
      const { arena, model } = tuned.placement;
      log.info(
        `Tuned: arena of ${arena.bytes} bytes in ${arena.location} (${tuned.used_bytes} used), model in ${model.location}`,
      );
      for (const { message } of paddingIssues(request, tuned)) log.warn(message);
      throwIfAborted(signal);
      if (reference !== undefined) {
        nextStage(`Compare ${inputs.runs} inferences with the host`);
        validation = await watch.stage('validate', () =>
          validate({
            device,
            reference,
            request,
            plan,
            inputs,
            out,
            watch,
            timeout_ms,
            signal,
            onProgress: (done) => progress.step('inferences', done, inputs.runs),
            ...(pass_engine === undefined ? {} : { onOutputs: (found, host) => kept.add(found, host) }),
          }),
        );
      }
      if (request.profile) {
        nextStage(`Profile every layer over ${request.runs} inferences`);
        profiled = await watch.stage('profile', () =>
          watch.external('device', () =>
            profile(device, request, plan, timeout_ms, (done, total) =>
              progress.step('inferences', done, total),
            ),
          ),
        );
      }
      if (packaging !== undefined) {
        captured = await watch.stage('capture', () =>
          watch.external('device', () =>
            captureTensors({
              device,
              flash_address: running.flash_address,
              placement: device_placement,
              request: on_board,
              plan,
              inputs,
              timeout_ms,
            }),
          ),
        );
      }
      if (wantsPower(request)) {
        const modes = request.cpu_modes.map((mode) => mode.toUpperCase()).join(' and ');
        nextStage(
          request.power_monitor === undefined
            ? `Count ${request.runs_power} inferences on the board in ${modes}`
            : `Characterize inference energy in ${modes}${request.power_monitor === 'modelled' ? ' (modelled)' : ''}`,
        );
        powered = await watch.stage('power', () =>
          measurePower({
            deps,
            request,
            plan,
            tuned,
            board: running.board,
            ...measuring,
            unit: device.hello.unit,
            ...(profiled === undefined ? {} : { units_per_inference: profiled.profile.total.ticks }),
            watch,
            signal,
          }),
        );
      }
      if (pass_engine !== undefined) {
        nextStage(`Run the model with ${pass_engine.name} and compare`);
        second = await watch.stage('aot', () =>
          runAotPass({
            deps,
            request: bench,
            plan,
            main: tuned.placement,
            engine: pass_engine,
            board: running.board,
            ...measuring,
            inputs,
            kept,
            reference: validation?.reference ?? '',
            watch,
            signal,
          }),
        );
      }
      await deps.bench.ended(request.id);
    } catch (error) {
      await deps.bench.ended(request.id, error);
      throw error;
    }
  }
  throwIfAborted(signal);
  let packages: readonly PackageResult[] = [];
  if (packaging !== undefined && captured !== undefined) {
    nextStage('Make and prove what can be taken away');
    const task = { deps, request, packaging, plan, placement: tuned.placement, captured, out, signal };
    packages = await watch.stage('package', () => watch.external('compiler', () => makePackages(task)));
  }
  return assembleResult({
    deps,
    request,
    plan,
    started_at,
    tuned,
    watch,
    image: running.image,
    board: running.board,
    hello: running.device.hello,
    ...(validation === undefined ? {} : { validation }),
    ...(profiled === undefined ? {} : { profile: profiled.profile }),
    ...powered,
    packages,
    ...(second.aot === undefined ? {} : { aot: second.aot }),
    issues: [
      ...issues,
      ...licenses,
      ...paddingIssues(request, tuned),
      ...(profiled?.issues ?? []),
      ...powered.issues,
      ...boardImageIssues(request),
      ...packagingIssues(request),
      ...second.issues,
    ],
  });
}
