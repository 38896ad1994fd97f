import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { htmlReport } from '../../src/report/html/report.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import { type CliOutcome, hilbench, resultOf, tempFolder } from '../helpers/cli.ts';
import { emulatorsOf } from '../helpers/emulated-bench.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_PLATFORM,
  toolsOf,
} from '../helpers/jlink-bench.ts';
import { NUMPY_PYTHON } from '../helpers/python.ts';
import type { Behaviour } from '../stand-ins/jlink/behaviour.ts';
import { CLOCK_HZ } from '../stand-ins/jlink/silicon.ts';

const JOULESCOPE = join(import.meta.dirname, '..', 'stand-ins', 'joulescope');
const MONITOR = 'monitor: {kind: joulescope, serial: "000001", supply_v: 1.8}';

const folder = tempFolder();
const model = join(folder.path, 'kws.tflite');
let bench: JLinkBench;

beforeAll(() => writeFileSync(model, dsCnnKeywordSpotter()));
afterAll(() => folder[Symbol.dispose]());
beforeEach(async () => {
  if (canStandIn) bench = await jlinkBench(['1160002204'], [MONITOR]);
});
afterEach(async () => {
  if (!canStandIn) return;
  await bench[Symbol.asyncDispose]();
  expect(await emulatorsOf(bench.dir), 'emulators left behind').toEqual([]);
});

/** A run with nothing but its power stage and what that needs. */
function run(...more: string[]): Promise<CliOutcome> {
  const lean = [
    '--runs',
    '1',
    '--no-create-profile',
    '--no-create-library',
    '--no-create-ambiqsuite-example',
  ];
  return hilbench(
    [
      ...['run', model, '--platform', STAND_IN_PLATFORM, '--out', join(bench.dir, 'out'), '--json'],
      ...[...lean, '--runs-power', '6', '--cpu-mode', 'HP', ...more],
    ],
    { env: { ...bench.env, HILBENCH_PYTHON: NUMPY_PYTHON ?? '', PYTHONPATH: JOULESCOPE } },
  );
}

async function expectFailure(outcome: CliOutcome, code: string, text: RegExp): Promise<void> {
  expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code, message: expect.stringMatching(text) } });
  expect(outcome.status).toBe(3);
  expect(await toolsOf(bench.dir)).toEqual([]);
  const out = join(bench.dir, 'out');
  expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
}

describe.skipIf(!canStandIn)('the count of a board of silicon, without an instrument', () => {
  test('is read by the probe, and shown in cycles and milliseconds', async () => {
    const outcome = await run('--onboard-perf', '--cpu-mode', 'auto');
    const result = resultOf(outcome);
    expect(result.power).toBeUndefined();
    expect(result.issues.map(({ code }) => code)).not.toContain('POWER_UNCHECKED');
    expect(result.onboard?.map(({ mode }) => mode)).toEqual(['lp', 'hp']);
    for (const { unit, ticks, time_us, inferences } of result.onboard ?? []) {
      expect({ unit, inferences }).toEqual({ unit: 'cycles', inferences: 2 });
      expect(ticks).toBeGreaterThan(1e6);
      expect(time_us).toBeCloseTo((ticks / CLOCK_HZ) * 1e6, 6);
    }
    const report = terminalReport(result);
    expect(report).toMatch(/^\[Onboard\] HP Inference Cycles: +[\d,]+$/mu);
    expect(report).toMatch(/^\[Onboard\] HP Inference Time \(ms\): +[\d.]+$/mu);
    expect(report).not.toMatch(/\[Power\]/u);
    expect(htmlReport(result)).toMatch(/[\d,]+ cycles<.*[\d.]+ ms</su);
  });

  test.each<[string, Behaviour, string, RegExp]>([
    ['cannot be read', { reading: 'fails' }, 'PROBE_READ_FAILED', /Could not read memory/],
    ['is read in part', { reading: 'half' }, 'PROBE_READ_FAILED', /Not all bytes could be read/],
    ['is read in part, and nothing says so', { reading: 'silent' }, 'PROBE_READ_FAILED', /168 of 336 bytes/],
    [
      'is of a board that cannot run',
      { stale: 'parameters' },
      'POWER_DEVICE_FAILED',
      /status 1: there is no parameter block/,
    ],
  ])('%s: an error', async (_what, behaviour, code, text) => {
    bench.board.misbehave(behaviour);
    await expectFailure(await run('--onboard-perf'), code, text);
  });
});

describe.skipIf(!canStandIn || NUMPY_PYTHON === undefined)(
  'the count of a board beside a Joulescope (needs python3 with numpy)',
  () => {
    test('agrees with the gate, and is kept where it is asked for', async () => {
      const result = resultOf(await run('--joulescope', '--onboard-perf'));
      const [power] = result.power ?? [];
      const [onboard] = result.onboard ?? [];
      expect(power?.monitor).toMatch(/^joulescope/u);
      expect(onboard).toMatchObject({ mode: 'hp', unit: 'cycles', inferences: power?.inferences });
      const gate_us = (power?.time_ms ?? Number.NaN) * 1000;
      expect(Math.abs((onboard?.time_us ?? 0) - gate_us) / gate_us).toBeLessThan(0.01);
      expect(result.issues.map(({ code }) => code)).not.toContain('POWER_UNCHECKED');
    });

    test('that disagrees with the gate is an error', async () => {
      bench.board.misbehave({ clock_hz: CLOCK_HZ * 1.1 });
      await expectFailure(
        await run('--joulescope'),
        'POWER_COUNT_MISMATCH',
        /ms by its gate, and .* ms by the board's count/,
      );
    });

    test('that cannot be read leaves the energy unchecked, and says so', async () => {
      bench.board.misbehave({ reading: 'fails' });
      const { power, onboard, issues } = resultOf(await run('--joulescope'));
      expect(power).toHaveLength(1);
      expect(onboard).toBeUndefined();
      expect(issues.filter(({ code }) => code === 'POWER_UNCHECKED')).toMatchObject([
        { severity: 'warn', message: expect.stringMatching(/windows in HP .* Could not read memory/) },
      ]);
    });

    test('that cannot be read is an error where the count is asked for', async () => {
      bench.board.misbehave({ reading: 'garbage' });
      await expectFailure(
        await run('--joulescope', '--onboard-perf'),
        'POWER_NO_REPORT',
        /CRC-32 does not match/,
      );
    });
  },
);
