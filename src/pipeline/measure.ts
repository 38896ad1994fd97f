import type { CapturedTensors } from '../package/types.ts';
import type { ValidationResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import type { Scope } from '../support/scope.ts';
import { type AotPassOutcome, KeptOutputs, runAotPass } from './aot-pass.ts';
import type { PipelineDeps } from './deps.ts';
import type { OutputFolder } from './output-folder.ts';
import { captureTensors } from './package.ts';
import { measurePower, type PowerOutcome } from './power.ts';
import { wantsPower } from './power-platform.ts';
import type { Prepared } from './prepare.ts';
import { inferenceTimeoutMs, type Profiled, profile } from './profile.ts';
import type { RunRequest } from './request.ts';
import { type Running, start } from './start.ts';
import type { Stopwatch } from './stopwatch.ts';
import { paddingIssues, type Tuned, tune, tunedPlacement } from './tune.ts';
import { type Inputs, validate } from './validate.ts';

export interface MeasureTask {
  readonly deps: PipelineDeps;
  readonly prepared: Prepared;
  readonly inputs: Inputs;
  readonly out: OutputFolder;
  readonly watch: Stopwatch;
  /** Gets what is acquired. */
  readonly scope: Scope;
  /** Begins a stage of what is left of the run by then. */
  readonly nextStage: (of: Prepared, title: string) => void;
  readonly signal: AbortSignal;
}

/** What the stages on the board have found. */
export interface Measured {
  readonly running: Running;
  readonly tuned: Tuned;
  readonly validation?: ValidationResult;
  readonly profiled?: Profiled;
  readonly powered: PowerOutcome;
  /** For the packages. */
  readonly captured?: CapturedTensors;
  readonly second: AotPassOutcome;
}

/** How many titles a run gives to `nextStage`. */
export function stagesOf({ request, pass_engine }: Prepared): number {
  return (
    Number(request.tune_and_validate) * 2 +
    Number(request.profile) +
    Number(wantsPower(request)) +
    Number(pass_engine !== undefined) +
    Number(request.packaging !== undefined)
  );
}

function powerTitle({ cpu_modes, power_monitor, runs_power }: RunRequest): string {
  const modes = cpu_modes.map((mode) => mode.toUpperCase()).join(' and ');
  return power_monitor === undefined
    ? `Count ${runs_power} inferences on the board in ${modes}`
    : `Characterize inference energy in ${modes}${power_monitor === 'modelled' ? ' (modelled)' : ''}`;
}

/** Tunes on the board that is there, and tells where things are on the one that was asked for. */
async function tuneFor({ deps, watch }: MeasureTask, running: Running) {
  const { request, bench, plan, first } = running.prepared;
  const on_board = { ...bench, platform: running.platform };
  const here = await watch.stage('tune', () =>
    watch.external('device', () => tune(running.device, running.flash_address, on_board, plan)),
  );
  const tuned: Tuned =
    bench === request
      ? here
      : {
          ...here,
          first,
          placement: tunedPlacement(request, plan, here.used_bytes, here.found_padding_bytes),
        };
  const { arena, model } = tuned.placement;
  deps.log.info(
    `Tuned: arena of ${arena.bytes} bytes in ${arena.location} (${tuned.used_bytes} used), model in ${model.location}`,
  );
  for (const { message } of paddingIssues(request, tuned)) deps.log.warn(message);
  return { tuned, on_board, on_board_placement: here.placement };
}

/**
 * What takes the board: build, lease, boot; tune; validate; profile; capture tensors for packages; measure energy; the
 * second pass.
 *
 * @throws {HilbenchError} of every room; `CANCELLED` when `signal` is aborted
 */
export async function measure(task: MeasureTask): Promise<Measured> {
  const { deps, inputs, out, watch, scope, signal } = task;
  const { plan, pass_engine } = task.prepared;
  const timeout_ms = deps.inference_timeout_ms ?? inferenceTimeoutMs(plan);
  const step = (done: number, total: number): void => deps.progress.step('inferences', done, total);
  const kept = new KeptOutputs();

  if (task.prepared.request.tune_and_validate) {
    task.nextStage(task.prepared, 'Build, flash and fine-tune the characterization image');
  }
  const running = await watch.stage('start', () => start(deps, task.prepared, watch, scope, signal));
  const { request, bench } = running.prepared;
  const nextStage = (title: string): void => task.nextStage(running.prepared, title);
  const { device, board, instrument, reference, flash_address } = running;
  const measuring = { board, ...(instrument === undefined ? {} : { instrument }) };
  const { tuned, on_board, on_board_placement } = await tuneFor(task, running);
  throwIfAborted(signal);
  let validation: ValidationResult | undefined;
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
        onProgress: (done) => step(done, inputs.runs),
        ...(pass_engine === undefined ? {} : { onOutputs: (found, host) => kept.add(found, host) }),
      }),
    );
  }
  let profiled: Profiled | undefined;
  if (request.profile) {
    nextStage(`Profile every layer over ${request.runs} inferences`);
    profiled = await watch.stage('profile', () =>
      watch.external('device', () => profile(device, request, plan, timeout_ms, step)),
    );
  }
  let captured: CapturedTensors | undefined;
  if (request.packaging !== undefined) {
    const placement = on_board_placement;
    captured = await watch.stage('capture', () =>
      watch.external('device', () =>
        captureTensors({ device, flash_address, placement, request: on_board, plan, inputs, timeout_ms }),
      ),
    );
  }
  let powered: PowerOutcome = { power: [], onboard: [], issues: [] };
  if (wantsPower(request)) {
    nextStage(powerTitle(request));
    powered = await watch.stage('power', () =>
      measurePower({
        deps,
        request,
        plan,
        tuned,
        watch,
        signal,
        ...measuring,
        unit: device.hello.unit,
        ...(profiled === undefined ? {} : { units_per_inference: profiled.profile.total.ticks }),
      }),
    );
  }
  let second: AotPassOutcome = { issues: [] };
  if (pass_engine !== undefined) {
    nextStage(`Run the model with ${pass_engine.name} and compare`);
    second = await watch.stage('aot', () =>
      runAotPass({
        deps,
        request: bench,
        plan,
        main: tuned.placement,
        engine: pass_engine,
        inputs,
        kept,
        watch,
        signal,
        ...measuring,
        reference: validation?.reference ?? '',
      }),
    );
  }
  return {
    running,
    tuned,
    ...(validation === undefined ? {} : { validation }),
    ...(profiled === undefined ? {} : { profiled }),
    powered,
    ...(captured === undefined ? {} : { captured }),
    second,
  };
}
