import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { HilbenchError } from '../support/errors.ts';
import { flagOf, OPTIONS } from './options.ts';
import { modelNameOf, parseRun, type RunInput } from './run.ts';

// The options of ns_autodeploy with their defaults, in the order of its help. Names of switches that are
// on are those of what `--no-…` switches off.
const NS_AUTODEPLOY: [string, string | number | boolean][] = [
  ['--seed', 42],
  ['--platform', 'apollo510_evb'],
  ['--toolchain', 'gcc'],
  ['--create-binary', true],
  ['--create-profile', true],
  ['--create-library', false],
  ['--create-ambiqsuite-example', false],
  ['--create-aot-profile', false],
  ['--helios-aot-config', 'auto'],
  ['--joulescope', false],
  ['--onboard-perf', false],
  ['--full-pmu-capture', false],
  ['--tflite-filename', 'undefined'],
  ['--configfile', ''],
  ['--pmu-config-file', 'default'],
  ['--model-location', 'auto'],
  ['--tflm-location', 'auto'],
  ['--arena-location', 'auto'],
  ['--max-arena-size', 0],
  ['--arena-size-scratch-buffer-padding', 0],
  ['--resource-variable-count', 0],
  ['--random-data', true],
  ['--dataset', 'dataset.pkl'],
  ['--runs', 10],
  ['--runs-power', 200],
  ['--cpu-mode', 'auto'],
  ['--model-name', 'auto'],
  ['--destination-rootdir', 'auto'],
  ['--neuralspot-rootdir', 'auto'],
  ['--resultlog-file', 'none'],
  ['--profile-results-path', 'none'],
  ['--ambiqsuite-version', 'auto'],
  ['--tensorflow-version', 'auto'],
  ['--profile-warmup', 1],
  ['--verbosity', 1],
  ['--nocompile-mode', false],
  ['--run-log-id', 'none'],
  ['--transport', 'auto'],
  ['--tty', 'auto'],
  ['--baud', 'auto'],
];

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'config-'));
});

function run(changes: Partial<RunInput> = {}) {
  return parseRun({ model: 'kws.tflite', flags: {}, env: {}, cwd, ...changes });
}

function runWithFile(yaml: string, changes: Partial<RunInput> = {}) {
  mkdirSync(join(cwd, 'conf'), { recursive: true });
  writeFileSync(join(cwd, 'conf', 'run.yml'), yaml);
  return run({ ...changes, flags: { configfile: 'conf/run.yml', ...changes.flags } });
}

async function errorOf(work: Promise<unknown>): Promise<HilbenchError> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(HilbenchError);
  expect((error as HilbenchError).kind).toBe('input');
  return error as HilbenchError;
}

describe('the options', () => {
  it.each(NS_AUTODEPLOY)('%s is there with the default %j', (flag, value) => {
    expect(OPTIONS.find((option) => flagOf(option.name) === flag)?.default).toBe(value);
  });

  it('have names of their own, and defaults that they accept', async () => {
    expect(new Set(OPTIONS.map((option) => option.name)).size).toBe(OPTIONS.length);
    const flags = Object.fromEntries(
      OPTIONS.filter(
        (option) => !['tflite_filename', 'configfile', 'random_data', 'dataset'].includes(option.name),
      ).map((option) => [
        option.name,
        typeof option.default === 'boolean' ? option.default : String(option.default),
      ]),
    );
    expect(await run({ flags })).toEqual(await run());
  });
});

describe('what wins', () => {
  it('is a flag, then the environment, then the file, then the default', async () => {
    const yaml = 'runs: 2\nseed: 2\nverbosity: 2\n';
    const env = { HILBENCH_RUNS: '3', HILBENCH_SEED: '3' };
    const config = await runWithFile(yaml, { env, flags: { runs: '4' } });
    expect([config.runs, config.seed, config.verbosity, config.profile_warmup]).toEqual([4, 3, 2, 1]);
  });

  it('is a flag also when it switches on what the file switched off', async () => {
    const yaml = 'create-profile: false\nsave_outputs: true\n';
    expect(await runWithFile(yaml)).toMatchObject({ create_profile: false, save_outputs: true });
    const config = await runWithFile(yaml, { flags: { create_profile: true, save_outputs: false } });
    expect(config).toMatchObject({ create_profile: true, save_outputs: false });
  });

  it('is not an environment variable that is empty', async () => {
    expect((await run({ env: { HILBENCH_RUNS: '' } })).runs).toBe(10);
  });

  it('says which boards will do, and where they are described', async () => {
    const flags = { board_tags: 'usb,lab-2', bench: 'b.yml' };
    const config = await run({ flags });
    expect(config).toMatchObject({ board_tags: 'usb,lab-2', bench: join(cwd, 'b.yml') });
    expect((await run({ env: { HILBENCH_BENCH: '/etc/bench.yml' } })).bench).toBe('/etc/bench.yml');
    await expect(run({ flags: { board_tags: 'usb,,x' } })).rejects.toMatchObject({ code: 'CONFIG_BAD_TEXT' });
  });

  it('names the file from the environment too', async () => {
    writeFileSync(join(cwd, 'a.yml'), 'runs: 7\n');
    expect((await run({ env: { HILBENCH_CONFIGFILE: 'a.yml' } })).runs).toBe(7);
  });
});

describe('values', () => {
  it('match choices whatever their case', async () => {
    expect((await run({ flags: { model_location: 'Auto' } })).model_location).toBe('auto');
    expect((await run({ env: { HILBENCH_ARENA_LOCATION: 'psram' } })).arena_location).toBe('PSRAM');
  });

  it.each<[string, Partial<RunInput>, string, RegExp]>([
    [
      'text for a number',
      { flags: { runs: 'ten' } },
      'CONFIG_WRONG_TYPE',
      /^--runs: "ten".*a whole number from 1 to 100000/,
    ],
    ['half an inference', { flags: { runs: '1.5' } }, 'CONFIG_WRONG_TYPE', /^--runs: "1.5"/],
    ['no inference', { flags: { runs: '0' } }, 'CONFIG_OUT_OF_RANGE', /^--runs: "0"/],
    [
      'a number beyond the range',
      { env: { HILBENCH_SEED: '4294967296' } },
      'CONFIG_OUT_OF_RANGE',
      /^HILBENCH_SEED:/,
    ],
    ['nothing for a number', { flags: { runs: ' ' } }, 'CONFIG_WRONG_TYPE', /--runs/],
    ['infinity', { flags: { max_lsb: '1e999' } }, 'CONFIG_OUT_OF_RANGE', /--max-lsb/],
    ['a cosine above 1', { flags: { min_cosine: '1.01' } }, 'CONFIG_OUT_OF_RANGE', /from -1 to 1/],
    [
      'an unknown location',
      { flags: { model_location: 'FLASH' } },
      'CONFIG_NOT_A_CHOICE',
      /auto, TCM, SRAM, MRAM, PSRAM, NVM/,
    ],
    [
      'an arena in MRAM',
      { flags: { arena_location: 'MRAM' } },
      'CONFIG_NOT_A_CHOICE',
      /auto, TCM, SRAM, PSRAM/,
    ],
    ['a model name that is a path', { flags: { model_name: '../evil' } }, 'CONFIG_BAD_TEXT', /--model-name/],
    ['an empty path', { flags: { out: '' } }, 'CONFIG_BAD_TEXT', /--out/],
    ['control characters', { flags: { out: 'a\u0007b' } }, 'CONFIG_BAD_TEXT', /--out/],
    [
      'a switch that is neither',
      { env: { HILBENCH_JSON: 'maybe' } },
      'CONFIG_WRONG_TYPE',
      /HILBENCH_JSON.*true or false/,
    ],
  ])('refuses %s', async (_, changes, code, message) => {
    const error = await errorOf(run(changes));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/\u0007/);
  });
});

describe('a configuration file', () => {
  it('may use either spelling, and its paths are relative to its folder', async () => {
    const config = await runWithFile(
      'max-arena-size: 100\nmin_cosine: 0.5\ndataset: inputs.npy\nout: ../results\n',
    );
    expect(config).toMatchObject({ max_arena_size: 100, min_cosine: 0.5 });
    expect(config.dataset_path).toBe(join(cwd, 'conf', 'inputs.npy'));
    expect(config.out).toBe(join(cwd, 'results'));
  });

  it('may be empty, and may name the model', async () => {
    expect((await runWithFile('# nothing\n')).runs).toBe(10);
    const { model: _, ...input } = { model: '', flags: { configfile: 'conf/run.yml' }, env: {}, cwd };
    await runWithFile('tflite_filename: m.tflite\n');
    expect((await parseRun(input)).model_path).toBe(join(cwd, 'conf', 'm.tflite'));
  });

  it.each([
    [
      'a misspelt option',
      'seed: 1\nplatfrom: x\n',
      'CONFIG_UNKNOWN_OPTION',
      /run\.yml:2:1/,
      /Did you mean "platform"/,
    ],
    ['a number as text', '\nruns: "20"\n', 'CONFIG_WRONG_TYPE', /run\.yml:2:1: runs: "20"/, /whole number/],
    ['text as a switch', 'save_outputs: sure\n', 'CONFIG_WRONG_TYPE', /run\.yml:1:1/, /true or false/],
    ['a list', 'runs: [1, 2]\n', 'CONFIG_WRONG_TYPE', /a list/, /whole number/],
    [
      'an option set twice',
      'max-arena-size: 1\nmax_arena_size: 2\n',
      'CONFIG_CONFLICT',
      /run\.yml:2:1/,
      /Remove/,
    ],
    ['the same key twice', 'runs: 1\nruns: 2\n', 'CONFIG_YAML', /run\.yml:2:1/, /Mend/],
    ['a bench', 'bench: b.yml\n', 'CONFIG_UNKNOWN_OPTION', /which bench this host has/, /list/],
    ['another configuration file', 'configfile: b.yml\n', 'CONFIG_UNKNOWN_OPTION', /another one/, /list/],
    ['what is not YAML', 'runs: [1\n', 'CONFIG_YAML', /run\.yml:\d+:\d+/, /Mend/],
    ['a list of options', '- runs\n', 'CONFIG_YAML', /run\.yml:1:1/, /one option a line/],
    ['a key of JavaScript', '__proto__: {}\n', 'CONFIG_UNKNOWN_OPTION', /__proto__/, /list/],
    ['two documents', 'runs: 1\n---\nruns: 2\n', 'CONFIG_YAML', /run\.yml/, /Mend/],
  ])('is refused with %s', async (_, yaml, code, message, hint) => {
    const error = await errorOf(runWithFile(yaml));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('cannot blow itself up with aliases or nesting', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [...pair])) {
      bomb.push(`${to}: &${to} [${`*${from},`.repeat(9)}]`);
    }
    expect((await errorOf(runWithFile(bomb.join('\n')))).code).toBe('CONFIG_YAML');
    expect((await errorOf(runWithFile('['.repeat(200_000)))).code).toBe('CONFIG_YAML');
  });

  it.each([
    ['is not there', 'none.yml', /cannot be read/],
    ['is a folder', '.', /is not a file/],
    ['is too large', 'large.yml', /larger than 256 KB/],
    ['is not text', 'binary.yml', /not UTF-8/],
  ])('is refused when it %s', async (_, name, message) => {
    writeFileSync(join(cwd, 'large.yml'), '#'.repeat(256 * 1024 + 1));
    writeFileSync(join(cwd, 'binary.yml'), new Uint8Array([0xff, 0xfe, 0x00]));
    const error = await errorOf(run({ flags: { configfile: name } }));
    expect(error.code).toBe('CONFIG_FILE');
    expect(error.message).toMatch(message);
  });
});

describe('the model and its folder', () => {
  it('come from the argument', async () => {
    const config = await run({ model: 'models/my net (1).tflite' });
    expect(config.model_path).toBe(join(cwd, 'models', 'my net (1).tflite'));
    expect(config.model_name).toBe('my_net__1_');
    expect(config.out).toBe(join(cwd, 'hilbench-out', 'my_net__1_'));
  });

  it('come from --tflite-filename as well, but not from two places that disagree', async () => {
    expect((await run({ model: '', flags: { tflite_filename: 'b.tflite' } })).model_path).toBe(
      join(cwd, 'b.tflite'),
    );
    expect((await run({ flags: { tflite_filename: 'kws.tflite' } })).model_name).toBe('kws');
    expect((await errorOf(run({ flags: { tflite_filename: 'b.tflite' } }))).code).toBe('CONFIG_CONFLICT');
    expect((await errorOf(run({ model: '' }))).code).toBe('CONFIG_NO_MODEL');
  });

  it('can be put elsewhere: under another root, or exactly there', async () => {
    const flags = { destination_rootdir: 'all', model_name: 'v2' };
    expect((await run({ flags })).out).toBe(join(cwd, 'all', 'v2'));
    expect((await run({ flags: { ...flags, out: 'here' } })).out).toBe(join(cwd, 'here'));
  });

  it('has a name that is safe as a file name, whatever the file is called', () => {
    expect(
      ['/a/..tflite', '/a/.tflite', '/a/..', '/a/-x.TFLITE', `/${'y'.repeat(300)}.tflite`].map(modelNameOf),
    ).toEqual(['model', 'model', 'model', 'x', 'y'.repeat(64)]);
  });
});

describe('inputs', () => {
  it('are random unless a dataset is named', async () => {
    expect((await run()).dataset_path).toBeUndefined();
    expect((await run({ flags: { dataset: 'x.npy' } })).dataset_path).toBe(join(cwd, 'x.npy'));
    expect((await run({ flags: { dataset: 'x.npy', random_data: false } })).dataset_path).toBe(
      join(cwd, 'x.npy'),
    );
  });

  it('cannot be both, or neither', async () => {
    expect((await errorOf(run({ flags: { dataset: 'x.npy', random_data: true } }))).code).toBe(
      'CONFIG_CONFLICT',
    );
    expect((await errorOf(run({ flags: { random_data: false } }))).code).toBe('CONFIG_NO_DATASET');
  });
});
