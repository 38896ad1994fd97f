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
  /** A test that shows what comes of it, and what it is called there. Absent: the option's name. */
  readonly proof: string;
  readonly word?: string;
}

const APOLLO = 'apollo510_evb';
const FILE = '/work/some.file';
const KIB = 1024;
const RUN_TEST = 'src/config/run.test.ts';

const SEED: Readonly<Record<string, SeedOption>> = {
  seed: {
    ...{ default: 42, given: '7', effect: ({ request }) => request.seed, expected: 7 },
    proof: 'test/firmware/harness.test.ts',
  },
  platform: {
    ...{ default: APOLLO, given: 'apollo4p_evb', expected: 'apollo4p_evb' },
    effect: ({ request }) => request.platform.name,
    proof: 'src/bench/bench.test.ts',
  },
  toolchain: {
    ...{ default: 'gcc', given: 'arm', effect: ({ request }) => request.toolchain, expected: 'arm' },
    proof: RUN_TEST,
  },
  create_binary: {
    ...{ default: true, given: false, effect: ({ request }) => request.tune_and_validate, expected: false },
    proof: 'test/run/power.test.ts',
  },
  create_profile: {
    ...{ default: true, given: false, effect: ({ request }) => request.profile, expected: false },
    proof: 'test/run/power.test.ts',
  },
  create_library: {
    ...{ default: false, given: true, effect: ({ request }) => request.packaging?.library, expected: true },
    proof: 'test/run/packages.test.ts',
  },
  create_ambiqsuite_example: {
    ...{ default: false, given: true, expected: true },
    effect: ({ request }) => request.packaging?.ambiqsuite_example,
    proof: 'test/run/packages.test.ts',
  },
  create_aot_profile: {
    ...{
      default: false,
      given: true,
      effect: ({ request }) => request.aot_pass,
      expected: { engine: 'auto' },
    },
    proof: 'test/run/aot-pass.test.ts',
  },
  helios_aot_config: {
    ...{ default: 'auto', given: FILE, beside: { create_aot_profile: true }, expected: FILE },
    effect: ({ request }) => request.aot_pass?.config_path,
    proof: 'test/run/aot-pass.test.ts',
  },
  joulescope: {
    ...{
      default: false,
      given: true,
      effect: ({ request }) => request.power_monitor,
      expected: 'joulescope',
    },
    proof: 'test/run/power.test.ts',
  },
  onboard_perf: {
    ...{ default: false, given: true, effect: ({ request }) => request.onboard_perf, expected: true },
    proof: 'test/run/power.test.ts',
  },
  full_pmu_capture: {
    ...{ default: false, given: true, effect: ({ request }) => request.counters.full, expected: true },
    proof: 'src/profiling/plan.test.ts',
  },
  tflite_filename: {
    ...{ default: 'undefined', given: FILE, effect: ({ request }) => request.model_path, expected: FILE },
    proof: RUN_TEST,
  },
  configfile: {
    ...{ default: '', given: 'run.yml', effect: ({ request }) => request.runs, expected: 77 },
    proof: RUN_TEST,
  },
  pmu_config_file: {
    ...{ default: 'default', given: FILE, effect: ({ request }) => request.counters.choice, expected: FILE },
    proof: 'src/profiling/plan.test.ts',
  },
  model_location: {
    ...{ default: 'auto', given: 'PSRAM', expected: 'PSRAM' },
    effect: ({ request }) => request.model_location,
    proof: 'src/pipeline/board-device.test.ts',
  },
  tflm_location: {
    ...{ default: 'auto', given: 'ITCM', effect: ({ config }) => config.tflm_location, expected: 'ITCM' },
    proof: 'test/run/tflm.test.ts',
  },
  arena_location: {
    ...{ default: 'auto', given: 'psram', expected: 'PSRAM' },
    effect: ({ request }) => request.arena_location,
    proof: 'src/platform/placement.test.ts',
  },
  max_arena_size: {
    ...{ default: 0, given: '10000', expected: 10_000 * KIB },
    effect: ({ request }) => request.max_arena_bytes,
    proof: 'test/run/bad-input.test.ts',
  },
  arena_size_scratch_buffer_padding: {
    ...{ default: 0, given: '3', expected: 3 * KIB },
    effect: ({ request }) => request.scratch_padding_bytes,
    ...{ proof: 'src/platform/placement.test.ts', word: 'padding_bytes' },
  },
  resource_variable_count: {
    ...{ default: 0, given: '9', effect: ({ request }) => request.resource_variables, expected: 9 },
    ...{ proof: 'test/firmware/harness.test.ts', word: 'resource_variables' },
  },
  random_data: {
    ...{ default: true, given: false, beside: { dataset: FILE }, expected: FILE },
    effect: ({ request }) => request.dataset_path,
    proof: RUN_TEST,
  },
  dataset: {
    ...{ default: 'dataset.pkl', given: FILE, effect: ({ request }) => request.dataset_path, expected: FILE },
    proof: 'test/run/accuracy.test.ts',
  },
  runs: {
    ...{ default: 10, given: '3', effect: ({ request }) => request.runs, expected: 3 },
    proof: 'test/run/power.test.ts',
  },
  runs_power: {
    ...{ default: 200, given: '50', effect: ({ request }) => request.runs_power, expected: 50 },
    proof: 'test/run/power.test.ts',
  },
  cpu_mode: {
    ...{ default: 'auto', given: 'LP', effect: ({ request }) => request.cpu_modes, expected: ['lp'] },
    proof: 'test/run/power.test.ts',
  },
  model_name: {
    ...{ default: 'auto', given: 'kws', beside: { create_library: true }, expected: 'kws kws' },
    effect: ({ request }) => `${request.model_name} ${request.packaging?.name}`,
    proof: 'test/run/compare.test.ts',
  },
  destination_rootdir: {
    ...{ default: 'auto', given: '/there', effect: ({ request }) => request.out_dir, expected: '/there/m' },
    proof: RUN_TEST,
  },
  neuralspot_rootdir: {
    ...{ default: 'auto', given: FILE, effect: ({ config }) => config.neuralspot_rootdir, expected: FILE },
    proof: 'test/run/tflm.test.ts',
  },
  resultlog_file: {
    ...{ default: 'none', given: FILE, effect: ({ config }) => config.resultlog_file, expected: FILE },
    proof: 'test/report/records.test.ts',
  },
  profile_results_path: {
    ...{ default: 'none', given: FILE, effect: ({ config }) => config.profile_results_path, expected: FILE },
    proof: 'test/report/records.test.ts',
  },
  ambiqsuite_version: {
    ...{ default: 'auto', given: 'R4.5.0', beside: { create_ambiqsuite_example: true }, expected: 'R4.5.0' },
    effect: ({ request }) => request.packaging?.ambiqsuite_version,
    proof: 'test/package/ambiqsuite.test.ts',
  },
  tensorflow_version: {
    ...{ default: 'auto', given: 'v1', effect: ({ config }) => config.tensorflow_version, expected: 'v1' },
    proof: 'test/run/tflm.test.ts',
  },
  profile_warmup: {
    ...{ default: 1, given: '5', effect: ({ request }) => request.profile_warmup, expected: 5 },
    proof: RUN_TEST,
  },
  verbosity: {
    ...{ default: 1, given: '4', effect: ({ config }) => config.verbosity, expected: 4 },
    proof: 'test/run/side-by-side.test.ts',
  },
  nocompile_mode: {
    ...{ default: false, given: true, effect: ({ request }) => request.nocompile, expected: true },
    proof: 'src/pipeline/board-device.test.ts',
  },
  run_log_id: {
    ...{ default: 'none', given: 'night', effect: ({ config }) => config.run_log_id, expected: 'night' },
    proof: 'test/report/records.test.ts',
  },
  transport: {
    ...{ default: 'auto', given: 'UART', effect: ({ request }) => request.connection?.transport },
    ...{ expected: 'UART', proof: 'src/app/connection.test.ts' },
  },
  tty: {
    ...{ default: 'auto', given: '/dev/ttyUSB7', effect: ({ request }) => request.connection?.tty },
    ...{ expected: '/dev/ttyUSB7', proof: 'src/app/connection.test.ts' },
  },
  baud: {
    ...{ default: 'auto', given: '921600', effect: ({ request }) => request.connection?.baud },
    ...{ expected: 921_600, proof: 'src/app/connection.test.ts' },
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
    const { given, beside, effect, expected, proof, word = name } = seed;
    const without = await told({ ...beside, ...(name === 'random_data' ? { dataset: FILE } : {}) });
    const changed = await told({ ...beside, [name]: given });
    expect(effect(changed)).toEqual(expected);
    if (name !== 'random_data') expect(effect(without)).not.toEqual(expected);
    const text = readFileSync(join(ROOT, proof), 'utf8').replaceAll('-', '_');
    expect(text.includes(word), `${proof} knows ${word}`).toBe(true);
  });
});
