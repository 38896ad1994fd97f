import { describe, expect, test } from 'vitest';
import { type ReportFields, reportBytes, TICKS_PER_S } from '../../test/helpers/board-report.ts';
import { deviceFailed, monitorLost, notReady } from '../power/errors.ts';
import type { Recording } from '../power/windows.ts';
import { cancelled, HilbenchError } from '../support/errors.ts';
import { awaitReport, checkByReport, explained, type ReportSource } from './board-report.ts';
import { Stopwatch } from './stopwatch.ts';

const RUN = 7;
const INFERENCES = 10;
const WINDOW_S = 0.5;
const UNITS = BigInt(WINDOW_S * TICKS_PER_S);
const WINDOW = { inferences: INFERENCES, units: UNITS };
const DONE: ReportFields = { run: RUN, windows: [WINDOW, WINDOW, WINDOW] };
const FAILED: ReportFields = { run: RUN, phase: 3, status: 6, text: 'needed bytes: 4096' };

type Look = ReportFields | Uint8Array | Error;

/** A board whose memory has these, one look after the other, the last for ever. */
function boardThatHas(
  looks: readonly Look[],
  more: { readonly onboard_perf?: boolean; readonly signal?: AbortSignal } = {},
): ReportSource & { readonly asked: readonly (readonly [number, number])[] } {
  const asked: (readonly [number, number])[] = [];
  const readMemory = (address: number, bytes: number): Promise<Uint8Array> => {
    const look = looks[Math.min(asked.length, looks.length - 1)];
    asked.push([address, bytes]);
    if (look instanceof Error) return Promise.reject(look);
    return Promise.resolve(look instanceof Uint8Array ? look : reportBytes(look ?? {}));
  };
  const log = { debug: () => {} };
  const task = {
    ...{ board: { readMemory }, request: { onboard_perf: more.onboard_perf ?? false }, deps: { log } },
    ...{ watch: new Stopwatch(() => performance.now()), signal: more.signal ?? new AbortController().signal },
  };
  const image = { report: { address: 0x2000_1000, bytes: 336 } };
  return { task: task as unknown as ReportSource['task'], image, mode: 'hp', run: RUN, asked };
}

const probeLost = new HilbenchError({ kind: 'bench', code: 'PROBE_LOST', message: 'gone', hint: 'look' });
const NOW = { first_ms: 0, timeout_ms: 0 };
const PATIENT = { first_ms: 0, timeout_ms: 5000 };

describe('the report of a board', () => {
  test('is read where the image says that it is', async () => {
    const source = boardThatHas([DONE]);
    expect((await awaitReport(source, NOW)).windows).toHaveLength(3);
    expect(source.asked).toEqual([[0x2000_1000, 336]]);
  });

  test('is waited for: of an earlier start, half written, not done, done', async () => {
    const source = boardThatHas([
      { ...DONE, run: RUN + 1 },
      reportBytes(DONE).fill(9, 60, 61),
      { ...DONE, phase: 1, windows: [WINDOW] },
      DONE,
    ]);
    expect((await awaitReport(source, PATIENT)).phase).toBe('finished');
    expect(source.asked).toHaveLength(4);
  });

  test.each<[string, readonly Look[], string, RegExp]>([
    ['of an earlier start', [{ ...DONE, run: 8 }], 'POWER_NO_REPORT', /another start/],
    ['of a failure of an earlier start', [{ ...FAILED, run: 8 }], 'POWER_NO_REPORT', /another start/],
    [
      'of a board that hangs',
      [{ ...DONE, phase: 1, windows: [WINDOW] }],
      'POWER_NO_REPORT',
      /1 of 3 windows/,
    ],
    ['that was never written', [new Uint8Array(336)], 'POWER_NO_REPORT', /there is none/],
    ['of a board that failed', [FAILED], 'POWER_DEVICE_FAILED', /status 6: needed bytes: 4096/],
    ['of one without its parameters', [{ ...FAILED, run: 0 }], 'POWER_DEVICE_FAILED', /status 6/],
    ['that the probe does not get', [probeLost], 'PROBE_LOST', /gone/],
  ])('%s', async (_what, looks, code, text) => {
    await expect(awaitReport(boardThatHas(looks), NOW)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(text),
    });
  });

  test('is waited for only as long as a board may take to start', async () => {
    const source = boardThatHas([new Uint8Array(336)]);
    await expect(
      awaitReport(source, { first_ms: 0, start_timeout_ms: 0, timeout_ms: 3_600_000 }),
    ).rejects.toMatchObject({ code: 'POWER_NO_REPORT' });
  });

  test('is no longer waited for when the run is cancelled', async () => {
    const controller = new AbortController();
    const source = boardThatHas([{ ...DONE, phase: 0, windows: [] }], { signal: controller.signal });
    const waiting = awaitReport(source, { first_ms: 0, timeout_ms: 3_600_000 });
    controller.abort(cancelled());
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  test('of an image that has none cannot be read', async () => {
    await expect(awaitReport({ ...boardThatHas([DONE]), image: {} }, NOW)).rejects.toMatchObject({
      code: 'POWER_NO_REPORT',
    });
  });
});

function recorded(time_s: number): Recording {
  const window = { rise_id: 0, fall_id: 1, time_s, energy_j: 1, uncertainty_j: 0 };
  return {
    windows: [window, window, window],
    dropped_samples: 0,
    waveform: { begin_ms: [], bucket_ms: 1, min_mw: [], max_mw: [], gate_ms: [] },
  };
}

describe('windows that a monitor has seen', () => {
  const check = (looks: readonly Look[], time_s = WINDOW_S, onboard_perf = false) =>
    checkByReport(boardThatHas(looks, { onboard_perf }), recorded(time_s), INFERENCES);

  test.each([0.96, 1, 1.04])('agree with the count of the board within 5 %% (%d)', async (factor) => {
    const units = Number(UNITS);
    expect(await check([DONE], WINDOW_S * factor)).toEqual({
      ...{ unit: 'cycles', timer_hz: TICKS_PER_S, units: [units, units, units] },
    });
  });

  test.each<[string, Look, number, RegExp]>([
    ['are longer than it says', DONE, WINDOW_S * 1.1, /Window 1: it is 550.0 ms .* 500.0 ms/],
    ['are shorter', DONE, WINDOW_S * 0.9, /Window 1: it is 450.0 ms/],
    [
      'held another number of inferences',
      { ...DONE, windows: [WINDOW, { ...WINDOW, inferences: 9 }, WINDOW] },
      WINDOW_S,
      /Window 2: the board ran 9 inferences, not 10/,
    ],
    ['are more than it ran', { ...DONE, windows: [WINDOW, WINDOW] }, WINDOW_S, /it ran 2, not 3/],
    [
      'were counted by a timer that stood still',
      { ...DONE, timer_hz: 0, windows: [WINDOW, WINDOW, { ...WINDOW, units: 0n }] },
      WINDOW_S,
      /Window 3: the timer of the board counted nothing/,
    ],
  ])('%s: an error', async (_what, look, time_s, text) => {
    await expect(check([look], time_s)).rejects.toMatchObject({
      code: 'POWER_COUNT_MISMATCH',
      message: expect.stringMatching(text),
    });
  });

  test('and of which the board says that it failed are none', async () => {
    await expect(check([FAILED])).rejects.toMatchObject({ code: 'POWER_DEVICE_FAILED' });
  });

  test('stay unchecked where the report cannot be read, unless it was asked for', async () => {
    expect(await check([probeLost])).toMatchObject({ code: 'POWER_UNCHECKED', severity: 'warn' });
    await expect(check([probeLost], WINDOW_S, true)).rejects.toMatchObject({ code: 'PROBE_LOST' });
  });
});

describe('a failure that a monitor saw', () => {
  test.each([
    ['state did not rise', notReady(1000)],
    ['pulses of state', deviceFailed(6, '')],
  ])('is told in the words of the board: %s', async (_what, error) => {
    expect(await explained(boardThatHas([FAILED]), error)).toMatchObject({
      code: 'POWER_DEVICE_FAILED',
      message: expect.stringContaining('needed bytes: 4096'),
    });
  });

  test('stays what it is where the board says nothing of it', async () => {
    const error = notReady(1000);
    for (const look of [{ ...DONE, phase: 1 }, new Uint8Array(336), probeLost]) {
      expect(await explained(boardThatHas([look]), error)).toBe(error);
    }
  });

  test('of the monitor itself is not asked about', async () => {
    const source = boardThatHas([FAILED]);
    const error = monitorLost('joulescope');
    expect(await explained(source, error)).toBe(error);
    expect(source.asked).toEqual([]);
  });
});
