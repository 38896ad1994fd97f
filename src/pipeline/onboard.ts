import { spread } from '../power/figures.ts';
import type { OnboardResult } from '../result/schema.ts';
import { awaitReport, type BoardCounts, countsOf } from './board-report.ts';
import { expectedInferenceMs } from './expected.ts';
import {
  bootWindows,
  POWER_WINDOWS,
  type PowerTask,
  readyTimeoutMs,
  type WindowsWanted,
  windowTimeoutMs,
} from './power-boot.ts';
import type { PlatformPower } from './power-platform.ts';

/** Least that a device takes: nobody records what it draws meanwhile. */
const IDLE_MS = 10;
/** From reset to the first window, for a board that starts quickly. */
const START_MS = 300;
/** Where nothing is known of the time that an inference takes. */
const UNKNOWN_MS = 1000;
const MARGIN = 1.1;

/**
 * Runs windows with nobody watching, and reads what the board counted, through its probe.
 *
 * The probe comes when the windows should be over by what the profile has counted. One that comes too early does not
 * harm the count, at most it delays the board: a counter of cycles stands still while a probe has halted the core. A
 * board that is not done is looked at again, less and less often.
 *
 * @throws {HilbenchError} as `awaitReport`
 */
export async function countOnBoard(
  task: PowerTask,
  on: PlatformPower,
  wanted: Omit<WindowsWanted, 'idle_ms'>,
): Promise<BoardCounts> {
  const { image, mode, inferences } = wanted;
  const { run } = await bootWindows(task, on, { ...wanted, idle_ms: IDLE_MS });
  const start_timeout_ms = readyTimeoutMs(task);
  const report = await awaitReport(
    { task, image, mode, run },
    {
      first_ms: expectedMs(task, wanted),
      start_timeout_ms,
      timeout_ms: start_timeout_ms + POWER_WINDOWS * windowTimeoutMs(task, inferences),
    },
  );
  task.deps.progress.step(`windows in ${mode.toUpperCase()}`, POWER_WINDOWS, POWER_WINDOWS);
  return countsOf(report, inferences);
}

/** What the windows should take, and the warm-up before them. */
function expectedMs(
  task: PowerTask,
  { mode, inferences }: Pick<WindowsWanted, 'mode' | 'inferences'>,
): number {
  const inference_ms = expectedInferenceMs(task, undefined, mode);
  if (inference_ms === undefined) return UNKNOWN_MS;
  return START_MS + MARGIN * (inference_ms * (1 + POWER_WINDOWS * inferences) + POWER_WINDOWS * IDLE_MS);
}

/** One inference by the board's own count: the median over its windows. */
export function onboardResult(
  { engine, mode, inferences }: Pick<OnboardResult, 'engine' | 'mode' | 'inferences'>,
  { unit, timer_hz, units }: BoardCounts,
): OnboardResult {
  const ticks = spread(units.map((counted) => counted / inferences)).median;
  return {
    ...{ mode, engine, inferences, unit, ticks },
    ...(timer_hz === 0 ? {} : { time_us: (ticks / timer_hz) * 1e6 }),
  };
}
