import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { type CliOutcome, hilbench, ROOT, resultOf, tempFolder } from '../helpers/cli.ts';
import { canStandIn, jlinkBench, STAND_IN_PLATFORM } from '../helpers/jlink-bench.ts';
import { haveNeuralSpot, NEURALSPOT } from '../helpers/neuralspot.ts';

const STAND_IN = join(ROOT, 'test', 'stand-ins', 'helia-aot', 'helia-aot.ts');
const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);

beforeAll(() => {
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  mkdirSync(at('runtime'));
});
afterAll(() => folder[Symbol.dispose]());

/** The stand-in as an executable that behaves in one way. */
function tool(mode: string): string {
  const path = at(`helia-aot-${mode}`);
  writeFileSync(
    path,
    `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(STAND_IN)} ${mode} "$@"\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

function run(mode: string, ...flags: string[]): Promise<CliOutcome> {
  const env = {
    HILBENCH_HELIA_AOT: tool(mode),
    HILBENCH_CACHE_DIR: at('cache'),
    HILBENCH_LEASE_DIR: at('leases'),
  };
  const args = ['run', at('kws.tflite'), '--platform', 'mps3_an547', '--create-aot-profile', '--runs', '2'];
  return hilbench([...args, '--aot-engine', 'helia', '--out', at(`out-${mode}`), '--json', ...flags], {
    env,
  });
}

test('a module of helia-aot runs beside the engine aot: outputs, layers, energy, sizes, reports', async () => {
  const log = at('log.csv');
  const outcome = await run(
    'ok',
    '--power-monitor',
    'modelled',
    '--runs-power',
    '3',
    '--onboard-perf',
    '--resultlog-file',
    log,
  );
  const result = resultOf(outcome);
  expect(outcome.status).toBe(0);
  expect(result.issues).toEqual([]);
  const { aot } = result;
  expect(aot?.engine).toEqual({ name: 'helia-aot', version: '1.1.0' });
  expect(aot?.validation).toMatchObject({ runs: 2, verdict: 'pass' });
  expect(aot?.main).toMatchObject({ runs: 2, identical: true, outputs: [{ max_abs_lsb: 0 }] });
  expect(aot?.profile?.layers.map(({ op }) => op)).toEqual(result.profile?.layers.map(({ op }) => op));
  expect(aot?.placement).toBeUndefined();
  // Constants and arena of the module are in its image.
  expect(aot?.image.rom_bytes).toBeGreaterThan(result.placement.rom_bytes);
  expect(aot?.image.ram_bytes).toBeGreaterThan(result.placement.ram_bytes);
  expect(aot?.power?.map(({ mode, engine }) => [mode, engine])).toEqual([
    ['lp', 'helia-aot'],
    ['hp', 'helia-aot'],
  ]);
  expect(aot?.onboard).toHaveLength(2);
  expect(result.power?.every(({ engine }) => engine === 'aot')).toBe(true);
  const report = terminalReport(result);
  expect(report).toMatch(/^\[Power\] AOT HP Inference Time \(ms\): +[\d.]+ \(modelled\)$/m);
  expect(report).toMatch(/^\[AOT\] Outputs vs\. aot: +identical in 2 runs$/m);
  const cells = (readFileSync(log, 'utf8').split('\n')[1] ?? '').split(',');
  expect(cells.slice(15, 22)).toEqual([
    ...Array<unknown>(6).fill(expect.stringMatching(/^[\d.]+ \(modelled\)$/)),
    '1.1.0',
  ]);
  expect(Number(cells[24])).toBeGreaterThan(0);
  expect(Number(cells[25])).toBeGreaterThan(0);
});

test('outputs that differ are told, and fail nothing', async () => {
  const outcome = await run('wrong', '--no-create-profile');
  const { aot, validation } = resultOf(outcome);
  expect(outcome.status).toBe(0);
  expect(validation?.verdict).toBe('pass');
  expect(aot?.main).toMatchObject({ identical: false, outputs: [{ max_abs_lsb: 1 }] });
});

describe('what the tool does wrong is noted, and the run goes on', () => {
  function issueOf(outcome: CliOutcome): RunResult['issues'][number] | undefined {
    const result = resultOf(outcome);
    expect(outcome.status).toBe(0);
    expect(result.validation?.verdict).toBe('pass');
    expect(result.issues).toHaveLength(1);
    return result.issues[0];
  }

  test.each([
    ['cannot', 'HELIA_AOT_CANNOT_CONVERT'],
    ['silent', 'HELIA_AOT_NO_OUTPUT'],
    ['elsewhere', 'HELIA_AOT_NO_OUTPUT'],
    ['old', 'HELIA_AOT_TOO_OLD'],
    ['mute', 'HELIA_AOT_NO_VERSION'],
    ['lies', 'HELIA_AOT_CANNOT_CONVERT'],
    ['garbage', 'HELIA_AOT_BAD_OUTPUT'],
    ['linked', 'HELIA_AOT_BAD_OUTPUT'],
    ['absolute', 'HELIA_AOT_BAD_OUTPUT'],
    ['licensed', 'HELIA_AOT_LICENSE'],
    ['broken', 'FIRMWARE_COMPILE_FAILED'],
  ])('%s: %s', async (mode, code) => {
    const outcome = await run(mode, '--no-create-profile');
    expect(issueOf(outcome)).toMatchObject({ code, severity: 'warn' });
    expect(resultOf(outcome).aot).toBeUndefined();
  });

  test("the tool's own words are shown as text", async () => {
    const issue = issueOf(await run('cannot', '--no-create-profile'));
    expect(issue?.message).toContain('Operator EXP of layer 3 is not supported.');
    expect(issue?.message).not.toMatch(/[\x00-\x1f]/);
  });

  test('a tool that is not there', async () => {
    const env = {
      HILBENCH_HELIA_AOT: at('nowhere'),
      HILBENCH_CACHE_DIR: at('cache'),
      HILBENCH_LEASE_DIR: at('leases'),
    };
    const args = [
      'run',
      at('kws.tflite'),
      '--runs',
      '1',
      '--platform',
      'mps3_an547',
      '--no-create-profile',
      '--create-aot-profile',
    ];
    const outcome = await hilbench([...args, '--aot-engine', 'helia', '--out', at('out-none'), '--json'], {
      env,
    });
    expect(issueOf(outcome)).toMatchObject({ code: 'HELIA_AOT_MISSING' });
  });

  test('a model outside of the chip', async () => {
    const outcome = await run('ok', '--no-create-profile', '--model-location', 'PSRAM');
    expect(issueOf(outcome)).toMatchObject({ code: 'AOT_PASS_OFF' });
  });
});

describe.skipIf(!haveNeuralSpot)('beside TFLM', () => {
  test.each([
    ['auto', 'aot'],
    ['helia', 'helia-aot'],
  ])('--aot-engine %s: the pass is made by %s', async (choice, engine) => {
    const flags = ['--engine', 'tflm', '--neuralspot-rootdir', NEURALSPOT, '--aot-engine', choice];
    const outcome = await run('ok', ...flags);
    const result = resultOf(outcome);
    expect(outcome.status).toBe(0);
    expect(result.engine.name).toBe('tflm');
    expect(result.aot?.engine.name).toBe(engine);
    expect(result.aot?.main?.outputs).toHaveLength(1);
    expect(result.aot?.profile?.layers).toHaveLength(13);
    expect(result.aot?.validation?.verdict).toBe('pass');
    // An arena of its own where the engine takes one; in the image where the module brings it.
    expect(result.aot?.placement === undefined).toBe(choice === 'helia');
    expect(terminalReport(result)).toMatch(/^\[AOT\] Outputs vs\. tflm: /m);
  });
});

test.skipIf(!canStandIn)('on a board behind a J-Link HeliaAOT makes the pass by itself', async () => {
  await using bench = await jlinkBench();
  const env = { ...bench.env, HILBENCH_HELIA_AOT: tool('ok') };
  const args = [
    'run',
    at('kws.tflite'),
    '--platform',
    STAND_IN_PLATFORM,
    '--runs',
    '1',
    '--create-aot-profile',
    '--onboard-perf',
    '--runs-power',
    '3',
  ];
  const outcome = await hilbench([...args, '--out', join(bench.dir, 'out'), '--json'], { env });
  const { aot, issues, onboard } = resultOf(outcome);
  expect(issues).toEqual([]);
  const counted = { aot: onboard ?? [], 'helia-aot': aot?.onboard ?? [] };
  for (const [engine, counts] of Object.entries(counted)) {
    expect(counts.map((each) => [each.engine, each.mode])).toEqual([
      [engine, 'lp'],
      [engine, 'hp'],
    ]);
  }
  expect(aot?.power).toBeUndefined();
  expect(aot?.engine.name).toBe('helia-aot');
  expect(aot?.main?.identical).toBe(true);
  expect(aot?.profile?.layers).toHaveLength(13);
});

test('an engine is not compared with itself', async () => {
  const outcome = await run('ok', '--aot-engine', 'aot');
  expect(outcome.status).toBe(2);
  expect(outcome.stderr).toContain('CONFIG_SAME_ENGINE');
});

test('a configuration that is none is refused before anything runs', async () => {
  writeFileSync(at('bad.yml'), 'module: 3\n');
  const outcome = await run('ok', '--helios-aot-config', at('bad.yml'));
  expect(outcome.status).toBe(2);
  expect(outcome.stderr).toContain('HELIA_AOT_CONFIG');
});
