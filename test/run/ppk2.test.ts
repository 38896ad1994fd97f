import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import { type CliOutcome, hilbench, resultOf, tempFolder } from '../helpers/cli.ts';
import { emulatorsOf } from '../helpers/emulated-bench.ts';
import { canStandIn, jlinkBench, STAND_IN_PLATFORM, toolsOf } from '../helpers/jlink-bench.ts';
import { ACTIVE_MA, attachPpk2, CLOCK_HZ, IDLE_MA } from '../helpers/ppk2.ts';

const SUPPLY_V = 1.8;
const STAGES = ['--runs', '1', '--profile-warmup', '0', '--no-create-binary', '--no-create-profile'];

const folder = tempFolder();
beforeAll(() => writeFileSync(join(folder.path, 'kws.tflite'), dsCnnKeywordSpotter()));
afterAll(() => folder[Symbol.dispose]());

/** A run on a board behind the stand-in J-Link whose wires and supply are those of a PPK2. */
async function measure(fault: string, options: readonly string[], check: (ran: Ran) => Promise<void> | void) {
  const serial = '1160002231';
  await using bench = await jlinkBench([serial], ['monitor: {kind: ppk2, port: PORT, supply_v: 1.8}']);
  await using ppk2 = await attachPpk2(fault, join(bench.dir, 'boards'));
  bench.board.misbehave({ clock_hz: CLOCK_HZ });
  bench.rewrite((text) => text.replace('PORT', ppk2.path));
  const out = join(bench.dir, 'out');
  const args = ['run', join(folder.path, 'kws.tflite'), '--platform', STAND_IN_PLATFORM, '--out', out];
  const outcome = await hilbench([...args, ...STAGES, '--runs-power', '3', ...options, '--json'], {
    env: bench.env,
  });
  expect(await toolsOf(bench.dir)).toEqual([]);
  const boards = await hilbench(['boards', '--json'], { env: bench.env });
  expect(boards.stdout).not.toContain('leased_by');
  await check({ outcome, out, commands: ppk2.commands });
  await bench[Symbol.asyncDispose]();
  expect(await emulatorsOf(bench.dir), 'emulators left behind').toEqual([]);
}

interface Ran {
  readonly outcome: CliOutcome;
  readonly out: string;
  readonly commands: readonly string[];
}

describe.skipIf(!canStandIn)('a run with a PPK2', () => {
  test.each([['ppk2'], ['auto']])(
    '--power-monitor %s measures both modes of a board that begins its windows by itself',
    async (monitor) => {
      await measure('', ['--power-monitor', monitor], ({ outcome, commands }) => {
        const result = resultOf(outcome);
        expect(result.power?.map(({ mode }) => mode)).toEqual(['lp', 'hp']);
        for (const measured of result.power ?? []) {
          expect(measured).toMatchObject({
            monitor: 'ppk2',
            modelled: false,
            windows: 3,
            dropped_samples: 0,
          });
          expect(measured.time_ms * measured.inferences).toBeGreaterThanOrEqual(1000);
          expect(measured.power_mw).toBeCloseTo(ACTIVE_MA * SUPPLY_V, 1);
          expect(measured.idle_power_mw).toBeCloseTo(IDLE_MA * SUPPLY_V, 1);
          expect(measured.energy_uj).toBeCloseTo(measured.time_ms * measured.power_mw, 1);
        }
        expect(terminalReport(result)).not.toContain('modelled');
        // The board was supplied before anything was done with it, and still is.
        expect(commands.slice(0, 5)).toEqual(['07', '19', '1102', '0d0708', '0c01']);
        expect(commands.at(-1)).toBe('07');
      });
    },
    90_000,
  );

  test.each([
    ['silent', 'POWER_MONITOR_HUNG'],
    ['lost-samples', 'POWER_GAP'],
    ['lost-byte', 'POWER_MONITOR_DATA'],
    ['unplug', 'POWER_MONITOR_LOST'],
    ['stall', 'POWER_MONITOR_HUNG'],
  ])(
    'the fault %s is %s, and nothing is left',
    async (fault, code) => {
      await measure(fault, ['--power-monitor', 'ppk2', '--cpu-mode', 'hp'], ({ outcome, out }) => {
        expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code } });
        expect(outcome.status).toBe(3);
        expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
      });
    },
    60_000,
  );

  test('the doctor opens it, and so supplies the board that it looks at', async () => {
    await using bench = await jlinkBench(
      ['1160002232'],
      ['monitor: {kind: ppk2, port: PORT, supply_v: 1.8}'],
    );
    await using ppk2 = await attachPpk2('', join(bench.dir, 'boards'));
    bench.rewrite((text) => text.replace('PORT', ppk2.path));
    const outcome = await hilbench(['doctor', '--board', 'evb-0', '--json'], { env: bench.env });
    expect(JSON.parse(outcome.stdout)).toContainEqual({
      id: 'board-monitor-opens',
      status: 'ok',
      message: 'ppk2 (hardware 9173, calibrated 0) opens, and makes 1.8 V',
    });
    expect(ppk2.commands).toContain('0c01');
  }, 60_000);

  test('asking for another instrument than the board has ends before anything is flashed', async () => {
    await measure('', ['--power-monitor', 'joulescope'], ({ outcome, commands }) => {
      expect(JSON.parse(outcome.stdout)).toMatchObject({
        error: { code: 'POWER_NO_MONITOR', message: expect.stringContaining('ppk2') },
      });
      expect(commands).toEqual([]);
    });
  }, 60_000);
});
