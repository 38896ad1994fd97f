import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { writeNpy } from '../../src/reference/npy.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { type CliOutcome, hilbench, hilbenchHere, resultOf, tempFolder } from '../helpers/cli.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import { canStandIn, jlinkBench, STAND_IN_PLATFORM } from '../helpers/jlink-bench.ts';

const HELIA_STAND_IN = join(import.meta.dirname, '..', 'stand-ins', 'helia-aot', 'helia-aot.ts');
const KIB = 1024;
const SAMPLES = 3;
const INPUT_BYTES = 490;

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
const inFolder = (...args: string[]): Promise<CliOutcome> => hilbench(args, { cwd: folder.path });

beforeAll(() => {
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  writeFileSync(at('run.yml'), 'runs: 4\nprofile_warmup: 2\n');
  const bytes = Uint8Array.from({ length: SAMPLES * INPUT_BYTES }, (_, index) => (index * 31) % 256);
  writeFileSync(at('samples.npy'), writeNpy({ type: 'INT8', shape: [SAMPLES, 49, 10, 1], bytes }));
});
afterAll(() => folder[Symbol.dispose]());

/** The bytes of a file that a run saved, header and all. */
function saved(out: string, name: string): string {
  return readFileSync(at(out, 'outputs', 'run0000', name), 'latin1');
}

describe.skipIf(!canEmulate)('what an option changes is in the result, beside a run without it', () => {
  let plain: RunResult;
  let plain_said: string;
  let changed: RunResult;
  let changed_outcome: CliOutcome;
  let with_data: RunResult;
  let with_data_said: string;

  beforeAll(async () => {
    const board = ['--platform', 'mps3_an547', '--json', '--save-outputs'];
    const first = await inFolder('run', 'kws.tflite', ...board, '--out', 'plain');
    plain = resultOf(first);
    plain_said = first.stderr;
    changed_outcome = await inFolder(
      ...['run', '--tflite-filename', 'kws.tflite', ...board, '--configfile', 'run.yml', '--seed', '7'],
      ...['--model-name', 'renamed', '--destination-rootdir', 'there', '--verbosity', '0'],
      ...['--model-location', 'MRAM', '--arena-location', 'SRAM', '--max-arena-size', '900'],
      ...['--arena-size-scratch-buffer-padding', '3', '--profile-warmup', '5', '--create-library'],
      ...['--resultlog-file', 'log.csv', '--run-log-id', 'night', '--profile-results-path', 'profiles'],
    );
    changed = resultOf(changed_outcome);
    const third = await inFolder(
      ...[
        'run',
        'kws.tflite',
        ...board,
        '--out',
        'with-data',
        '--no-random-data',
        '--dataset',
        'samples.npy',
      ],
      ...['--runs', '2', '--no-create-profile', '--verbosity', '2'],
    );
    with_data = resultOf(third);
    with_data_said = third.stderr;
  });

  test('--seed makes other inputs, so that the outputs are others', () => {
    expect([plain.validation?.seed, changed.validation?.seed]).toEqual([42, 7]);
    const [one, other] = [saved('plain', 'device_output0.npy'), saved('there/renamed', 'device_output0.npy')];
    expect(one).not.toBe(other);
    expect(changed.validation?.verdict).toBe('pass');
  });

  test('--platform is the board that the model runs on', async () => {
    expect(plain.platform.name).toBe('mps3_an547');
    const env = { HILBENCH_BENCH: at('none.yml') };
    writeFileSync(at('none.yml'), '');
    const unsaid = await hilbenchHere(['run', at('kws.tflite'), '--out', at('unsaid')], { env });
    expect(unsaid.stderr).toMatch(/No board of platform apollo510_evb .*\[BENCH_NO_BOARD\]/u);
  });

  test('--tflite-filename names the model, and --model-name calls it otherwise', () => {
    expect(changed.model).toMatchObject({ name: 'renamed', sha256: plain.model.sha256 });
    expect(plain.model.name).toBe('kws');
    expect(changed.packages?.map(({ path }) => path)).toEqual(['renamed_library']);
  });

  test('--configfile says what no flag says, and a flag wins over it', () => {
    expect(plain.validation?.runs).toBe(10);
    expect(changed.validation?.runs).toBe(4);
    expect(changed.profile?.warmup, '--profile-warmup wins').toBe(5);
  });

  test('--profile-warmup is how many inferences come before those that are profiled', () => {
    expect([plain.profile?.warmup, changed.profile?.warmup]).toEqual([1, 5]);
  });

  test('--runs is how many inferences are compared', () => {
    expect(with_data.validation?.runs).toBe(2);
    expect(readdirSync(at('with-data', 'outputs'))).toHaveLength(2);
  });

  test('--destination-rootdir is where the folder of the model is made', () => {
    expect(existsSync(at('there', 'renamed', 'results.json'))).toBe(true);
    expect(existsSync(at('there', 'renamed', 'renamed_library', 'README.md'))).toBe(true);
  });

  test('--model-location and --arena-location are where model and arena are', () => {
    const places = ({ placement }: RunResult) => [placement.model.location, placement.arena.location];
    expect(places(plain)).toEqual(['TCM', 'TCM']);
    expect(places(changed)).toEqual(['MRAM', 'SRAM']);
  });

  test('--max-arena-size is what tuning begins with', () => {
    expect(changed.placement.arena.tuned_from?.bytes).toBe(900 * KIB);
    expect(plain.placement.arena.tuned_from?.bytes).toBeGreaterThan(900 * KIB);
  });

  test('--arena-size-scratch-buffer-padding is added to the tuned arena', () => {
    expect(changed.placement.arena.used_bytes).toBe(plain.placement.arena.used_bytes);
    expect(changed.placement.arena.bytes).toBe(plain.placement.arena.bytes + 3 * KIB);
  });

  test('--create-library makes one, and none is made without it', () => {
    expect(changed.packages).toMatchObject([{ kind: 'library', proved: { verdict: 'pass' } }]);
    expect(plain.packages ?? []).toEqual([]);
  });

  test('--no-create-profile leaves the profile out', () => {
    expect(with_data.profile).toBeUndefined();
    expect(plain.profile?.layers).toHaveLength(13);
  });

  test('--no-random-data takes --dataset, sample by sample', () => {
    expect([plain.validation?.source, with_data.validation?.source]).toEqual(['generator', 'dataset']);
    expect(saved('with-data', 'device_output0.npy')).not.toBe(saved('plain', 'device_output0.npy'));
    expect(with_data.validation?.verdict).toBe('pass');
  });

  test('--resultlog-file and --run-log-id add a line that ends with the id', () => {
    const lines = readFileSync(at('log.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^renamed,mps3_an547,.*,night$/u);
  });

  test('--profile-results-path keeps the profile a second time', () => {
    const kept = readdirSync(at('profiles')).filter((name) => name.endsWith('.csv'));
    expect(kept).toHaveLength(1);
    const copy = readFileSync(at('profiles', kept[0] ?? ''), 'utf8');
    expect(copy).toBe(readFileSync(at('there', 'renamed', 'layers.csv'), 'utf8'));
  });

  test('--verbosity is how much is said', () => {
    expect(changed_outcome.stderr, 'nothing at 0').toBe('');
    expect(plain_said).toContain('*** Stage [1/3]');
    expect(plain_said).not.toContain('image ');
    expect(with_data_said, 'what happens below at 2').toMatch(/image [0-9a-f]+ .*board mps3_an547-\d/u);
  });

  test('--no-create-binary leaves the comparison with the host out', async () => {
    const args = ['run', 'kws.tflite', '--platform', 'mps3_an547', '--json', '--out', 'profile-only'];
    const result = resultOf(await inFolder(...args, '--runs', '1', '--no-create-binary'));
    expect(result.validation).toBeUndefined();
    expect(result.profile?.layers).toHaveLength(13);
  });

  test('--create-aot-profile adds a pass of HeliaAOT, and --helios-aot-config configures it', async () => {
    const seen = at('seen.yml');
    const keep = `for each in "$@"; do case "$each" in *.y*ml) cp "$each" '${seen}';; esac; done`;
    const tool = `exec '${process.execPath}' '${HELIA_STAND_IN}' ok "$@"`;
    writeFileSync(at('helia-aot'), `#!/bin/sh\n${keep}\n${tool}\n`, { mode: 0o755 });
    writeFileSync(at('helia.yml'), 'optimization: {goal: size}\n');
    const args = ['run', at('kws.tflite'), '--platform', 'mps3_an547', '--json', '--out', at('second')];
    const pass = ['--create-aot-profile', '--aot-engine', 'helia', '--helios-aot-config', at('helia.yml')];
    const env = { HILBENCH_HELIA_AOT: at('helia-aot') };
    const outcome = await hilbench([...args, '--runs', '1', '--no-create-binary', ...pass], { env });
    expect(resultOf(outcome).aot?.engine.name).toBe('helia-aot');
    expect(plain.aot).toBeUndefined();
    expect(parse(readFileSync(seen, 'utf8'))).toMatchObject({ optimization: { goal: 'size' } });
  });
});

describe.skipIf(!canStandIn)('a board behind a J-Link', () => {
  test('is opened by --tty at --baud over --transport, instead of what bench.yml and platform say', async () => {
    await using bench = await jlinkBench();
    writeFileSync(
      join(bench.dir, 'bench.yml'),
      `boards:\n  - {id: a, platform: ${STAND_IN_PLATFORM}, jlink: "${bench.board.serial}", port: /dev/none}\n`,
    );
    const args = [
      'run',
      at('kws.tflite'),
      '--platform',
      STAND_IN_PLATFORM,
      '--runs',
      '1',
      '--no-create-profile',
    ];
    const out = ['--out', join(bench.dir, 'out'), '--json'];
    const way = ['--tty', bench.board.tty, '--baud', '230400', '--transport', 'UART'];
    expect(resultOf(await hilbench([...args, ...out, ...way], { env: bench.env })).validation?.verdict).toBe(
      'pass',
    );
    expect(execFileSync('stty', ['-F', bench.board.tty, 'speed'], { encoding: 'utf8' }).trim()).toBe(
      '230400',
    );
    const usb = await hilbenchHere([...args, ...out, '--transport', 'USB'], { env: bench.env });
    expect(usb).toMatchObject({ status: 2, stdout: expect.stringContaining('CONFIG_NO_TRANSPORT') });
  });
});
