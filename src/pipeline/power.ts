import type { Board } from '../bench/types.ts';
import type { Image } from '../firmware/types.ts';
import type { Transport } from '../link/types.ts';
import { platformOf } from '../platform/image-memories.ts';
import { checkPlacement } from '../platform/placement.ts';
import { offChipOf } from '../platform/rules.ts';
import type { PowerModel } from '../platform/types.ts';
import { windowShort } from '../power/errors.ts';
import { figuresOf } from '../power/figures.ts';
import { instructionsPerSecond } from '../power/modelled.ts';
import { recordWindows } from '../power/session.ts';
import { checkSupply } from '../power/supply.ts';
import type { PowerMonitor } from '../power/types.ts';
import type { Recording, WindowsRequest } from '../power/windows.ts';
import type { OnboardResult, PowerResult, ResultIssue } from '../result/schema.ts';
import { Scope } from '../support/scope.ts';
import { type BoardCounts, checkByReport, explained } from './board-report.ts';
import { buildImage } from './build-image.ts';
import { expectedInferences, GROWTH_MARGIN, MOST_INFERENCES } from './expected.ts';
import { countOnBoard, onboardResult } from './onboard.ts';
import { beside } from './place-image.ts';
import { bootWindows, POWER_WINDOWS, type PowerTask, readyTimeoutMs, windowTimeoutMs } from './power-boot.ts';
import { checkPowerPlacement, checkPowerPlatform, type PlatformPower } from './power-platform.ts';
import type { CpuModeName, RunRequest } from './request.ts';

const IDLE_MS = 100;
/** The first rise of state must still be on when the probe has let go of the board and the monitor looks. */
const SELF_TIMED_IDLE_MS = 2000;
const GATE_TIMEOUT_MS = 20_000;
const SETTLE_TIMEOUT_MS = 2000;

export interface PowerOutcome {
  /** One for each CPU mode measured; empty unless a monitor was asked for. */
  readonly power: readonly PowerResult[];
  /** One for each CPU mode measured; empty unless asked for. */
  readonly onboard: readonly OnboardResult[];
  /** What a reader must know of these figures. */
  readonly issues: readonly ResultIssue[];
}

/**
 * What measures a board that was just booted: the run's instrument, or a modelled one, which lives as long as the boot
 * whose wires it has.
 */
async function monitorOf(
  { deps, board, instrument }: PowerTask,
  model: PowerModel | undefined,
  mode: CpuModeName,
  wires: Transport | undefined,
  boot: Scope,
): Promise<PowerMonitor> {
  if (model === undefined) {
    if (instrument === undefined) throw new Error(`no instrument was opened for ${board.id}`);
    return instrument;
  }
  if (wires === undefined) throw new Error(`${board.id} has no line of wires`);
  return boot.add(deps.openMonitor({ wires, model, mode }));
}

/** One recording of a monitor, which is stopped when this returns or throws. */
async function recordOnce(
  monitor: PowerMonitor,
  request: WindowsRequest,
  signal: AbortSignal,
): Promise<Recording> {
  try {
    await monitor.start(signal);
    return await recordWindows(monitor, request, signal);
  } finally {
    await monitor.stop();
  }
}

interface Recorded {
  readonly recording: Recording;
  readonly monitor: PowerMonitor;
  /** By the board itself; absent: the recording says nothing of it, and `issue` says why. */
  readonly counts?: BoardCounts;
  readonly issue?: ResultIssue;
}

/** Boots the power image and records its windows, once. */
async function record(
  task: PowerTask,
  on: PlatformPower,
  image: Image,
  mode: CpuModeName,
  inferences: number,
): Promise<Recorded> {
  const { deps, request, board, instrument, watch, signal } = task;
  const self_timed = instrument?.capabilities.go === false;
  const booted = await bootWindows(task, on, {
    ...{ image, mode, inferences },
    idle_ms: self_timed ? SELF_TIMED_IDLE_MS : 0,
  });
  await using boot = new Scope();
  const monitor = await monitorOf(task, on.model, mode, booted.wires, boot);
  const source = { task, image, mode, run: booted.run };
  const tells = monitor.capabilities.reports !== false;
  const recording = await watch
    .external('monitor', () =>
      recordOnce(
        monitor,
        {
          windows: POWER_WINDOWS,
          inferences,
          units_hz: on.model === undefined ? 1 : instructionsPerSecond(on.model, mode),
          idle_ms: self_timed ? SELF_TIMED_IDLE_MS : IDLE_MS,
          min_window_ms: request.power_monitor === undefined ? 0 : monitor.capabilities.min_window_ms,
          ready_timeout_ms: readyTimeoutMs(task),
          gate_timeout_ms: GATE_TIMEOUT_MS,
          window_timeout_ms: windowTimeoutMs(task, inferences),
          settle_timeout_ms: SETTLE_TIMEOUT_MS,
          onWindow: (done, window_ms) => {
            const name = mode.toUpperCase();
            deps.log.debug(
              `window ${done} of ${POWER_WINDOWS} in ${name}: ${inferences} inferences, ${window_ms.toFixed(1)} ms`,
            );
            deps.progress.step(`windows in ${name}`, done, POWER_WINDOWS);
          },
        },
        signal,
      ),
    )
    .catch(async (error: unknown) => {
      throw tells ? error : await explained(source, error);
    });
  if (board.monitor !== undefined && on.model === undefined)
    checkSupply(monitor.name, recording.windows, board.monitor.supply_v);
  if (recording.short_ms !== undefined) return { recording, monitor };
  if (tells) return { recording, monitor, counts: countsSeen(task, board, recording) };
  const found = await checkByReport(source, recording, inferences);
  return { recording, monitor, ...('code' in found ? { issue: found } : { counts: found }) };
}

/** The board's own count, where its wires carry it. */
function countsSeen({ unit }: PowerTask, board: Board, { windows }: Recording): BoardCounts {
  const units = windows.map((window) => {
    if (window.units === undefined) throw new Error(`the monitor of ${board.id} reports what it counted`);
    return window.units;
  });
  return { unit, timer_hz: 0, units };
}

/** In each window. */
function askedInferences({ runs_power }: RunRequest): number {
  return Math.ceil(runs_power / POWER_WINDOWS);
}

/** Records with windows that grow until the monitor measures them well. */
async function recordLongEnough(task: PowerTask, on: PlatformPower, image: Image, mode: CpuModeName) {
  const { request, instrument } = task;
  const min_window_ms = on.model?.min_window_ms ?? instrument?.capabilities.min_window_ms ?? 0;
  const expected = expectedInferences(task, on.model, mode, min_window_ms);
  const asked = askedInferences(request);
  let inferences = request.power_monitor === undefined ? asked : Math.max(asked, expected);
  for (;;) {
    const recorded = await record(task, on, image, mode, inferences);
    const { short_ms } = recorded.recording;
    if (short_ms === undefined) return { ...recorded, inferences };
    const grown = Math.ceil(inferences * (min_window_ms / short_ms) * GROWTH_MARGIN);
    const next = Math.min(grown, MOST_INFERENCES);
    if (next <= inferences) throw windowShort(short_ms, min_window_ms, inferences);
    inferences = next;
  }
}

function powerResult(
  task: PowerTask,
  mode: CpuModeName,
  inferences: number,
  recording: Recording,
  monitor: PowerMonitor,
): PowerResult {
  const figures = figuresOf(recording, inferences);
  const { begin_ms, bucket_ms, min_mw, max_mw, gate_ms } = recording.waveform;
  return {
    mode,
    engine: task.plan.build.engine,
    inferences,
    windows: recording.windows.length,
    time_ms: figures.time_ms.median,
    energy_uj: figures.energy_uj.median,
    power_mw: figures.power_mw,
    ...(figures.idle_power_mw === undefined ? {} : { idle_power_mw: figures.idle_power_mw }),
    ...(figures.dynamic_energy_uj === undefined ? {} : { dynamic_energy_uj: figures.dynamic_energy_uj }),
    uncertainty_uj: figures.uncertainty_uj,
    energy_uj_spread: figures.energy_uj,
    time_ms_spread: figures.time_ms,
    dropped_samples: recording.dropped_samples,
    monitor: monitor.name,
    modelled: monitor.modelled,
    waveform: {
      begin_ms: [...begin_ms],
      bucket_ms,
      min_mw: [...min_mw],
      max_mw: [...max_mw],
      gate_ms: gate_ms.map(([begin, end]) => [begin, end]),
    },
  };
}

/** What the modes of one power stage have in common. */
export interface PowerStage {
  readonly on: PlatformPower;
  readonly image: Image;
}

/**
 * Builds the image that every mode boots, which has no link. Nothing of the board is touched.
 *
 * @throws {HilbenchError} `POWER_…`, `PLACEMENT_…` (kind `input`), and those of building
 */
export async function preparePower(task: PowerTask): Promise<PowerStage> {
  const { plan, tuned } = task;
  const { platform, power_monitor } = task.request;
  const on = checkPowerPlatform(platform, power_monitor);
  checkPowerPlacement(platform, tuned.placement);
  const image = await buildImage(task, 'power', offChipOf(tuned.placement));
  const left = platformOf(platform, image.memories);
  beside(left, image, plan, () => checkPlacement(left, tuned.placement));
  return { on, image };
}

/**
 * Measures in one CPU mode.
 *
 * `runs_power` inferences are split over three windows of equal size, rounded up; there are more where the
 * profile says that the monitor needs longer windows. When a window still is shorter than the monitor
 * measures well, all three are run again with more inferences. Results are of one inference:
 * the median over the windows.
 *
 * Without a monitor but with `onboard_perf` the same windows are run, of any length, and only the board's own
 * count is kept. Boards of silicon then begin them by themselves. What those have counted is read by the probe, with a
 * monitor too: no wire carries it.
 *
 * @throws {HilbenchError} `POWER_…`, and those of booting
 */
export async function measureMode(
  task: PowerTask,
  { on, image }: PowerStage,
  mode: CpuModeName,
): Promise<PowerOutcome> {
  const { request, plan } = task;
  const { engine } = plan.build;
  if (on.model === undefined && task.instrument === undefined) {
    const inferences = askedInferences(request);
    const counts = await countOnBoard(task, on, { image, mode, inferences });
    return { power: [], onboard: [onboardResult({ engine, mode, inferences }, counts)], issues: [] };
  }
  const { recording, monitor, inferences, counts, issue } = await recordLongEnough(task, on, image, mode);
  const measured = request.power_monitor !== undefined;
  const counted = request.onboard_perf && counts !== undefined;
  return {
    power: measured ? [powerResult(task, mode, inferences, recording, monitor)] : [],
    onboard: counted ? [onboardResult({ engine, mode, inferences }, counts)] : [],
    issues: issue === undefined ? [] : [issue],
  };
}

/**
 * Measures energy and time of an inference in every CPU mode asked for. One that fails fails the stage.
 *
 * @throws {HilbenchError} of `preparePower` and `measureMode`
 */
export async function measurePower(task: PowerTask): Promise<PowerOutcome> {
  const stage = await preparePower(task);
  const modes: PowerOutcome[] = [];
  for (const mode of task.request.cpu_modes) modes.push(await measureMode(task, stage, mode));
  return {
    power: modes.flatMap(({ power }) => power),
    onboard: modes.flatMap(({ onboard }) => onboard),
    issues: modes.flatMap(({ issues }) => issues),
  };
}
