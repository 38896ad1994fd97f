import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { reference } from '../../scripts/reference.ts';
import { requestOf } from '../../src/app/request.ts';
import type { OptionSpec } from '../../src/config/options/spec.ts';
import { flagOf, OPTIONS } from '../../src/config/options.ts';
import { parseRun, type RunConfig } from '../../src/config/run.ts';
import type { RunRequest } from '../../src/pipeline/request.ts';
import { findPlatform, loadPlatforms } from '../../src/platform/load.ts';
import { ROOT } from '../helpers/cli.ts';

interface Told {
  readonly config: RunConfig;
  readonly request: RunRequest;
}

/** One option of ns_autodeploy. */
interface SeedOption {
  readonly default: string | number | boolean;
  /** Another value, as a user gives it. */
  readonly given: string | boolean;
  /** What else must be given for it to mean something. */
  readonly beside?: Readonly<Record<string, string | boolean>>;
  /** What the pipeline, or what is put around it, gets to know. */
  readonly effect: (told: Told) => unknown;
  readonly expected: unknown;
  /** A test that shows what comes of it: its file and its title. */
  readonly proof: readonly [file: string, title: string];
  /** What it is called there. Absent: the option's name, or its flag. */
  readonly word?: string;
}

const APOLLO = 'apollo510_evb';
const FILE = '/work/some.file';
const KIB = 1024;
const OPTIONS_TEST = 'test/run/options.test.ts';

const SEED: Readonly<Record<string, SeedOption>> = {
  seed: {
    ...{ default: 42, given: '7', effect: ({ request }) => request.seed, expected: 7 },
    proof: [OPTIONS_TEST, '--seed makes other inputs, so that the outputs are others'],
  },
  platform: {
    ...{ default: APOLLO, given: 'apollo4p_evb', expected: 'apollo4p_evb' },
    effect: ({ request }) => request.platform.name,
    proof: [OPTIONS_TEST, '--platform is the board that the model runs on'],
  },
  toolchain: {
    ...{ default: 'gcc', given: 'arm', effect: ({ request }) => request.toolchain, expected: 'arm' },
    proof: ['test/firmware/neuralspot-make.test.ts', 'links for %s by options and symbols of armlink alone'],
  },
  create_binary: {
    ...{ default: true, given: false, effect: ({ request }) => request.tune_and_validate, expected: false },
    proof: [OPTIONS_TEST, '--no-create-binary leaves the comparison with the host out'],
  },
  create_profile: {
    ...{ default: true, given: false, effect: ({ request }) => request.profile, expected: false },
    proof: [OPTIONS_TEST, '--no-create-profile leaves the profile out'],
  },
  create_library: {
    ...{ default: false, given: true, effect: ({ request }) => request.packaging?.library, expected: true },
    proof: [OPTIONS_TEST, '--create-library makes one, and none is made without it'],
  },
  create_ambiqsuite_example: {
    ...{ default: false, given: true, expected: true },
    effect: ({ request }) => request.packaging?.ambiqsuite_example,
    proof: [
      'test/run/packages.test.ts',
      'an Ambiq platform needs no board for packages alone, and the result says what took its place',
    ],
  },
  create_aot_profile: {
    ...{
      default: false,
      given: true,
      effect: ({ request }) => request.aot_pass,
      expected: { engine: 'auto' },
    },
    proof: [
      OPTIONS_TEST,
      '--create-aot-profile adds a pass of HeliaAOT, and --helios-aot-config configures it',
    ],
  },
  helios_aot_config: {
    ...{ default: 'auto', given: FILE, beside: { create_aot_profile: true }, expected: FILE },
    effect: ({ request }) => request.aot_pass?.config_path,
    proof: [
      OPTIONS_TEST,
      '--create-aot-profile adds a pass of HeliaAOT, and --helios-aot-config configures it',
    ],
  },
  joulescope: {
    ...{
      default: false,
      given: true,
      effect: ({ request }) => request.power_monitor,
      expected: 'joulescope',
    },
    proof: ['test/run/joulescope.test.ts', 'measures both modes, and reports every figure as measured'],
  },
  onboard_perf: {
    ...{ default: false, given: true, effect: ({ request }) => request.onboard_perf, expected: true },
    proof: ['test/run/power.test.ts', 'without a monitor the board alone counts, and no energy is shown'],
  },
  full_pmu_capture: {
    ...{ default: false, given: true, effect: ({ request }) => request.counters.full, expected: true },
    proof: [
      'src/profiling/plan.test.ts',
      'with --full-pmu-capture is every event there is, in one image and as many passes as it takes',
    ],
  },
  tflite_filename: {
    ...{ default: 'undefined', given: FILE, effect: ({ request }) => request.model_path, expected: FILE },
    proof: [OPTIONS_TEST, '--tflite-filename names the model, and --model-name calls it otherwise'],
  },
  configfile: {
    ...{ default: '', given: 'run.yml', effect: ({ request }) => request.runs, expected: 77 },
    proof: [OPTIONS_TEST, '--configfile says what no flag says, and a flag wins over it'],
  },
  pmu_config_file: {
    ...{ default: 'default', given: FILE, effect: ({ request }) => request.counters.choice, expected: FILE },
    proof: [
      'src/profiling/plan.test.ts',
      'of a file of ns_autodeploy is what it names, by its numbers, with or without the prefix',
    ],
    word: 'PMU_EVENT1',
  },
  model_location: {
    ...{ default: 'auto', given: 'PSRAM', expected: 'PSRAM' },
    effect: ({ request }) => request.model_location,
    proof: [OPTIONS_TEST, '--model-location and --arena-location are where model and arena are'],
  },
  tflm_location: {
    ...{ default: 'auto', given: 'ITCM', effect: ({ config }) => config.tflm_location, expected: 'ITCM' },
    proof: ['src/app/engines.test.ts', 'refuses options that it would not follow'],
  },
  arena_location: {
    ...{ default: 'auto', given: 'psram', expected: 'PSRAM' },
    effect: ({ request }) => request.arena_location,
    proof: [OPTIONS_TEST, '--model-location and --arena-location are where model and arena are'],
  },
  max_arena_size: {
    ...{ default: 0, given: '10000', expected: 10_000 * KIB },
    effect: ({ request }) => request.max_arena_bytes,
    proof: [OPTIONS_TEST, '--max-arena-size is what tuning begins with'],
  },
  arena_size_scratch_buffer_padding: {
    ...{ default: 0, given: '3', expected: 3 * KIB },
    effect: ({ request }) => request.scratch_padding_bytes,
    proof: [OPTIONS_TEST, '--arena-size-scratch-buffer-padding is added to the tuned arena'],
  },
  resource_variable_count: {
    ...{ default: 0, given: '9', effect: ({ request }) => request.resource_variables, expected: 9 },
    proof: [
      'test/run/tflm.test.ts',
      '--resource-variable-count and --arena-size-scratch-buffer-padding make room',
    ],
  },
  random_data: {
    ...{ default: true, given: false, beside: { dataset: FILE }, expected: FILE },
    effect: ({ request }) => request.dataset_path,
    proof: [OPTIONS_TEST, '--no-random-data takes --dataset, sample by sample'],
  },
  dataset: {
    ...{ default: 'dataset.pkl', given: FILE, effect: ({ request }) => request.dataset_path, expected: FILE },
    proof: [OPTIONS_TEST, '--no-random-data takes --dataset, sample by sample'],
  },
  runs: {
    ...{ default: 10, given: '3', effect: ({ request }) => request.runs, expected: 3 },
    proof: [OPTIONS_TEST, '--runs is how many inferences are compared'],
  },
  runs_power: {
    ...{ default: 200, given: '50', effect: ({ request }) => request.runs_power, expected: 50 },
    proof: ['test/run/power.test.ts', 'without a monitor the board alone counts, and no energy is shown'],
  },
  cpu_mode: {
    ...{ default: 'auto', given: 'LP', effect: ({ request }) => request.cpu_modes, expected: ['lp'] },
    proof: ['test/run/power.test.ts', 'without a monitor the board alone counts, and no energy is shown'],
  },
  model_name: {
    ...{ default: 'auto', given: 'kws', beside: { create_library: true }, expected: 'kws kws' },
    effect: ({ request }) => `${request.model_name} ${request.packaging?.name}`,
    proof: [OPTIONS_TEST, '--tflite-filename names the model, and --model-name calls it otherwise'],
  },
  destination_rootdir: {
    ...{ default: 'auto', given: '/there', effect: ({ request }) => request.out_dir, expected: '/there/m' },
    proof: [OPTIONS_TEST, '--destination-rootdir is where the folder of the model is made'],
  },
  neuralspot_rootdir: {
    ...{ default: 'auto', given: FILE, effect: ({ config }) => config.neuralspot_rootdir, expected: FILE },
    proof: [
      'src/app/engines.test.ts',
      'by itself is aot on emulated boards, and tflm on boards of silicon where there is a checkout',
    ],
  },
  resultlog_file: {
    ...{ default: 'none', given: FILE, effect: ({ config }) => config.resultlog_file, expected: FILE },
    proof: [OPTIONS_TEST, '--resultlog-file and --run-log-id add a line that ends with the id'],
  },
  profile_results_path: {
    ...{ default: 'none', given: FILE, effect: ({ config }) => config.profile_results_path, expected: FILE },
    proof: [OPTIONS_TEST, '--profile-results-path keeps the profile a second time'],
  },
  ambiqsuite_version: {
    ...{ default: 'auto', given: 'R4.5.0', beside: { create_ambiqsuite_example: true }, expected: 'R4.5.0' },
    effect: ({ request }) => request.packaging?.ambiqsuite_version,
    proof: ['test/package/ambiqsuite.test.ts', 'takes the versions of its series only'],
  },
  tensorflow_version: {
    ...{ default: 'auto', given: 'v1', effect: ({ config }) => config.tensorflow_version, expected: 'v1' },
    proof: ['src/firmware/neuralspot/checkout.test.ts', 'a named one has a library for each image'],
    word: "choose('helia_rt_v1_9_0'",
  },
  profile_warmup: {
    ...{ default: 1, given: '5', effect: ({ request }) => request.profile_warmup, expected: 5 },
    proof: [OPTIONS_TEST, '--profile-warmup is how many inferences come before those that are profiled'],
  },
  verbosity: {
    ...{ default: 1, given: '4', effect: ({ config }) => config.verbosity, expected: 4 },
    proof: [OPTIONS_TEST, '--verbosity is how much is said'],
  },
  nocompile_mode: {
    ...{ default: false, given: true, effect: ({ request }) => request.nocompile, expected: true },
    proof: [
      'test/run/silicon-upload.test.ts',
      'gets a model for PSRAM over the link, and is used again as it is',
    ],
  },
  run_log_id: {
    ...{ default: 'none', given: 'night', effect: ({ config }) => config.run_log_id, expected: 'night' },
    proof: [OPTIONS_TEST, '--resultlog-file and --run-log-id add a line that ends with the id'],
  },
  transport: {
    ...{ default: 'auto', given: 'UART', effect: ({ request }) => request.connection?.transport },
    ...{ expected: 'UART' },
    proof: [
      OPTIONS_TEST,
      'is opened by --tty at --baud over --transport, instead of what bench.yml and platform say',
    ],
  },
  tty: {
    ...{ default: 'auto', given: '/dev/ttyUSB7', effect: ({ request }) => request.connection?.tty },
    ...{ expected: '/dev/ttyUSB7' },
    proof: [
      OPTIONS_TEST,
      'is opened by --tty at --baud over --transport, instead of what bench.yml and platform say',
    ],
  },
  baud: {
    ...{ default: 'auto', given: '921600', effect: ({ request }) => request.connection?.baud },
    ...{ expected: 921_600 },
    proof: [
      OPTIONS_TEST,
      'is opened by --tty at --baud over --transport, instead of what bench.yml and platform say',
    ],
  },
};

const platforms = loadPlatforms(join(ROOT, 'platforms'));
const page = reference(platforms);
const options: readonly OptionSpec[] = OPTIONS;
let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'seed-options-'));
  writeFileSync(join(cwd, 'run.yml'), 'runs: 77\n');
});

async function told(flags: Readonly<Record<string, string | boolean>>): Promise<Told> {
  const model = 'tflite_filename' in flags ? {} : { model: '/work/m.tflite' };
  const config = await parseRun({ ...model, flags, env: {}, cwd });
  const platform = findPlatform(platforms, config.platform);
  return { config, request: requestOf(config, platform, platforms, 'id') };
}

/** The source of one test, from its `test` or `it` to that of the next one. */
function testOf(file: string, title: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const at = [`'${title}'`, `"${title}"`].map((quoted) => text.indexOf(quoted)).find((index) => index >= 0);
  if (at === undefined) throw new Error(`${file} has no test "${title}"`);
  const starts = [...text.matchAll(/^ *(?:it|test)[.(]/gmu)].map(({ index }) => index);
  return text.slice(
    starts.findLast((start) => start < at) ?? 0,
    starts.find((start) => start > at),
  );
}

const optionNamed = (name: string): OptionSpec | undefined => options.find((option) => option.name === name);

test('there are as many options as ns_autodeploy lists', () => {
  expect(Object.keys(SEED)).toHaveLength(40);
});

describe.each(Object.entries(SEED))('%s', (name, seed) => {
  test('is there, with its default, and in the reference', () => {
    const option = optionNamed(name);
    expect(option?.default).toBe(seed.default);
    const flag = seed.default === true ? flagOf(`no_${name}`) : flagOf(name);
    expect(flag).toMatch(/^--[a-z]+(-[a-z]+)*$/);
    expect(page).toContain(`#### \`${flag}`);
  });

  test('reaches what it is for', async () => {
    const { given, beside, effect, expected } = seed;
    const without = await told({ ...beside, ...(name === 'random_data' ? { dataset: FILE } : {}) });
    const changed = await told({ ...beside, [name]: given });
    expect(effect(changed)).toEqual(expected);
    if (name !== 'random_data') expect(effect(without)).not.toEqual(expected);
  });

  test('has a test of what comes of it', () => {
    const [file, title] = seed.proof;
    const source = testOf(file, title);
    const words = seed.word === undefined ? [name, name.replaceAll('_', '-')] : [seed.word];
    expect(
      words.some((word) => source.includes(word)),
      `"${title}" is about ${words[0]}`,
    ).toBe(true);
    expect(source).toContain('expect(');
    expect(source).not.toMatch(/\.(?:skip|todo|fails)\b/u);
  });
});
