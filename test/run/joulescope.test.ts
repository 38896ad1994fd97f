import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import { type CliOutcome, hilbench, resultOf, tempFolder } from '../helpers/cli.ts';
import { emulatorsOf } from '../helpers/emulated-bench.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_AMBIQ_PLATFORM,
  STAND_IN_PLATFORM,
  toolsOf,
} from '../helpers/jlink-bench.ts';
import { NUMPY_PYTHON } from '../helpers/python.ts';

const STAND_IN = join(import.meta.dirname, '..', 'stand-ins', 'joulescope');
const HELIA_STAND_IN = join(import.meta.dirname, '..', 'stand-ins', 'helia-aot', 'helia-aot.ts');
const SERIAL = '000001';

const folder = tempFolder();
let bench: JLinkBench;

beforeAll(() => writeFileSync(join(folder.path, 'kws.tflite'), dsCnnKeywordSpotter()));
afterAll(() => folder[Symbol.dispose]());

const monitored = (serial = SERIAL): Promise<JLinkBench> =>
  jlinkBench(['1160002204'], [`monitor: {kind: joulescope, serial: "${serial}", supply_v: 1.8, io_v: 1.8}`]);

/** A command line that finds this bench, and an instrument that misbehaves as `fault` says. */
function withJoulescope(on: JLinkBench, fault: string): Record<string, string> {
  return {
    ...on.env,
    HILBENCH_PYTHON: NUMPY_PYTHON ?? '',
    PYTHONPATH: STAND_IN,
    HILBENCH_STANDIN_JS: fault,
  };
}

/** Whether the probe has written anything: the board keeps it. */
function wasFlashed({ board }: JLinkBench): boolean {
  return existsSync(join(board.folder, 'flash'));
}

function measure(on: JLinkBench, fault: string, ...more: string[]): Promise<CliOutcome> {
  const args = [
    '--runs',
    '1',
    '--profile-warmup',
    '0',
    '--no-create-library',
    '--no-create-ambiqsuite-example',
  ];
  return hilbench(
    [
      ...['run', join(folder.path, 'kws.tflite'), '--platform', STAND_IN_PLATFORM, '--joulescope'],
      ...['--runs-power', '3', '--out', join(on.dir, 'out'), ...args, ...more],
    ],
    {
      env: withJoulescope(on, fault),
    },
  );
}

describe.skipIf(!canStandIn || NUMPY_PYTHON === undefined)(
  'a run with a Joulescope (needs python3 with numpy)',
  () => {
    beforeEach(async () => {
      bench = await monitored();
    });
    afterEach(async () => {
      await bench[Symbol.asyncDispose]();
      expect(await emulatorsOf(bench.dir), 'emulators left behind').toEqual([]);
    });

    test('measures both modes, and reports every figure as measured', async () => {
      const outcome = await measure(bench, '', '--json');
      const result = resultOf(outcome);
      const { power = [] } = result;
      expect(power.map(({ mode }) => mode)).toEqual(['lp', 'hp']);
      for (const {
        monitor,
        modelled,
        windows,
        time_ms,
        energy_uj,
        power_mw,
        inferences,
        dropped_samples,
      } of power) {
        expect({ monitor, modelled, windows, dropped_samples }).toEqual({
          monitor: `joulescope js220 ${SERIAL}`,
          modelled: false,
          windows: 3,
          dropped_samples: 0,
        });
        expect(time_ms * inferences).toBeGreaterThanOrEqual(1000);
        expect(power_mw).toBeCloseTo(9, 3);
        expect(energy_uj).toBeCloseTo(time_ms * 9, 1);
      }
      expect(outcome.stderr).not.toContain('modelled');
      const report = terminalReport(result);
      for (const mode of ['HP', 'LP']) {
        expect(report).toMatch(new RegExp(`\\[Power\\] +${mode} Inference Time \\(ms\\): +[\\d.]+$`, 'mu'));
        expect(report).toMatch(new RegExp(`\\[Power\\] +${mode} Inference Energy \\(uJ\\): +[\\d.]+`, 'u'));
        expect(report).toMatch(new RegExp(`\\[Power\\] +${mode} Inference Avg Power \\(mW\\): +9.0`, 'u'));
      }
      expect(report).not.toContain('modelled');
    });

    test('measures the engine of --create-aot-profile too, and counts on the board with both', async () => {
      const log = join(bench.dir, 'log.csv');
      const tool = join(bench.dir, 'helia-aot');
      writeFileSync(tool, `#!/bin/sh\nexec '${process.execPath}' '${HELIA_STAND_IN}' ok "$@"\n`, {
        mode: 0o755,
      });
      const flags = [
        '--create-aot-profile',
        '--onboard-perf',
        '--no-create-profile',
        '--resultlog-file',
        log,
      ];
      const outcome = await hilbench(
        [
          ...['run', join(folder.path, 'kws.tflite'), '--platform', STAND_IN_PLATFORM, '--joulescope'],
          ...['--runs', '1', '--runs-power', '3', '--out', join(bench.dir, 'out'), '--json', ...flags],
        ],
        { env: { ...withJoulescope(bench, ''), HILBENCH_HELIA_AOT: tool } },
      );
      const result = resultOf(outcome);
      expect(result.issues).toEqual([]);
      const { power: main_power = [], onboard: main_onboard = [], aot } = result;
      const found = { aot: main_power, 'helia-aot': aot?.power ?? [] };
      for (const [engine, power] of Object.entries(found)) {
        expect(power.map((each) => [each.mode, each.engine, each.modelled])).toEqual([
          ['lp', engine, false],
          ['hp', engine, false],
        ]);
        for (const { monitor, power_mw } of power) {
          expect(monitor).toBe(`joulescope js220 ${SERIAL}`);
          expect(power_mw).toBeCloseTo(9, 3);
        }
      }
      const counted = { aot: main_onboard, 'helia-aot': aot?.onboard ?? [] };
      for (const [engine, onboard] of Object.entries(counted)) {
        expect(onboard.map((each) => [each.mode, each.engine])).toEqual([
          ['lp', engine],
          ['hp', engine],
        ]);
      }
      const report = terminalReport(result);
      for (const mode of ['HP', 'LP']) {
        expect(report).toMatch(
          new RegExp(`^\\[Power\\] +AOT ${mode} Inference Energy \\(uJ\\): +[\\d.]+`, 'mu'),
        );
        expect(report).toMatch(new RegExp(`^\\[Onboard\\] +AOT ${mode} `, 'mu'));
      }
      const [header = '', line = ''] = readFileSync(log, 'utf8').split('\n');
      const columns = header.split(',').map((name) => name.trim());
      const cells = line.split(',');
      for (const name of columns.filter((column) => /^(AOT )?[HL]P\(/.test(column))) {
        expect(Number(cells[columns.indexOf(name)]), name).toBeGreaterThan(0);
      }
      expect(cells[columns.indexOf('AOT Version')]).toBe('1.1.0');
    }, 120_000);

    test.each(['js110', 'js320'])(
      'measures with a %s',
      async (model) => {
        const args = ['--json', '--no-create-profile', '--no-create-binary', '--cpu-mode', 'hp'];
        const env = { HILBENCH_STANDIN_JS_PATHS: `u/${model}/${SERIAL}` };
        const { power = [] } = resultOf(
          await measure({ ...bench, env: { ...bench.env, ...env } }, '', ...args),
        );
        expect(power).toHaveLength(1);
        expect(power[0]).toMatchObject({ monitor: `joulescope ${model} ${SERIAL}`, dropped_samples: 0 });
        expect(power[0]?.power_mw).toBeCloseTo(9, 3);
      },
      60_000,
    );

    test('goes through every stage, and has every line of the report of ns_autodeploy', async () => {
      await using ambiq = await jlinkBench(
        ['1160002211'],
        [`monitor: {kind: joulescope, serial: "${SERIAL}", supply_v: 1.8}`],
        STAND_IN_AMBIQ_PLATFORM,
      );
      const out = join(ambiq.dir, 'out');
      const outcome = await hilbench(
        [
          ...['run', join(folder.path, 'kws.tflite'), '--platform', STAND_IN_AMBIQ_PLATFORM, '--joulescope'],
          ...['--engine', 'aot', '--runs', '2', '--runs-power', '3', '--out', out],
          ...['--create-library', '--create-ambiqsuite-example'],
        ],
        {
          env: withJoulescope(ambiq, ''),
        },
      );
      expect(outcome.status, outcome.stderr).toBe(0);
      const figure = '[\\d.,]+';
      for (const line of [
        'Characterization Report for kws',
        '\\[Profile\\] Per-Layer Statistics file: +\\S+layers.csv',
        `\\[Profile\\] Model Size: +${figure} KB`,
        `\\[Profile\\] Total Estimated MACs: +${figure}`,
        '\\[Profile\\] Total Model Layers: +13',
        ...['HP', 'LP'].flatMap((mode) => [
          `\\[Power\\] +${mode} Inference Time \\(ms\\): +${figure}`,
          `\\[Power\\] +${mode} Inference Energy \\(uJ\\): +${figure}`,
          `\\[Power\\] +${mode} Inference Avg Power \\(mW\\): +${figure}`,
        ]),
      ]) {
        expect(outcome.stdout).toMatch(new RegExp(line, 'u'));
      }
      const { timing } = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
      for (const wait of ['in_probe', 'in_link', 'in_monitor', 'in_device', 'total']) {
        expect(timing[wait], wait).toBeGreaterThan(0);
      }
      const kept = readdirSync(out);
      expect(kept.filter((name) => /_library$|_ambiqsuite$/.test(name))).toHaveLength(2);
    }, 120_000);

    test.each([
      ['{kind: joulescope, serial: "000002", supply_v: 1.8}', 'no Joulescope 000002'],
      ['{kind: ppk2, supply_v: 1.8}', 'evb-0 (ppk2)'],
    ])('the monitor %s of bench.yml is not what is there', async (monitor, text) => {
      await using other = await jlinkBench(['1160002208'], [`monitor: ${monitor}`]);
      const outcome = await measure(other, '', '--json', '--no-create-profile', '--cpu-mode', 'hp');
      expect(JSON.parse(outcome.stdout)).toMatchObject({
        error: { code: 'POWER_NO_MONITOR', message: expect.stringContaining(text) },
      });
      expect(await toolsOf(other.dir)).toEqual([]);
      expect(wasFlashed(other), 'flashed').toBe(false);
    });

    test.each([
      ['busy', 'POWER_MONITOR_BUSY', false],
      ['unplug', 'POWER_MONITOR_LOST', true],
    ])('the fault %s is %s, and nothing is left', async (fault, code, flashed) => {
      const outcome = await measure(bench, fault, '--json', '--no-create-profile', '--cpu-mode', 'hp');
      expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code } });
      expect(outcome.status).toBe(3);
      expect(wasFlashed(bench), 'flashed').toBe(flashed);
      expect(await toolsOf(bench.dir)).toEqual([]);
      expect(readdirSync(bench.env.TMPDIR ?? '')).toEqual([]);
      const boards = await hilbench(['boards', '--json'], { env: bench.env });
      expect(boards.stdout).toContain('"evb-0"');
      expect(boards.stdout).not.toContain('leased_by');
      const out = join(bench.dir, 'out');
      expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
    });
  },
);
