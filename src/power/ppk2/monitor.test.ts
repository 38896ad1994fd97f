import { describe, expect, it } from 'vitest';
import { ACTIVE_MA, attachPpk2, IDLE_MA, type StandInPpk2 } from '../../../test/helpers/ppk2.ts';
import type { BoardMonitor } from '../../bench/types.ts';
import { openSerial } from '../../link/serial-transport.ts';
import type { Transport } from '../../link/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import { findProgram } from '../../support/find-program.ts';
import { recordWindows } from '../session.ts';
import type { Recording } from '../windows.ts';
import { openPpk2, type Ppk2Options } from './open.ts';

const canStandIn = process.platform === 'linux' && findProgram('python3', process.env) !== undefined;
const SUPPLY_V = 1.8;
const IDLE_MS = 50;
const WINDOW_S = 0.06;
const never = new AbortController().signal;

/** An opened instrument on a real pty, by the ports that its USB descriptors would name. */
function open(ppk2: StandInPpk2, options: Partial<Ppk2Options> = {}) {
  const board: BoardMonitor = {
    kind: 'ppk2',
    serial: 'D5A1',
    supply_v: SUPPLY_V,
    inputs: { gate: 0, state: 1, go: 0 },
  };
  const usb = { vendorId: '1915', productId: 'c00a', serialNumber: 'D5A1' };
  const ports = [ppk2.silent_path, ppk2.path].map((path) => ({ path, ...usb }));
  return openPpk2(
    {
      board,
      listPorts: () => Promise.resolve(ports),
      openPort: (path, signal) => openSerial({ path, baud: 115_200, signal }),
      now_ms: () => performance.now(),
      silence_timeout_ms: 1500,
      ...options,
    },
    never,
  );
}

async function record(fault: string, recordings = 1): Promise<readonly Recording[]> {
  await using ppk2 = await attachPpk2(fault);
  await using monitor = await open(ppk2);
  const made: Recording[] = [];
  for (let at = 0; at < recordings; at += 1) {
    await monitor.start(never);
    const recording = await recordWindows(
      monitor,
      {
        windows: 3,
        inferences: 10,
        units_hz: 1,
        idle_ms: IDLE_MS,
        min_window_ms: 0,
        ready_timeout_ms: 15_000,
        gate_timeout_ms: 15_000,
        window_timeout_ms: 15_000,
        settle_timeout_ms: 15_000,
        onWindow: () => undefined,
      },
      never,
    );
    await monitor.stop();
    made.push(recording);
  }
  return made;
}

describe.skipIf(!canStandIn)('a PPK2 on a serial port', () => {
  it('measures windows that the board begins by itself, in one recording after the other', async () => {
    for (const { windows, dropped_samples } of await record('', 2)) {
      expect(windows).toHaveLength(3);
      expect(dropped_samples).toBe(0);
      for (const { time_s, energy_j, idle_power_w } of windows) {
        expect(time_s).toBeCloseTo(WINDOW_S, 9);
        // To what one step of its converter is in its range.
        expect(energy_j / time_s).toBeCloseTo((ACTIVE_MA / 1e3) * SUPPLY_V, 4);
        expect(idle_power_w).toBeCloseTo((IDLE_MA / 1e3) * SUPPLY_V, 5);
      }
    }
  });

  it('supplies the board when it is opened, at the voltage of bench.yml, and goes on when it is closed', async () => {
    await using ppk2 = await attachPpk2();
    {
      await using _monitor = await open(ppk2);
    }
    await expect.poll(() => ppk2.commands).toEqual(['07', '19', '1102', '0d0708', '0c01']);
  });

  it('is found also where it was left streaming', async () => {
    const [recording] = await record('streaming');
    expect(recording?.windows).toHaveLength(3);
  });

  it.each([
    ['silent', 'POWER_MONITOR_HUNG'],
    ['garbage', 'POWER_MONITOR_DATA'],
    ['bad-calibration', 'POWER_MONITOR_DATA'],
    ['never-stops', 'POWER_MONITOR_DATA'],
    ['lost-samples', 'POWER_GAP'],
    ['lost-64', 'POWER_GAP'],
    ['lost-byte', 'POWER_MONITOR_DATA'],
    ['stall', 'POWER_MONITOR_HUNG'],
    ['unplug', 'POWER_MONITOR_LOST'],
  ])('the fault %s is %s', async (fault, code) => {
    await expect(record(fault)).rejects.toMatchObject({ code, kind: 'bench' });
  });

  it('that another program has is POWER_MONITOR_BUSY', async () => {
    await using ppk2 = await attachPpk2();
    await using _other = await openSerial({ path: ppk2.path, baud: 115_200, signal: never });
    await expect(open(ppk2)).rejects.toMatchObject({
      code: 'POWER_MONITOR_BUSY',
      hint: expect.stringContaining('Power Profiler'),
    });
  });

  it('is found although its other port is taken by something else', async () => {
    await using ppk2 = await attachPpk2();
    await using _other = await openSerial({ path: ppk2.silent_path, baud: 115_200, signal: never });
    await using monitor = await open(ppk2);
    expect(monitor.name).toBe('ppk2 D5A1');
  });

  it('that takes no command ends in an error, and its port is closed', async () => {
    let closed = 0;
    const stuck: Transport = {
      path: '/dev/stuck',
      write: () => new Promise(() => {}),
      onData: () => {},
      onClose: () => {},
      [Symbol.asyncDispose]: () => {
        closed += 1;
        return Promise.resolve();
      },
    };
    await using ppk2 = await attachPpk2();
    const opening = open(ppk2, { openPort: () => Promise.resolve(stuck) });
    await expect(opening).rejects.toMatchObject({ code: 'POWER_MONITOR_HUNG', kind: 'bench' });
    expect(closed).toBe(2);
  });

  it('of another user is POWER_MONITOR_PERMISSION', async () => {
    const denied = new HilbenchError({ kind: 'bench', code: 'PORT_DENIED', message: 'No.', hint: 'Ask.' });
    await using ppk2 = await attachPpk2();
    await expect(open(ppk2, { openPort: () => Promise.reject(denied) })).rejects.toMatchObject({
      code: 'POWER_MONITOR_PERMISSION',
      hint: 'Ask.',
    });
  });

  it('that is not there says what is', async () => {
    await using ppk2 = await attachPpk2();
    await expect(open(ppk2, { listPorts: () => Promise.resolve([]) })).rejects.toMatchObject({
      code: 'POWER_NO_MONITOR',
    });
  });
});
