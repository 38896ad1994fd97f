import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { buildModel } from '../../src/model/build.ts';
import { type CliOutcome, hilbench, resultOf, startCli, tempFolder } from '../helpers/cli.ts';
import { emulatorsOf } from '../helpers/emulated-bench.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_AMBIQ_PLATFORM,
  STAND_IN_PLATFORM,
  STAND_IN_USB_PLATFORM,
  toolsOf,
} from '../helpers/jlink-bench.ts';

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
let bench: JLinkBench;

const SMALL = buildModel({
  tensors: ['x', 'y'].map((name) => ({ name, shape: [1, 16], quantization: { scale: 1 } })),
  inputs: ['x'],
  outputs: ['y'],
  operators: [{ op: 'RELU', inputs: ['x'], outputs: ['y'] }],
});

beforeAll(() => {
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  writeFileSync(at('retrained.tflite'), dsCnnKeywordSpotter(43));
  writeFileSync(at('small.tflite'), SMALL);
});
afterAll(() => folder[Symbol.dispose]());

beforeEach(async () => {
  if (canStandIn) bench = await jlinkBench();
});
afterEach(async () => {
  if (!canStandIn) return;
  await bench[Symbol.asyncDispose]();
  expect(await emulatorsOf(bench.dir), 'emulators left behind').toEqual([]);
});

const out = (): string => join(bench.dir, 'out');
const args = (model: string, ...more: string[]): string[] => [
  ...['run', at(model), '--platform', STAND_IN_PLATFORM, '--out', out(), '--json'],
  ...more,
];
const quick = ['--runs', '1', '--no-create-profile', '--no-create-library', '--no-create-ambiqsuite-example'];

function run(model: string, ...more: string[]): Promise<CliOutcome> {
  return hilbench(args(model, ...more), { env: bench.env });
}

describe.skipIf(!canStandIn)('a run on a board behind a J-Link', () => {
  test('goes through every stage, and a second one flashes nothing that is there', async () => {
    await using ambiq = await jlinkBench(['1160002207'], [], STAND_IN_AMBIQ_PLATFORM);
    const start = (...more: string[]) =>
      hilbench(
        [
          ...['run', at('kws.tflite'), '--platform', STAND_IN_AMBIQ_PLATFORM, '--json'],
          ...['--out', join(ambiq.dir, 'out'), ...more],
        ],
        { env: ambiq.env },
      );
    const first = await start(
      ...['--runs', '2', '--profile-warmup', '1', '--create-library', '--create-ambiqsuite-example'],
    );
    const result = resultOf(first);
    expect(result.board).toMatchObject({ id: 'evb-0', serial: ambiq.board.serial });
    expect(result.platform).toMatchObject({ name: STAND_IN_AMBIQ_PLATFORM, emulated: false });
    expect(result.validation?.verdict).toBe('pass');
    expect(result.profile?.layers).toHaveLength(13);
    expect(result.packages?.map(({ kind }) => kind)).toEqual(['library', 'ambiqsuite-example']);
    expect(result.timing.in_probe).toBeGreaterThan(0);
    const again = await start(...quick, '--verbosity', '2');
    expect(resultOf(again).image.build_id).toBe(result.image.build_id);
    const [, skipped, parts] = /(\d+) of (\d+) parts unchanged/u.exec(again.stderr) ?? [];
    expect(skipped).toBe(parts);
  });

  test('tells a first greeting that nobody hears from a dead board', async () => {
    bench.board.misbehave({ deaf_boots: 1 });
    const outcome = await run('small.tflite', ...quick);
    expect(resultOf(outcome).validation?.verdict).toBe('pass');
    expect(outcome.stderr).toContain('reset and greeted again');
  });

  test('gets over garbage that a port says at first', async () => {
    bench.board.misbehave({ garbage_boots: 1 });
    expect(resultOf(await run('small.tflite', ...quick)).validation?.verdict).toBe('pass');
  });

  test('gets over what a bootloader says before the firmware does', async () => {
    bench.board.misbehave({ banner: true });
    const outcome = await run('small.tflite', ...quick);
    expect(resultOf(outcome).validation?.verdict).toBe('pass');
    expect(outcome.stderr).not.toContain('reset and greeted again');
  });

  test('waits for a port that comes late', async () => {
    await using usb = await jlinkBench(['1160002209'], [], STAND_IN_USB_PLATFORM);
    usb.board.misbehave({ port_late_ms: 400 });
    const outcome = await hilbench(
      ['run', at('small.tflite'), '--platform', STAND_IN_USB_PLATFORM, '--out', out(), '--json', ...quick],
      { env: usb.env },
    );
    expect(resultOf(outcome).board.serial).toBe('1160002209');
  });
});

describe.skipIf(!canStandIn)('a run that ends before its time', () => {
  test('leaves a failing board in quarantine before one that waits can have it', async () => {
    appendFileSync(join(bench.dir, 'bench.yml'), 'quarantine_after: 1\n');
    bench.board.misbehave({ hung: true });
    const env = { ...bench.env, HILBENCH_JLINK_TIMEOUT: '6' };
    const failing = hilbench(args('small.tflite', ...quick), { env });
    await expect.poll(() => toolsOf(bench.env.TMPDIR ?? ''), { timeout: 20_000 }).not.toEqual([]);
    const waiting = run('small.tflite', ...quick);
    expect(JSON.parse((await failing).stdout)).toMatchObject({ error: { code: 'PROBE_TIMEOUT' } });
    const outcome = await waiting;
    expect(outcome.stderr).toContain('Waiting for a board');
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      error: { code: 'BENCH_ALL_QUARANTINED', message: expect.stringContaining('PROBE_TIMEOUT') },
    });
  });

  test('a run that was killed leaves no hung probe: the next one ends what is there', async () => {
    bench.board.misbehave({ hung: true });
    const child = startCli(args('small.tflite', ...quick), { env: bench.env });
    // What the probe's tool has started outlives it.
    const tools = () => toolsOf(bench.env.TMPDIR ?? '');
    await expect.poll(tools, { timeout: 20_000 }).toContainEqual(expect.stringMatching(/^sleep /u));
    child.kill('SIGKILL');
    await child;
    bench.board.misbehave({});
    expect(resultOf(await run('small.tflite', ...quick)).validation?.verdict).toBe('pass');
    await expect.poll(() => toolsOf(bench.env.TMPDIR ?? '')).toEqual([]);
  });
});
