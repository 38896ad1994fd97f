import { setTimeout as delay } from 'node:timers/promises';
import type { Image } from '../firmware/types.ts';
import { type BoardReport, decodeBoardReport } from '../power/board-report.ts';
import { checkWindowCount } from '../power/count.ts';
import { countMismatch, deviceFailed, noBoardReport } from '../power/errors.ts';
import type { Recording } from '../power/windows.ts';
import type { OnboardResult, ResultIssue } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import { POWER_WINDOWS, type PowerTask } from './power-boot.ts';
import type { CpuModeName } from './request.ts';

/** Pauses between two looks at a board that is not done. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
/** A board is done microseconds after its last window; one that is not by then will never be. */
const DONE_TIMEOUT_MS = 2000;

/** How long a report is waited for. */
export interface Patience {
  /** Until the first look. */
  readonly first_ms: number;
  /** From then on, until there is a report of this start at all; default: as long as for its end. */
  readonly start_timeout_ms?: number;
  /** Until it says that the windows are over. */
  readonly timeout_ms: number;
}

/** A board that was started with a power image, and which of its reports counts. */
export interface ReportSource {
  readonly task: Pick<PowerTask, 'board' | 'request' | 'watch' | 'signal'> & {
    readonly deps: Pick<PowerTask['deps'], 'log'>;
  };
  readonly image: Pick<Image, 'report'>;
  readonly mode: CpuModeName;
  readonly run: number;
}

/** The board's own count of its windows. */
export interface BoardCounts {
  readonly unit: OnboardResult['unit'];
  /** Units in a second; 0: they have no rate. */
  readonly timer_hz: number;
  /** Of each window. */
  readonly units: readonly number[];
}

/** The report as it is now; a text says why it is none of this start. */
async function look({ task, image, run }: ReportSource): Promise<BoardReport | string> {
  const { board, watch, signal } = task;
  const { report: place } = image;
  if (place === undefined) throw noBoardReport('its image has none');
  if (board.readMemory === undefined) throw noBoardReport('the board has no probe that reads memory');
  const { address, bytes } = place;
  const read = board.readMemory.bind(board);
  const content = await watch.external('probe', () => read(address, bytes, signal));
  try {
    const report = decodeBoardReport(content);
    // A board that could not read its parameters does not know which start it is.
    const is_ours = report.run === run || (report.run === 0 && report.phase === 'failed');
    return is_ours ? report : 'it is of another start of the board';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

/**
 * Waits until the board says that its windows are over.
 *
 * @throws {HilbenchError} `POWER_DEVICE_FAILED` with the board's own text, `POWER_NO_REPORT`, those of
 *   `Board.readMemory` (kind `bench`), `CANCELLED`
 */
export async function awaitReport(
  source: ReportSource,
  { first_ms, start_timeout_ms = Infinity, timeout_ms }: Patience,
): Promise<BoardReport> {
  const { signal, watch } = source.task;
  const deadline_ms = performance.now() + timeout_ms;
  const wait = (ms: number): Promise<void> =>
    watch.external('device', () => delay(ms, undefined, { signal }).catch(() => throwIfAborted(signal)));
  if (first_ms > 0) await wait(Math.min(first_ms, timeout_ms));
  const start_deadline_ms = Math.min(performance.now() + start_timeout_ms, deadline_ms);
  for (let pause_ms = FIRST_PAUSE_MS; ; pause_ms = Math.min(2 * pause_ms, LONGEST_PAUSE_MS)) {
    throwIfAborted(signal);
    const found = await look(source);
    if (typeof found !== 'string') {
      if (found.phase === 'failed') throw deviceFailed(found.status, found.text);
      if (found.phase === 'finished') return found;
    }
    if (performance.now() + pause_ms > (typeof found === 'string' ? start_deadline_ms : deadline_ms)) {
      throw noBoardReport(
        typeof found === 'string'
          ? found
          : `it says that ${found.windows.length} of ${POWER_WINDOWS} windows are over`,
      );
    }
    await wait(pause_ms);
  }
}

/**
 * Checks windows that a monitor has seen against the board's own count of them.
 *
 * @param inferences in each window, as the board was told
 * @returns the count, or why there is none: without it the windows are what the monitor says
 * @throws {HilbenchError} `POWER_COUNT_MISMATCH`, `POWER_DEVICE_FAILED`; where the run wants the count itself, also what
 *   keeps it from being read
 */
export async function checkByReport(
  source: ReportSource,
  recording: Recording,
  inferences: number,
): Promise<BoardCounts | ResultIssue> {
  let report: BoardReport;
  try {
    report = await awaitReport(source, { first_ms: 0, timeout_ms: DONE_TIMEOUT_MS });
  } catch (error) {
    if (source.task.request.onboard_perf || !isUnreadable(error)) throw error;
    return unchecked(source.mode, error);
  }
  const counts = countsOf(report, inferences);
  for (const [index, { time_s }] of recording.windows.entries()) {
    const units = counts.units[index] ?? 0;
    checkWindowCount(index, time_s, { inferences, units }, inferences, counts.timer_hz);
  }
  return counts;
}

/**
 * The failure of windows that a monitor saw, in the board's own words where the board says that it failed.
 *
 * @returns the error to throw
 */
export async function explained(source: ReportSource, error: unknown): Promise<unknown> {
  if (!(error instanceof HilbenchError && MAY_BE_THE_BOARD.has(error.code))) return error;
  try {
    await awaitReport(source, { first_ms: 0, timeout_ms: 0 });
  } catch (found) {
    if (found instanceof HilbenchError && found.code === 'POWER_DEVICE_FAILED') return found;
    const why = found instanceof Error ? found.message : String(found);
    source.task.deps.log.debug(`what the board says of it cannot be told: ${why}`);
  }
  return error;
}

/** What a board that gives up looks like from outside. */
const MAY_BE_THE_BOARD: ReadonlySet<string> = new Set(
  ['DEVICE_FAILED', 'NOT_READY', 'NO_GATE', 'EDGES', 'WINDOW_TIMEOUT'].map((code) => `POWER_${code}`),
);

/**
 * The count in a report of a board that is done.
 *
 * @param inferences in each window, as the board was told
 * @throws {HilbenchError} `POWER_COUNT_MISMATCH`: it ran something else, or its timer stood still
 */
export function countsOf({ unit, timer_hz, windows }: BoardReport, inferences: number): BoardCounts {
  if (windows.length !== POWER_WINDOWS) {
    throw countMismatch(windows.length, `the board says that it ran ${windows.length}, not ${POWER_WINDOWS}`);
  }
  for (const [index, counted] of windows.entries()) {
    checkWindowCount(index, 0, counted, inferences, 0);
    if (counted.units === 0) throw countMismatch(index, 'the timer of the board counted nothing');
  }
  return { unit, timer_hz, units: windows.map(({ units }) => units) };
}

/** Whether nothing is known of the board's count; a board that failed, and a run that is cancelled, are known. */
function isUnreadable(error: unknown): error is HilbenchError {
  return (
    error instanceof HilbenchError &&
    error.kind === 'bench' &&
    (error.code === 'POWER_NO_REPORT' || error.code.startsWith('PROBE_'))
  );
}

function unchecked(mode: CpuModeName, { message, hint }: HilbenchError): ResultIssue {
  return {
    code: 'POWER_UNCHECKED',
    severity: 'warn',
    message: `The windows in ${mode.toUpperCase()} were not compared with the board's own count of them. ${message}`,
    hint,
  };
}
