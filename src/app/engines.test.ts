import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { chooseEngine, type EngineChoice } from './engines.ts';

const platforms = loadPlatforms(join(import.meta.dirname, '..', '..', 'platforms'));
const CHOICE: EngineChoice = {
  engine: 'auto',
  neuralspot_rootdir: 'auto',
  tensorflow_version: 'auto',
  tflm_location: 'auto',
  toolchain: 'gcc',
};

let root: string;
let elsewhere: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hilbench-engines-'));
  elsewhere = mkdtempSync(join(tmpdir(), 'hilbench-engines-'));
  const runtime = 'extern/tensorflow/ns_tflm_v1_7_0';
  const libraries = ['cm4', 'cm55'].flatMap((core) =>
    ['release', 'release-with-logs'].map(
      (build) => `${runtime}/lib/libtensorflow-microlite-${core}-gcc-${build}.a`,
    ),
  );
  const header = `${runtime}/tensorflow/lite/micro/micro_mutable_op_resolver.h`;
  for (const path of ['make/neuralspot_config.mk', 'neuralspot/module.mk', header, ...libraries]) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), path === header ? 'TfLiteStatus AddAdd();' : path);
  }
});
afterEach(() => {
  for (const folder of [root, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

function choose(platform: string, cwd: string, choice: Partial<EngineChoice> = {}) {
  const surroundings = { cwd, cacheDir: join(elsewhere, 'cache') };
  return chooseEngine({ ...CHOICE, ...choice }, findPlatform(platforms, platform), surroundings);
}

describe('the engine of a run', () => {
  it('by itself is aot on emulated boards, and tflm on boards of silicon where there is a checkout', async () => {
    expect((await choose('mps3_an547', root)).name).toBe('aot');
    expect((await choose('apollo510_evb', root)).name).toBe('tflm');
    expect((await choose('apollo510_evb', elsewhere)).name).toBe('aot');
    expect((await choose('apollo510_evb', elsewhere, { neuralspot_rootdir: root })).name).toBe('tflm');
  });

  it('is the one that is asked for', async () => {
    expect((await choose('mps3_an547', root, { engine: 'tflm' })).name).toBe('tflm');
    expect((await choose('apollo510_evb', root, { engine: 'aot' })).name).toBe('aot');
    await expect(choose('mps3_an547', elsewhere, { engine: 'tflm' })).rejects.toMatchObject({
      code: 'NEURALSPOT_NOT_FOUND',
    });
  });

  it('refuses options that it would not follow', async () => {
    for (const unused of [{ tensorflow_version: 'ns_tflm_v1_7_0' }, { tflm_location: 'ITCM' }] as const)
      await expect(choose('mps3_an547', root, { engine: 'aot', ...unused })).rejects.toMatchObject({
        code: 'CONFIG_CONFLICT',
      });
    await expect(choose('mps2_an386', root, { engine: 'tflm', tflm_location: 'ITCM' })).rejects.toMatchObject(
      { code: 'TFLM_LOCATION_UNSUPPORTED' },
    );
    expect((await choose('mps2_an386', root, { engine: 'tflm', tflm_location: 'MRAM' })).name).toBe('tflm');
  });
});
