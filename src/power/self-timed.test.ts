import { describe, expect, test } from 'vitest';
import {
  ACTIVE_A,
  IDLE_A,
  type Stretch,
  scriptedInstrument,
} from '../../test/helpers/scripted-instrument.ts';
import { HilbenchError } from '../support/errors.ts';
import { recordWindows } from './session.ts';
import type { Recording } from './windows.ts';

const IDLE_MS = 30;
const WINDOW_MS = 50;
/** Between the fall of gate and the next rise of state. */
const INPUTS: Stretch = { ms: 2 };
const BOOT: Stretch = { ms: 7 };
const IDLE: Stretch = { ms: IDLE_MS, state: true };
const GATE: Stretch = { ms: WINDOW_MS, gate: true };
const WINDOW: readonly Stretch[] = [IDLE, GATE, INPUTS];
const WHOLE: readonly Stretch[] = [BOOT, ...WINDOW, ...WINDOW, ...WINDOW];

/** What a device does that cannot go on: docs/power.md. */
function pulses(status: number): Stretch[] {
  return Array.from({ length: status }, () => [{ ms: 1 }, { ms: 1, state: true }]).flat();
}

function record(
  story: readonly Stretch[],
  batch_ms: number,
  min_window_ms = 0,
  has_go = false,
): Promise<Recording> {
  return recordWindows(
    scriptedInstrument(story, batch_ms, has_go),
    {
      windows: 3,
      inferences: 10,
      units_hz: 1,
      idle_ms: IDLE_MS,
      min_window_ms,
      ready_timeout_ms: 300,
      gate_timeout_ms: 10_000,
      window_timeout_ms: 300,
      settle_timeout_ms: 100,
      onWindow: () => {},
    },
    new AbortController().signal,
  );
}

/** An instrument tells what it sees sample by sample, or all of it at once when its host was busy. */
const BATCHES_MS = [0.01, 1.3, 20, 1000];

describe.each(BATCHES_MS)('windows that a board begins by itself, seen every %d ms', (batch_ms) => {
  test('are measured with the idle time before them', async () => {
    const { windows, dropped_samples } = await record(WHOLE, batch_ms);
    expect(windows).toHaveLength(3);
    for (const { time_s, energy_j, idle_power_w } of windows) {
      expect(time_s).toBeCloseTo(WINDOW_MS / 1e3, 9);
      expect(energy_j).toBeCloseTo((WINDOW_MS / 1e3) * 1.8 * ACTIVE_A, 9);
      expect(idle_power_w).toBeCloseTo(1.8 * IDLE_A, 9);
    }
    expect(dropped_samples).toBe(0);
  });

  test('also where the monitor comes late, and sees state high from the start', async () => {
    const { windows } = await record([{ ms: 12, state: true }, GATE, INPUTS, ...WINDOW, ...WINDOW], batch_ms);
    expect(windows).toHaveLength(3);
  });

  test.each<[string, string, readonly Stretch[]]>([
    ['state falls, and gate does not rise', 'POWER_NO_GATE', [BOOT, ...WINDOW, IDLE]],
    ['gate rises while state is high', 'POWER_EDGES', [BOOT, IDLE, { ...GATE, state: true }]],
    ['gate rises before the board is ready again', 'POWER_EDGES', [BOOT, ...WINDOW, GATE, ...WINDOW]],
    ['gate does not fall', 'POWER_WINDOW_TIMEOUT', [BOOT, ...WINDOW, IDLE, { ms: Infinity, gate: true }]],
    ['state never rises', 'POWER_NOT_READY', [BOOT, GATE, INPUTS, GATE]],
    ['the monitor comes in the first window', 'POWER_NOT_READY', [GATE, INPUTS, ...WINDOW, ...WINDOW]],
    ['the third window is missing', 'POWER_NOT_READY', [BOOT, ...WINDOW, ...WINDOW]],
    ['state does not fall', 'POWER_WINDOW_TIMEOUT', [BOOT, { ms: Infinity, state: true }]],
  ])('%s: %s', async (_fault, code, story) => {
    const error: unknown = await record(story, batch_ms).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HilbenchError);
    expect(error).toMatchObject({ code, kind: 'bench', hint: expect.stringMatching(/\w/u) });
  });

  test.each([
    ['before any window, status 1', 1, [BOOT, ...pulses(1)]],
    ['before any window, status 7', 7, [BOOT, ...pulses(7)]],
    ['in the first window', 8, [BOOT, IDLE, { ms: 3, gate: true }, ...pulses(8)]],
    ['in the second window', 1, [BOOT, ...WINDOW, IDLE, GATE, ...pulses(1)]],
  ] as const)('a board that cannot go on says its status: %s', async (_when, status, story) => {
    await expect(record(story, batch_ms)).rejects.toMatchObject({
      code: 'POWER_DEVICE_FAILED',
      message: expect.stringContaining(`status ${status}.`),
    });
  });

  test('a window that is too short ends the recording', async () => {
    const { windows, short_ms } = await record(WHOLE, batch_ms, 60);
    expect(windows).toHaveLength(1);
    expect(short_ms).toBeCloseTo(WINDOW_MS, 9);
  });
});

test('with go, too, pulses that come before the samples of the window are all counted', async () => {
  const story = [BOOT, { ms: 60, state: true }, { ms: 3, gate: true }, ...pulses(4)];
  await expect(record(story, 20, 0, true)).rejects.toMatchObject({
    code: 'POWER_DEVICE_FAILED',
    message: expect.stringContaining('status 4.'),
  });
});
