import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hilbench, resultOf, tempFolder } from '../helpers/cli.ts';
import { haveReferenceModels, REFERENCE_MODELS, REFERENCE_MODELS_DIR } from '../helpers/reference-models.ts';

/** The data part of a version 1 `.npy` file. */
function npyInt8(path: string): number[] {
  const file = readFileSync(path);
  return [...new Int8Array(file.subarray(10 + file.readUInt16LE(8)))];
}

/** The only device output under a run's `outputs` folder. */
function deviceOutput(folder: string): number[] {
  const [found] = readdirSync(join(folder, 'outputs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /device.*\.npy$/.test(name))
    .map((name) => npyInt8(join(folder, 'outputs', name)));
  if (found === undefined) throw new Error('no device output was saved');
  return found;
}

describe.skipIf(!haveReferenceModels).each(REFERENCE_MODELS)('$file', (facts) => {
  const model = join(REFERENCE_MODELS_DIR, facts.file);

  test('runs on the emulated Cortex-M55, exactly and below the reference kernels', async () => {
    using folder = tempFolder();
    const outcome = await hilbench([
      'run',
      model,
      '--platform',
      'mps3_an547',
      '--out',
      folder.path,
      '--json',
    ]);
    expect(outcome.status, outcome.stderr).toBe(0);
    const result = resultOf(outcome);
    expect(result.model.macs).toBe(facts.macs);
    expect(result.model.layers).toBe(facts.layers);
    expect(result.validation?.verdict).toBe('pass');
    expect(result.placement.arena.used_bytes).toBeLessThanOrEqual(facts.tflm_arena_bytes);
    const { profile } = result;
    expect(profile?.unit).toBe('instructions');
    expect(profile?.layers).toHaveLength(facts.layers);
    for (const layer of profile?.layers ?? []) {
      expect(layer.ticks, layer.name).toBeGreaterThan(0);
      expect(layer.ticks_max, layer.name).toBe(layer.ticks_min);
      expect(layer.time_us, 'an emulator has no time').toBeUndefined();
    }
    const total = profile?.total.ticks ?? 0;
    const sum = profile?.layers.reduce((ticks, layer) => ticks + layer.ticks, 0) ?? 0;
    expect(sum).toBeLessThanOrEqual(total);
    expect(sum / total).toBeGreaterThanOrEqual(0.98);
    expect(total).toBeLessThan(facts.tflm_reference_instructions);
  });

  test.each(['mps3_an547', 'mps2_an386'])('gives the known output for the ramp on %s', async (platform) => {
    using folder = tempFolder();
    const dataset = join(folder.path, 'ramp.bin');
    writeFileSync(
      dataset,
      Int8Array.from({ length: facts.input_bytes }, (_, i) => ((i * 37) % 255) - 127),
    );
    const out = join(folder.path, 'out');
    const outcome = await hilbench([
      'run',
      model,
      '--platform',
      platform,
      '--out',
      out,
      '--json',
      '--no-random-data',
      '--dataset',
      dataset,
      '--runs',
      '1',
      '--no-create-profile',
      '--save-outputs',
    ]);
    expect(outcome.status, outcome.stderr).toBe(0);
    expect(deviceOutput(out).slice(0, facts.ramp_output.length)).toEqual(facts.ramp_output);
  });
});
