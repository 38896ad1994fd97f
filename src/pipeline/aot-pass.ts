import type { Board } from '../bench/types.ts';
import type { AsyncEngine } from '../engine/types.ts';
import { fitsInside } from '../platform/rules.ts';
import type { Placement } from '../platform/types.ts';
import type { PowerMonitor } from '../power/types.ts';
import type { AotPassResult, ResultIssue } from '../result/schema.ts';
import { HilbenchError, whatEnded } from '../support/errors.ts';
import { Scope } from '../support/scope.ts';
import { plainText } from '../support/text.ts';
import { comparePass, type KeptOutputs } from './aot-outputs.ts';
import { bootDevice } from './board-device.ts';
import { buildImage } from './build-image.ts';
import type { PipelineDeps } from './deps.ts';
import { checkDeviceLimits } from './device-limits.ts';
import type { PlannedModel } from './plan.ts';
import { measureMode, preparePower } from './power.ts';
import type { PowerTask } from './power-boot.ts';
import { wantsPower } from './power-platform.ts';
import { inferenceTimeoutMs, profile } from './profile.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';
import { tune } from './tune.ts';
import type { Inputs } from './validate.ts';

export { KeptOutputs } from './aot-outputs.ts';

export interface AotPass {
  readonly deps: PipelineDeps;
  readonly request: RunRequest;
  /** Of the main engine. */
  readonly plan: PlannedModel;
  /** Where the main engine's model and arena are. */
  readonly main: Placement;
  readonly engine: AsyncEngine;
  /** Leased for the main engine; it is booted again. */
  readonly board: Board;
  /** As for `measurePower`. */
  readonly instrument?: PowerMonitor;
  readonly inputs: Inputs;
  /** What the main engine and the host made of the same inputs. */
  readonly kept: KeptOutputs;
  /** What computed the outputs of the host. */
  readonly reference: string;
  readonly watch: Stopwatch;
  readonly signal: AbortSignal;
}

export interface AotPassOutcome {
  /** Absent when the engine never ran. */
  readonly aot?: AotPassResult;
  readonly issues: readonly ResultIssue[];
}

type Found = { -readonly [Key in keyof AotPassResult]: AotPassResult[Key] };

/**
 * The engine of the second pass, if one was asked for. Touches no board.
 *
 * @throws {HilbenchError} `CONFIG_SAME_ENGINE`, `HELIA_AOT_CONFIG` (kind `input`)
 */
export async function checkAotPass(
  deps: Pick<PipelineDeps, 'engine' | 'passEngine'>,
  request: Pick<RunRequest, 'aot_pass' | 'platform'>,
): Promise<AsyncEngine | undefined> {
  const { aot_pass, platform } = request;
  if (aot_pass === undefined) return undefined;
  const automatic = platform.emulated ? 'aot' : 'helia';
  const name = aot_pass.engine === 'auto' ? automatic : aot_pass.engine;
  if (name === 'aot' && deps.engine.name === 'aot') {
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_SAME_ENGINE',
      message: 'The pass of --create-aot-profile would compare the engine aot with itself.',
      hint: 'Set --aot-engine helia, or --engine tflm with a neuralSPOT checkout, or leave --create-aot-profile out.',
    });
  }
  return deps.passEngine(name, aot_pass.config_path);
}

/** The line of a tool's output that says what is wrong. */
function reasonIn(detail: string | undefined): string {
  const reason = detail?.split('\n').find((line) => /\berror\b/.test(line));
  return reason === undefined ? '' : ` (${plainText(reason.trim(), 400)})`;
}

/**
 * What is to be noted of a failure.
 *
 * @param where what the pass was at, with a comma before it; empty: the pass as a whole
 * @throws what was thrown, where that ends the run: its cancellation, and defects
 */
function noted({ deps, engine }: AotPass, thrown: unknown, where = ''): ResultIssue {
  const error = whatEnded(thrown);
  if (!(error instanceof HilbenchError) || error.kind === 'cancelled') throw thrown;
  deps.log.debug(`pass with ${engine.name}${where}: ${error.code}: ${error.message}`);
  return {
    code: error.code,
    severity: 'warn',
    message: `The pass with an engine compiled ahead of time${where}: ${plainText(error.message, 4000)}${reasonIn(error.detail)}`,
    hint: plainText(error.hint, 2000),
  };
}

/** Neither memory can be filled for an image that has its constants inside. */
function switchedOff(main: Placement, request: RunRequest): ResultIssue | undefined {
  if (request.nocompile) {
    return {
      code: 'AOT_PASS_OFF',
      severity: 'warn',
      message: 'There is no pass with an engine compiled ahead of time: --nocompile-mode flashes nothing.',
      hint: 'Leave --nocompile-mode out for it.',
    };
  }
  if (fitsInside(main)) return undefined;
  return {
    code: 'AOT_PASS_OFF',
    severity: 'warn',
    message: `There is no pass with an engine compiled ahead of time: model or arena are outside the chip (${main.model.location}, ${main.arena.location}).`,
    hint: 'Set --model-location and --arena-location to memories inside the chip for it.',
  };
}

/**
 * Runs the model once more on the leased board, with an engine that compiles it ahead of time: outputs beside those
 * of the host and of the main engine, layers, energy, sizes. What fails here is an issue of the result, and what was
 * found before is kept: the run is the main engine's.
 *
 * @throws {HilbenchError} `CANCELLED` only
 */
export async function runAotPass(pass: AotPass): Promise<AotPassOutcome> {
  const off = switchedOff(pass.main, pass.request);
  if (off !== undefined) return { issues: [off] };
  const issues: ResultIssue[] = [];
  const parts: { found?: Found } = {};
  try {
    await measure(pass, parts, issues);
  } catch (error) {
    issues.push(noted(pass, error));
  }
  return { ...(parts.found === undefined ? {} : { aot: parts.found }), issues };
}

async function measure(pass: AotPass, parts: { found?: Found }, issues: ResultIssue[]): Promise<void> {
  const { deps, request, engine, board, watch, signal } = pass;
  const { platform } = request;
  checkDeviceLimits(pass.plan.main);
  const build = await watch.external('compiler', async () =>
    engine.prepare(pass.plan.graph, platform, signal),
  );
  const plan: PlannedModel = { ...pass.plan, build };
  const image = await buildImage({ ...pass, plan }, 'link', undefined);
  const found: Found = {
    engine: { name: build.engine, version: build.version },
    image: {
      hash: image.hash,
      build_id: image.build_id,
      rom_bytes: image.rom_bytes,
      ram_bytes: image.ram_bytes,
    },
  };
  parts.found = found;
  const timeout_ms = deps.inference_timeout_ms ?? inferenceTimeoutMs(plan);

  await using scope = new Scope();
  const { device, flash_address } = await bootDevice(
    { deps, request, plan, board, watch, scope, signal },
    image,
  );
  const tuned = await watch.external('device', () => tune(device, flash_address, request, plan));
  const { model, arena } = tuned.placement;
  // A module that brings its own memory has nothing of it in the arena.
  if (tuned.used_bytes > 0) {
    found.placement = {
      model: { location: model.location, bytes: model.bytes },
      arena: { location: arena.location, bytes: arena.bytes, used_bytes: tuned.used_bytes },
    };
  }
  if (pass.kept.runs > 0) {
    Object.assign(
      found,
      await watch.external('device', () => comparePass({ ...pass, plan, device, timeout_ms })),
    );
  }
  if (request.profile && build.layers.length > 0) {
    const profiled = await watch.external('device', () =>
      profile(device, request, plan, timeout_ms, (done, total) =>
        deps.progress.step('inferences', done, total),
      ),
    );
    found.profile = profiled.profile;
    issues.push(...profiled.issues);
  } else if (request.profile) {
    issues.push({
      code: 'AOT_PASS_NO_LAYERS',
      severity: 'info',
      message: `${build.engine} ${build.version} does not say which layer it is in: it has no profile.`,
      hint: 'Leave module.schedule of HeliaAOT at table; later versions of it name the layers.',
    });
  }
  if (!wantsPower(request)) return;
  const task: PowerTask = {
    deps,
    request,
    plan,
    tuned,
    board,
    ...(pass.instrument === undefined ? {} : { instrument: pass.instrument }),
    unit: device.hello.unit,
    ...(found.profile === undefined ? {} : { units_per_inference: found.profile.total.ticks }),
    watch,
    signal,
  };
  await measureModes(pass, task, found, issues);
}

/** Measures energy in every mode asked for. One that fails is noted, and takes nothing from the others. */
async function measureModes(
  pass: AotPass,
  task: PowerTask,
  found: Found,
  issues: ResultIssue[],
): Promise<void> {
  const stage = await preparePower(task);
  for (const mode of pass.request.cpu_modes) {
    try {
      const { power, onboard, issues: remarks } = await measureMode(task, stage, mode);
      if (power.length > 0) found.power = [...(found.power ?? []), ...power];
      if (onboard.length > 0) found.onboard = [...(found.onboard ?? []), ...onboard];
      issues.push(...remarks);
    } catch (error) {
      issues.push(noted(pass, error, `, in ${mode.toUpperCase()}`));
    }
  }
}
