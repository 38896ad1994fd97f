import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../src/model/build.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { hilbench, resultOf, tempFolder } from '../helpers/cli.ts';
import { haveNeuralSpot, NEURALSPOT } from '../helpers/neuralspot.ts';
import { haveReferenceModels, REFERENCE_MODELS, REFERENCE_MODELS_DIR } from '../helpers/reference-models.ts';
import { nestedLoop, nestedLoopOutput } from '../models/nested-loop.ts';
import { runningSum } from '../models/running-sum.ts';

const CM55_LIBRARY = 'libtensorflow-microlite-cm55-gcc-release.a';
/** Which fact of a reference model is the count of which version. */
const KNOWN_COUNTS: Readonly<Record<string, 'tflm_instructions' | 'helia_instructions'>> = {
  ns_tflm_v1_7_0: 'tflm_instructions',
  helia_rt_v1_7_0: 'helia_instructions',
};

const ENGINE = ['--engine', 'tflm', '--neuralspot-rootdir', NEURALSPOT];

function npyInt8(path: string): number[] {
  const file = readFileSync(path);
  return [...new Int8Array(file.subarray(10 + file.readUInt16LE(8)))];
}

function deviceOutputs(folder: string): number[][] {
  return readdirSync(join(folder, 'outputs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /device.*\.npy$/.test(name))
    .sort()
    .map((name) => npyInt8(join(folder, 'outputs', name)));
}

function expectWithin(actual: number | undefined, expected: number, share: number): void {
  expect(actual).toBeGreaterThan(expected * (1 - share));
  expect(actual).toBeLessThan(expected * (1 + share));
}

/** One inference with the ramp, validated and profiled. */
async function runRamp(model: string, input_bytes: number, more: readonly string[]) {
  using folder = tempFolder();
  const dataset = join(folder.path, 'ramp.bin');
  writeFileSync(
    dataset,
    Int8Array.from({ length: input_bytes }, (_, i) => ((i * 37) % 255) - 127),
  );
  const out = join(folder.path, 'out');
  const args = ['--out', out, '--json', '--dataset', dataset, '--runs', '1', '--save-outputs'];
  const outcome = await hilbench(['run', model, ...ENGINE, ...args, ...more]);
  return { result: resultOf(outcome), outputs: deviceOutputs(out), stderr: outcome.stderr };
}

/** Versions in the checkout, with what is known of their counts. Of one that somebody built there are bounds. */
const VERSIONS = (haveNeuralSpot ? readdirSync(join(NEURALSPOT, 'extern', 'tensorflow')) : [])
  .filter((name) => existsSync(join(NEURALSPOT, 'extern', 'tensorflow', name, 'lib', CM55_LIBRARY)))
  .map((version) => ({ version, known: KNOWN_COUNTS[version] }));

describe.skipIf(!haveNeuralSpot || !haveReferenceModels)('the interpreter on the emulated Cortex-M55', () => {
  test('is in the checkout', () => expect(VERSIONS).not.toEqual([]));

  test.each(VERSIONS)(
    '$version runs every model in one image, as exactly as is known of it',
    async ({ version, known }) => {
      const images = new Set<string>();
      for (const [index, facts] of REFERENCE_MODELS.entries()) {
        const { result, outputs, stderr } = await runRamp(
          join(REFERENCE_MODELS_DIR, facts.file),
          facts.input_bytes,
          ['--platform', 'mps3_an547', '--tensorflow-version', version],
        );
        expect(result.engine).toEqual({ name: 'tflm', version });
        expect(outputs[0]?.slice(0, facts.ramp_output.length), facts.file).toEqual(facts.ramp_output);
        expect(result.validation?.verdict).toBe('pass');
        const { ticks = 0 } = result.profile?.total ?? {};
        if (known !== undefined) expectWithin(ticks, facts[known], 0.01);
        else expect(ticks).toBeGreaterThan(facts.helia_instructions);
        const { used_bytes } = result.placement.arena;
        if (known === 'tflm_instructions') expect(used_bytes).toBe(facts.tflm_arena_bytes);
        // Kernels for speed take memory for it; the reference ones take none.
        else if (known === undefined) expect(used_bytes).toBeLessThan(facts.tflm_arena_bytes * 1.05);
        expect(result.profile?.layers).toHaveLength(facts.layers);
        const sum = result.profile?.layers.reduce((all, layer) => all + layer.ticks, 0) ?? 0;
        expectWithin(sum, ticks, 0.02);
        images.add(result.image.hash);
        if (index > 0) expect(stderr).not.toContain('Building the firmware');
      }
      expect(images.size).toBe(1);
    },
    300_000,
  );

  test('auto is the newest ns_tflm', async () => {
    const [facts] = REFERENCE_MODELS;
    if (facts === undefined) throw new Error('there are reference models');
    const { result } = await runRamp(join(REFERENCE_MODELS_DIR, facts.file), facts.input_bytes, [
      '--platform',
      'mps3_an547',
    ]);
    expect(result.engine.version).toMatch(/^ns_tflm_/);
  }, 60_000);
});

/** Runs a model made here; with `x`, once with that as its input, and `outputs` is what the device gave. */
async function runModel(file: Uint8Array, more: readonly string[], x?: readonly number[]) {
  using folder = tempFolder();
  const path = join(folder.path, 'model.tflite');
  writeFileSync(path, file);
  const out = join(folder.path, 'out');
  const args = ['run', path, ...ENGINE, '--out', out, '--json', ...more];
  if (x === undefined) return { ...(await hilbench(args)), outputs: [] };
  const dataset = join(folder.path, 'x.bin');
  writeFileSync(dataset, Int8Array.from(x));
  const outcome = await hilbench([...args, '--dataset', dataset, '--runs', '1', '--save-outputs']);
  return { ...outcome, outputs: outcome.status === 0 ? deviceOutputs(out) : [] };
}

describe.skipIf(!haveNeuralSpot)('models that an interpreter alone runs', () => {
  test.each(['mps3_an547', 'mps2_an386'])(
    'resource variables, set up by a subgraph, keep their state on %s; the padding that the runtime does not tell is found',
    async (platform) => {
      const outcome = await runModel(runningSum(), ['--platform', platform, '--runs', '3', '--onboard-perf']);
      expect(outcome.status, outcome.stderr).toBe(0);
      const result: RunResult = resultOf(outcome);
      expect(result.validation).toMatchObject({ verdict: 'pass', outputs: [{ max_abs_lsb: 0 }] });
      expect(result.profile?.layers.map(({ op }) => op)).toEqual([
        'CALL_ONCE',
        'VAR_HANDLE',
        'READ_VARIABLE',
        'ADD',
        'ASSIGN_VARIABLE',
      ]);
      expect(result.onboard).toHaveLength(2);
      const { arena } = result.placement;
      expect(arena.found_padding_bytes).toBeGreaterThan(0);
      expect(arena.bytes).toBeGreaterThan(arena.used_bytes + (arena.found_padding_bytes ?? 0) - 1024);
      expect(result.issues.map(({ code }) => code)).toContain('ARENA_PADDING_FOUND');
    },
    120_000,
  );

  test('an arena in which the notes of the runtime pass the end costs padding, not a fault', async () => {
    const layers = Array.from({ length: 60 }, (_, index) => index);
    const int8 = { shape: [1, 128], quantization: { scale: 1 } } as const;
    const model = buildModel({
      tensors: [
        { name: 't0', ...int8 },
        ...layers.flatMap((index) => [
          { name: `t${index + 1}`, ...int8 },
          { name: `state${index}`, ...int8, is_variable: true },
        ]),
      ],
      inputs: ['t0'],
      outputs: [`t${layers.length}`],
      operators: layers.map((index) => ({
        op: 'ADD',
        inputs: [`t${index}`, `state${index}`],
        outputs: [`t${index + 1}`],
      })),
    });
    const outcome = await runModel(model, ['--platform', 'mps3_an547', '--no-create-binary', '--runs', '1']);
    expect(outcome.status, outcome.stderr).toBe(0);
    const { placement, issues } = resultOf(outcome);
    expect(placement.arena.found_padding_bytes).toBeGreaterThan(0);
    expect(issues.map(({ code }) => code)).toContain('ARENA_PADDING_FOUND');
  }, 60_000);

  test('what a subgraph runs belongs to the layer that runs it', async () => {
    const first = ['--platform', 'mps3_an547', '--no-create-binary', '--runs', '1', '--profile-warmup'];
    const cold = resultOf(await runModel(runningSum(), [...first, '0'])).profile;
    const warm = resultOf(await runModel(runningSum(), [...first, '1'])).profile;
    expect(cold?.layers).toHaveLength(5);
    const ticks = (profile: typeof cold) => profile?.layers.map((layer) => layer.ticks) ?? [];
    expect(ticks(cold)[0]).toBeGreaterThan((ticks(warm)[0] ?? 0) + 100);
    expect(ticks(cold).slice(1)).toEqual(ticks(warm).slice(1));
  }, 60_000);

  test.each(['mps3_an547', 'mps2_an386'])(
    'a loop in a branch computes on %s what it computes on the host, and counts in the layer of the branch',
    async (platform) => {
      const run = async (rounds: number, x: readonly number[]) => {
        const outcome = await runModel(nestedLoop(rounds), ['--platform', platform], x);
        expect(outcome.status, outcome.stderr).toBe(0);
        expect(outcome.outputs).toEqual([nestedLoopOutput(rounds, x)]);
        const result = resultOf(outcome);
        expect(result.validation).toMatchObject({ verdict: 'pass', outputs: [{ max_abs_lsb: 0 }] });
        expect(result.placement.arena.bytes).toBeLessThan(16 * 1024);
        return result.profile;
      };
      const long = await run(25, [5, 120, -128, 0]);
      const short = await run(5, [-128, -70, -1, 0]);
      expect(long?.layers.map(({ op }) => op)).toEqual(['REDUCE_MAX', 'CAST', 'GREATER', 'IF', 'MAXIMUM']);
      // The inputs of a profile are generated: the same for both, and some are over 0.
      const ticks = (profile: typeof long) => profile?.layers.map((layer) => layer.ticks) ?? [];
      expect(ticks(long)[3]).toBeGreaterThan(3 * (ticks(short)[3] ?? 0));
      expect(ticks(long).toSpliced(3, 1)).toEqual(ticks(short).toSpliced(3, 1));
    },
    120_000,
  );

  test('a model of 1600 layers has a record for each', async () => {
    const names = Array.from({ length: 1601 }, (_, index) => `t${index}`);
    const model = buildModel({
      tensors: names.map((name) => ({ name, shape: [1, 4], quantization: { scale: 1 } })),
      inputs: ['t0'],
      outputs: ['t1600'],
      operators: names
        .slice(1)
        .map((name, index) => ({ op: 'RELU', inputs: [`t${index}`], outputs: [name] })),
    });
    const outcome = await runModel(model, ['--platform', 'mps3_an547', '--no-create-binary', '--runs', '1']);
    expect(outcome.status, outcome.stderr).toBe(0);
    const layers = resultOf(outcome).profile?.layers ?? [];
    expect(layers).toHaveLength(1600);
    expect(layers.every(({ ticks }) => ticks > 0)).toBe(true);
  }, 60_000);

  test('--resource-variable-count and --arena-size-scratch-buffer-padding make room', async () => {
    const more = ['--platform', 'mps3_an547', '--runs', '1', '--no-create-profile'];
    const plain = resultOf(await runModel(runningSum(), more));
    const roomy = resultOf(
      await runModel(runningSum(), [
        ...more,
        '--resource-variable-count',
        '64',
        '--arena-size-scratch-buffer-padding',
        '8',
      ]),
    );
    expect(roomy.placement.arena.used_bytes).toBeGreaterThan(plain.placement.arena.used_bytes + 1000);
    expect(roomy.placement.arena.found_padding_bytes).toBeUndefined();
    expect(roomy.issues.map(({ code }) => code)).not.toContain('ARENA_PADDING_FOUND');
  }, 60_000);

  test('an op that the runtime does not have is named', async () => {
    const model = buildModel({
      tensors: [
        { name: 'x', shape: [1, 4] },
        { name: 'y', shape: [1, 4] },
      ],
      inputs: ['x'],
      outputs: ['y'],
      operators: [{ op: 'CUSTOM', custom_name: 'Frobnicate', inputs: ['x'], outputs: ['y'] }],
    });
    const outcome = await runModel(model, ['--platform', 'mps3_an547', '--no-create-binary']);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('Frobnicate');
    expect(outcome.stderr).toContain('DEVICE_UNSUPPORTED');
  }, 60_000);

  test('a value that the runtime does not compute with is an error, not a silence', async () => {
    const model = buildModel({
      tensors: [
        { name: 'x', shape: [1, 4], quantization: { scale: 1 } },
        { name: 'y', shape: [1, 4], quantization: { scale: 1e-8 } },
      ],
      inputs: ['x'],
      outputs: ['y'],
      operators: [{ op: 'ADD', inputs: ['x', 'x'], outputs: ['y'] }],
    });
    const outcome = await runModel(model, ['--platform', 'mps3_an547', '--no-create-binary', '--runs', '1']);
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toContain('the runtime gave up');
    expect(outcome.stderr).toContain('DEVICE_');
  }, 60_000);

  test('a library has the interpreter of the run inside, and the arena that the run was tuned to', async () => {
    using folder = tempFolder();
    const path = join(folder.path, 'sums.tflite');
    writeFileSync(path, runningSum());
    const out = join(folder.path, 'out');
    const outcome = await hilbench([
      ...['run', path, ...ENGINE, '--platform', 'mps3_an547', '--runs', '1', '--no-create-profile'],
      ...['--create-library', '--out', out, '--json'],
    ]);
    const result = resultOf(outcome);
    expect(result.packages).toMatchObject([
      { path: 'sums_library', proved: { verdict: 'pass', platform: 'mps3_an547' } },
    ]);
    const header = readFileSync(join(out, 'sums_library', 'include', 'sums.h'), 'utf8');
    expect(header).toContain(`#define SUMS_ARENA_BYTES ${result.placement.arena.bytes}u`);
    const wrapper = readFileSync(join(out, 'sums_library', 'src', 'sums.cc'), 'utf8');
    expect(wrapper.match(/ops->Add\w+/g)).toHaveLength(5);
    expect(wrapper).toContain('kResourceVariables = 2;');
  }, 180_000);

  test('--tflm-location is where the code of the board is, and nowhere else', async () => {
    const more = ['--runs', '1', '--no-create-binary', '--platform'];
    const there = await runModel(runningSum(), [...more, 'mps3_an547', '--tflm-location', 'ITCM']);
    expect(there.status, there.stderr).toBe(0);
    for (const [platform, location] of [
      ['mps3_an547', 'MRAM'],
      ['mps2_an386', 'ITCM'],
    ] as const) {
      const refused = await runModel(runningSum(), [...more, platform, '--tflm-location', location]);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('TFLM_LOCATION_UNSUPPORTED');
    }
  }, 60_000);
});
