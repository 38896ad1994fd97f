import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { JOULESCOPE_PYTHON, NUMPY_PYTHON } from '../../../test/helpers/python.ts';
import { type Recording, recordWindows } from '../session.ts';
import type { PowerMonitor } from '../types.ts';
import { FrameDecoder } from './bridge.ts';
import { openJoulescope } from './monitor.ts';

const SCRIPT = fileURLToPath(new URL('../../../templates/bridge/joulescope_bridge.py', import.meta.url));
const STAND_IN = fileURLToPath(new URL('../../../test/stand-ins/joulescope', import.meta.url));
const hasPython = NUMPY_PYTHON !== undefined;
const REASON = 'needs python3 with numpy';

const hasDriver = JOULESCOPE_PYTHON !== undefined;

const open = (fault: string, open_timeout_ms = 8000, env: NodeJS.ProcessEnv = {}): Promise<PowerMonitor> =>
  openJoulescope(
    {
      script: SCRIPT,
      board: {
        kind: 'joulescope',
        ...(env.PYTHONPATH === '' ? { serial: 'absent' } : {}),
        supply_v: 1.8,
        inputs: { gate: 0, state: 1, go: 0 },
      },
      env: {
        ...process.env,
        HILBENCH_PYTHON: NUMPY_PYTHON,
        PYTHONPATH: STAND_IN,
        HILBENCH_STANDIN_JS: fault,
        ...env,
      },
      open_timeout_ms,
      silence_timeout_ms: 1500,
    },
    new AbortController().signal,
  );

async function recordWith(monitor: PowerMonitor): Promise<Recording> {
  const signal = new AbortController().signal;
  await monitor.start(signal);
  try {
    return await recordWindows(
      monitor,
      {
        windows: 3,
        inferences: 10,
        units_hz: 1,
        idle_ms: 20,
        min_window_ms: 0,
        ready_timeout_ms: 4000,
        gate_timeout_ms: 4000,
        window_timeout_ms: 4000,
        settle_timeout_ms: 2000,
        onWindow: () => {},
      },
      signal,
    );
  } finally {
    await monitor.stop();
  }
}

async function record(...args: Parameters<typeof open>) {
  await using monitor = await open(...args);
  return { recording: await recordWith(monitor), name: monitor.name };
}

test.skipIf(!hasPython)(`three windows through the bridge (${REASON})`, { timeout: 30_000 }, async () => {
  const { recording, name } = await record('');
  expect(name).toBe('joulescope js220 000001');
  expect(recording.windows).toHaveLength(3);
  for (const { time_s, energy_j, idle_power_w, units } of recording.windows) {
    expect(time_s).toBeCloseTo(0.05, 9);
    expect(energy_j).toBeCloseTo(0.05 * 1.8 * 0.005, 8);
    expect(idle_power_w).toBeCloseTo(1.8 * 0.001, 6);
    expect(units).toBeUndefined();
  }
});

test.skipIf(!hasPython)(
  `one recording after the other, none with what is of another (${REASON})`,
  async () => {
    await using monitor = await open('late');
    const first = await recordWith(monitor);
    const second = await recordWith(monitor);
    for (const { windows, dropped_samples } of [first, second]) {
      expect(windows).toHaveLength(3);
      expect(dropped_samples).toBe(0);
      for (const { time_s } of windows) expect(time_s).toBeCloseTo(0.05, 9);
    }
  },
);

test.skipIf(!hasPython)(`what happens between recordings is told at the next one (${REASON})`, async () => {
  await using monitor = await open('killed-between');
  await recordWith(monitor);
  await expect(recordWith(monitor)).rejects.toMatchObject({ code: 'POWER_MONITOR_LOST' });
});

test.skipIf(!hasPython).each([
  ['none', 'POWER_NO_MONITOR'],
  ['missing', 'POWER_NO_DRIVER'],
  ['busy', 'POWER_MONITOR_BUSY'],
  ['unplug', 'POWER_MONITOR_LOST'],
  ['killed', 'POWER_MONITOR_LOST'],
  ['stall', 'POWER_MONITOR_HUNG'],
  ['drop', 'POWER_GAP'],
])(`the fault %s is %s (${REASON})`, { timeout: 30_000 }, async (fault, code) => {
  await expect(record(fault)).rejects.toMatchObject({ code });
});

test.skipIf(!hasPython)(`a bridge that hangs is ended (${REASON})`, { timeout: 30_000 }, async () => {
  await expect(record('hang', 1500)).rejects.toMatchObject({ code: 'POWER_MONITOR_HUNG' });
});

test.skipIf(!hasDriver)("the vendor's driver, where python3 has it, finds no such Joulescope", async () => {
  const error = await record('', 20_000, { PYTHONPATH: '' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'POWER_NO_MONITOR', message: expect.stringMatching(/no Joulescope/i) });
});

test.skipIf(!hasPython)(`a bridge whose owner is gone ends, whatever its driver does (${REASON})`, () => {
  const config = JSON.stringify({ action: 'record', gate: 0, state: 1, go: 0 });
  const { status, signal } = spawnSync(NUMPY_PYTHON ?? '', [SCRIPT, config], {
    env: { ...process.env, PYTHONPATH: STAND_IN, HILBENCH_STANDIN_JS: 'hang' },
    input: '',
    timeout: 15_000,
  });
  expect({ status, signal }).toEqual({ status: 1, signal: null });
});

test('without Python the error says how to get it', async () => {
  await expect(record('', 8000, { HILBENCH_PYTHON: '/nonexistent/python' })).rejects.toMatchObject({
    code: 'POWER_NO_PYTHON',
  });
});

test('garbage from the bridge is refused', () => {
  expect(() => new FrameDecoder().push(Buffer.from('Traceback (most recent call last)'))).toThrow(
    expect.objectContaining({ code: 'POWER_MONITOR_DATA' }),
  );
});
