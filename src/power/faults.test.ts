import { describe, expect, test } from 'vitest';
import {
  BOARD,
  QUIET_MODEL,
  recordSimulated,
  type SimulatedRecording,
  withEvents,
} from '../../test/helpers/power-monitor.ts';
import type { SentRecord } from '../../test/helpers/simulated-power-board.ts';
import { cancelled, HilbenchError } from '../support/errors.ts';
import type { MonitorEvent, PowerMonitor, SampleBatch } from './types.ts';

/** The error that a recording ends with; it must not end with a figure. */
async function errorOf(setup: SimulatedRecording): Promise<HilbenchError> {
  const outcome = await recordSimulated(setup).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(HilbenchError);
  return outcome as HilbenchError;
}

/** A line that loses the nth record of a name, counted from 0. */
function losing(name: SentRecord['name'], nth = 0): SimulatedRecording {
  let seen = 0;
  return {
    board: { line: (record) => (record.name === name && seen++ === nth ? undefined : record.bytes) },
  };
}

/** Changes one batch of samples: the first one while the gate is high, or between two windows. */
function changing(
  when: 'gate' | 'idle' | 'between',
  change: (batch: SampleBatch) => readonly MonitorEvent[] | 'end',
): SimulatedRecording {
  let now = 'start';
  let done = false;
  return {
    wrap: (monitor) =>
      withEvents(monitor, (event) => {
        if (event.kind === 'edge' && event.wire === 'gate') now = event.high ? 'gate' : 'between';
        if (event.kind === 'edge' && event.wire === 'state' && event.high) now = 'idle';
        if (event.kind !== 'samples' || now !== when || done) return [event];
        done = true;
        return change(event);
      }),
  };
}

/** A batch with samples changed in a copy. */
function edited(batch: SampleBatch, edit: (current_a: Float32Array, voltage_v: Float32Array) => void) {
  const current_a = batch.current_a.slice();
  const voltage_v = batch.voltage_v.slice();
  edit(current_a, voltage_v);
  return [{ ...batch, current_a, voltage_v }];
}

/** A batch that has lost the samples in its middle. */
function withHole(batch: SampleBatch): readonly MonitorEvent[] {
  const half = Math.floor(batch.current_a.length / 2);
  const part = (from: number, to?: number): SampleBatch => ({
    ...batch,
    first_id: batch.first_id + from,
    current_a: batch.current_a.subarray(from, to),
    voltage_v: batch.voltage_v.subarray(from, to),
  });
  return [part(0, half), part(half + 3)];
}

function always(change: (batch: SampleBatch) => readonly MonitorEvent[]) {
  return (monitor: PowerMonitor): PowerMonitor =>
    withEvents(monitor, (event) => (event.kind === 'samples' ? change(event) : [event]));
}

const FAULTS: readonly (readonly [string, string, () => SimulatedRecording])[] = [
  ['the rise of gate is lost', 'POWER_EDGES', () => losing('gate-rise')],
  ['the fall of gate is lost', 'POWER_EDGES', () => losing('gate-fall')],
  ['the fall of the last gate is lost', 'POWER_EDGES', () => losing('gate-fall', BOARD.windows - 1)],
  [
    'both edges of gate are lost',
    'POWER_EDGES',
    () => ({ board: { line: ({ name, bytes }) => (name.startsWith('gate') ? undefined : bytes) } }),
  ],
  [
    'gate rises twice',
    'POWER_EDGES',
    () => ({
      board: {
        line: ({ name, bytes }) => (name === 'gate-rise' ? Buffer.concat([bytes, bytes]) : bytes),
      },
    }),
  ],
  ['samples are lost while gate is high', 'POWER_GAP', () => changing('gate', withHole)],
  ['samples are lost while idle power is recorded', 'POWER_GAP', () => changing('idle', withHole)],
  ['all samples of a batch are lost', 'POWER_GAP', () => changing('gate', () => [])],
  [
    'the instrument marks samples as missing',
    'POWER_GAP',
    () => changing('gate', (batch) => edited(batch, (current) => current.fill(Number.NaN, 3, 9))),
  ],
  [
    'a spike leaves the range of the current',
    'POWER_RANGE',
    () => changing('gate', (batch) => edited(batch, (current) => current.fill(50, 7, 8))),
  ],
  [
    'the current is saturated',
    'POWER_RANGE',
    () => changing('gate', (batch) => edited(batch, (current) => current.fill(10, 7, 20))),
  ],
  [
    'the voltage leaves its range',
    'POWER_RANGE',
    () => changing('idle', (batch) => edited(batch, (_, voltage) => voltage.fill(-1, 2, 3))),
  ],
  [
    'the current flows the wrong way',
    'POWER_NEGATIVE',
    () => ({
      wrap: always((batch) =>
        edited(batch, (current) => {
          for (let at = 0; at < current.length; at += 1) current[at] = -(current[at] as number);
        }),
      ),
    }),
  ],
  [
    'the device ran another number of inferences',
    'POWER_COUNT_MISMATCH',
    () => ({ request: { inferences: BOARD.inferences + 1 } }),
  ],
  ['count and gate disagree by 10 %', 'POWER_COUNT_MISMATCH', () => ({ request: { units_hz: 96e6 * 1.1 } })],
  ['a report is lost', 'POWER_NO_REPORT', () => losing('report', 2)],
  ['the board never gets ready', 'POWER_NOT_READY', () => ({ board: { line: () => undefined } })],
  ['the board does not get ready for the second window', 'POWER_NOT_READY', () => losing('state-rise', 1)],
  [
    'the board never raises gate',
    'POWER_NO_GATE',
    () => ({ board: { line: ({ name, bytes }) => (name === 'state-rise' ? bytes : undefined) } }),
  ],
  [
    'the board hangs in a window',
    'POWER_WINDOW_TIMEOUT',
    () => ({
      board: { line: ({ name, bytes }) => (/gate|report/.test(name) ? undefined : bytes), windows: 1 },
    }),
  ],
  [
    'the port of the monitor vanishes while gate is high',
    'POWER_MONITOR_LOST',
    () => ({
      wrap: (monitor, board) =>
        withEvents(monitor, (event) => {
          if (event.kind === 'edge' && event.wire === 'gate') board.unplug(new Error('ENODEV'));
          return [event];
        }),
    }),
  ],
  ['the stream of the monitor ends', 'POWER_MONITOR_LOST', () => changing('gate', () => 'end')],
  [
    'a record is damaged',
    'POWER_MONITOR_DATA',
    () => ({
      board: {
        line: ({ name, bytes }) =>
          name === 'report' ? bytes.map((byte, at) => (at === 5 ? byte ^ 0x40 || 1 : byte)) : bytes,
      },
    }),
  ],
  [
    'the line sends noise without an end',
    'POWER_MONITOR_DATA',
    () => ({ board: { line: () => new Uint8Array(10_000).fill(0x55) } }),
  ],
  ['samples come twice', 'POWER_MONITOR_DATA', () => changing('gate', (batch) => [batch, batch])],
];

describe('a fault ends in its own error, never in a number', () => {
  test.each(FAULTS)('%s: %s', async (_fault, code, setup) => {
    const error = await errorOf(setup());
    expect(error.code, error.message).toBe(code);
    expect(error.kind).toBe('bench');
    expect(error.hint).not.toBe('');
  });
});

describe('a board that cannot run', () => {
  test('says its status and why', async () => {
    const error = await errorOf({ onBoard: (board) => board.fail(6, 'needed bytes: 4096') });
    expect(error.code).toBe('POWER_DEVICE_FAILED');
    expect(error.message).toMatch(/status 6: needed bytes: 4096/);
  });

  test('is understood by its pulses alone', async () => {
    const error = await errorOf({
      board: {
        line: ({ name, bytes }) => (name === 'failure' ? undefined : bytes),
      },
      onBoard: (board) => board.fail(4, ''),
    });
    expect(error.code).toBe('POWER_DEVICE_FAILED');
    expect(error.message).toMatch(/status 4/);
  });
});

test('a window that is too short ends the recording with its length', async () => {
  const recording = await recordSimulated({ request: { min_window_ms: 5000 } });
  expect(recording.windows).toHaveLength(1);
  expect(recording.short_ms).toBeCloseTo((4 * 1_200_037) / 96e3, 0);
});

test('samples lost between two windows are counted, and nothing else', async () => {
  const whole = await recordSimulated();
  const model = { ...QUIET_MODEL };
  const lossy = await recordSimulated({ model, ...changing('between', withHole) });
  expect(lossy.dropped_samples).toBe(3);
  expect(lossy.windows.map(({ energy_j }) => energy_j)).toEqual(
    whole.windows.map(({ energy_j }) => energy_j),
  );
});

test.each(['idle', 'gate'] as const)('an abort during %s ends at once and lowers go', async (when) => {
  const controller = new AbortController();
  const boards: (readonly boolean[])[] = [];
  const error = await errorOf({
    ...changing(when, (batch) => {
      controller.abort(cancelled());
      return [batch];
    }),
    signal: controller.signal,
    onBoard: (board) => boards.push(board.go),
  });
  expect(error.code).toBe('CANCELLED');
  expect(boards[0]?.at(-1) ?? false).toBe(false);
});
