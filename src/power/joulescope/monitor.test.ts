import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { JOULESCOPE_PYTHON, NUMPY_PYTHON } from '../../../test/helpers/python.ts';
import type { BoardMonitor } from '../../bench/types.ts';
import { recordWindows } from '../session.ts';
import type { PowerMonitor } from '../types.ts';
import type { Recording } from '../windows.ts';
import { FrameDecoder } from './bridge.ts';
import { openJoulescope } from './monitor.ts';

const SCRIPT = fileURLToPath(new URL('../../../templates/bridge/joulescope_bridge.py', import.meta.url));
const STAND_IN = fileURLToPath(new URL('../../../test/stand-ins/joulescope', import.meta.url));
const hasPython = NUMPY_PYTHON !== undefined;
const REASON = 'needs python3 with numpy';

/** For machines that have other things to do. */
const PATIENCE_MS = 15_000;
const hasDriver = JOULESCOPE_PYTHON !== undefined;

interface Setup {
  readonly fault?: string;
  readonly open_timeout_ms?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly board?: Partial<BoardMonitor>;
}

const open = ({ fault = '', open_timeout_ms = 8000, env, board }: Setup = {}): Promise<PowerMonitor> =>
  openJoulescope(
    {
      script: SCRIPT,
      board: { kind: 'joulescope', supply_v: 1.8, inputs: { gate: 0, state: 1, go: 0 }, ...board },
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
        ready_timeout_ms: PATIENCE_MS,
        gate_timeout_ms: PATIENCE_MS,
        window_timeout_ms: PATIENCE_MS,
        settle_timeout_ms: PATIENCE_MS,
        onWindow: () => {},
      },
      signal,
    );
  } finally {
    await monitor.stop();
  }
}

async function record(setup: Setup) {
  await using monitor = await open(setup);
  const recording = await recordWith(monitor);
  return { recording, name: monitor.name, rate: monitor.capabilities };
}

const attached = (...paths: string[]): NodeJS.ProcessEnv => ({ HILBENCH_STANDIN_JS_PATHS: paths.join(',') });

describe.skipIf(!hasPython)(`a Joulescope (${REASON})`, { timeout: 30_000 }, () => {
  test.each([
    ['js110', { sample_id_hz: 2_000_000, sample_id_step: 1, wire_step: 1 }],
    ['js220', { sample_id_hz: 2_000_000, sample_id_step: 2, wire_step: 1 }],
    ['js320', { sample_id_hz: 16_000_000, sample_id_step: 16, wire_step: 16 }],
  ])('a %s measures three windows', async (model, rates) => {
    const { recording, name, rate } = await record({ env: attached(`u/${model}/000001`) });
    expect(name).toBe(`joulescope ${model} 000001`);
    expect(rate).toMatchObject(rates);
    expect(recording.windows).toHaveLength(3);
    expect(recording.dropped_samples).toBe(0);
    for (const { time_s, energy_j, idle_power_w, idle_voltage_v, units } of recording.windows) {
      expect(time_s).toBeCloseTo(0.05, 9);
      // The wires of a JS320 lie between its samples: the first one of a window is not all of the window's.
      expect(Math.abs(energy_j - 0.05 * 1.8 * 0.005)).toBeLessThan(1.8 * 0.005 * 1e-6);
      expect(idle_power_w).toBeCloseTo(1.8 * 0.001, 6);
      expect(idle_voltage_v).toBeCloseTo(1.8, 6);
      expect(units).toBeUndefined();
    }
  });

  test('one recording after the other, none with what is of another', async () => {
    await using monitor = await open({ fault: 'late' });
    const first = await recordWith(monitor);
    const second = await recordWith(monitor);
    for (const { windows, dropped_samples } of [first, second]) {
      expect(windows).toHaveLength(3);
      expect(dropped_samples).toBe(0);
      for (const { time_s } of windows) expect(time_s).toBeCloseTo(0.05, 9);
    }
  });

  test('what happens between recordings is told at the next one', async () => {
    await using monitor = await open({ fault: 'killed-between' });
    await recordWith(monitor);
    await expect(recordWith(monitor)).rejects.toMatchObject({ code: 'POWER_MONITOR_LOST' });
  });

  test('what the driver prints comes between nothing', async () => {
    await expect(record({ fault: 'chatter' })).resolves.toMatchObject({ name: 'joulescope js220 000001' });
  });

  test('a supply that rises slowly is waited for', async () => {
    await expect(record({ fault: 'settling' })).resolves.toMatchObject({ name: 'joulescope js220 000001' });
  });

  test.each([
    ['none', 'POWER_NO_MONITOR', /attached: none/],
    ['gone', 'POWER_NO_MONITOR', /failed -4/],
    ['missing', 'POWER_NO_DRIVER', /pyjoulescope_driver/],
    ['numpy', 'POWER_NO_DRIVER', /numpy/],
    ['busy', 'POWER_MONITOR_BUSY', /Another program/],
    ['in-use', 'POWER_MONITOR_BUSY', /IN_USE/],
    ['permission', 'POWER_MONITOR_PERMISSION', /may not open/],
    ['firmware', 'POWER_MONITOR_FIRMWARE', /remote=2\.0\.0/],
    ['old-firmware', 'POWER_MONITOR_FIRMWARE', /range\/mode/],
    ['io', 'POWER_MONITOR_OPEN', /Input\/output error/],
    ['mute', 'POWER_MONITOR_HUNG', /timed out/],
    ['dark', 'POWER_SUPPLY_VOLTAGE', /sees 0\.02 V; bench\.yml says .* 1\.8 V/],
    ['sagging', 'POWER_SUPPLY_VOLTAGE', /sees 1\.5 V/],
  ])('the fault %s is %s before anything is recorded', async (fault, code, message) => {
    await expect(open({ fault })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test.each([
    ['unplug', 'POWER_MONITOR_LOST'],
    ['killed', 'POWER_MONITOR_LOST'],
    ['stall', 'POWER_MONITOR_HUNG'],
  ])('the fault %s in a recording is %s', async (fault, code) => {
    await expect(record({ fault })).rejects.toMatchObject({ code });
  });

  test.each(['js110', 'js220', 'js320'])('what a %s loses of any signal is missed', async (model) => {
    const env = attached(`u/${model}/000001`);
    for (const fault of ['drop', 'drop-wire']) {
      await expect(record({ fault, env }), fault).rejects.toMatchObject({ code: 'POWER_GAP' });
    }
  });

  test('packets that a JS110 loses without a gap in its ids are missed', async () => {
    const setup = { fault: 'lost-packets', env: attached('u/js110/000001') };
    await expect(record(setup)).rejects.toMatchObject({
      code: 'POWER_GAP',
      message: expect.stringContaining('pkt_index skip'),
    });
  });

  test.each([
    ['js220', { gate: 4, state: 1, go: 0 }, /JS220 has the inputs 0, 1, 2, 3, and gate is 4/],
    ['js110', { gate: 0, state: 2, go: 0 }, /JS110 has the inputs 0, 1, and state is 2/],
    ['js320', { gate: 0, state: 1, go: 2 }, /JS320 has the outputs 0, 1, and go is 2/],
  ])('a %s has no such wires as %o', async (model, inputs, message) => {
    await expect(open({ env: attached(`u/${model}/000001`), board: { inputs } })).rejects.toMatchObject({
      code: 'POWER_MONITOR_WIRES',
      kind: 'input',
      message: expect.stringMatching(message),
    });
  });

  test('the level of the wires of a JS110 is one that it can make', async () => {
    await expect(
      open({ env: attached('u/js110/000001'), board: { supply_v: 1.8, io_v: 1.5 } }),
    ).rejects.toMatchObject({ code: 'POWER_MONITOR_WIRES', message: expect.stringContaining('io_v is 1.5') });
  });

  test('one is chosen by its serial number, never by luck', async () => {
    const env = attached('u/js110/000001', 'u/js220/000002', 'u/mb/000003');
    const both = expect.stringMatching(/js110 000001, js220 000002/);
    await expect(open({ env })).rejects.toMatchObject({ code: 'POWER_MONITOR_AMBIGUOUS', message: both });
    await expect(open({ env, board: { serial: '000003' } })).rejects.toMatchObject({
      code: 'POWER_NO_MONITOR',
      message: both,
    });
    await using monitor = await open({ env, board: { serial: '000002' } });
    expect(monitor.name).toBe('joulescope js220 000002');
  });

  test('one whose update was not ended measures nothing', async () => {
    await expect(open({ env: attached('u/&js220/000001') })).rejects.toMatchObject({
      code: 'POWER_MONITOR_FIRMWARE',
      message: expect.stringContaining('update'),
    });
  });

  test('a bridge that hangs is ended', async () => {
    await expect(open({ fault: 'hang', open_timeout_ms: 1500 })).rejects.toMatchObject({
      code: 'POWER_MONITOR_HUNG',
    });
  });
});

test.skipIf(!hasDriver)("the vendor's driver, where python3 has it, finds no such Joulescope", async () => {
  const setup = {
    env: { HILBENCH_PYTHON: JOULESCOPE_PYTHON, PYTHONPATH: '' },
    open_timeout_ms: 20_000,
    board: { serial: 'absent' },
  };
  await expect(open(setup)).rejects.toMatchObject({
    code: 'POWER_NO_MONITOR',
    message: expect.stringMatching(/no Joulescope absent/i),
  });
});

test.skipIf(!hasPython)(`a bridge whose owner is gone ends, whatever its driver does (${REASON})`, () => {
  const config = JSON.stringify({ action: 'record', gate: 0, state: 1, go: 0, supply_v: 1.8 });
  const { status, signal } = spawnSync(NUMPY_PYTHON ?? '', [SCRIPT, config], {
    env: { ...process.env, PYTHONPATH: STAND_IN, HILBENCH_STANDIN_JS: 'hang' },
    input: '',
    timeout: 15_000,
  });
  expect({ status, signal }).toEqual({ status: 1, signal: null });
});

test('without Python the error says how to get it', async () => {
  await expect(open({ env: { HILBENCH_PYTHON: '/nonexistent/python' } })).rejects.toMatchObject({
    code: 'POWER_NO_PYTHON',
  });
});

test('garbage from the bridge is refused', () => {
  expect(() => new FrameDecoder().push(Buffer.from('Traceback (most recent call last)'))).toThrow(
    expect.objectContaining({ code: 'POWER_MONITOR_DATA' }),
  );
});
