import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentIdentity } from '../content-identity.ts';
import { findCheckout, requireCheckout } from './checkout.ts';
import { chooseTensorflow, tensorflowVersions } from './tensorflow.ts';

let root: string;

function put(path: string, content = ''): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const library = (core: string, build: string, toolchain = 'gcc'): string =>
  `libtensorflow-microlite-${core}-${toolchain}-${build}.a`;

function putRuntime(version: string, cores: readonly string[]): void {
  for (const core of cores)
    for (const build of ['release', 'release-with-logs'])
      put(`extern/tensorflow/${version}/lib/${library(core, build)}`, `${version} ${core} ${build}`);
  put(
    `extern/tensorflow/${version}/tensorflow/lite/micro/micro_mutable_op_resolver.h`,
    'TfLiteStatus AddAdd();',
  );
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hilbench-checkout-'));
  put('make/neuralspot_config.mk');
  put('neuralspot/ns-core/module.mk');
  put('extern/tensorflow/README.md');
  putRuntime('helia_rt_v1_9_0', ['cm4', 'cm55']);
  putRuntime('helia_rt_v1_10_0', ['cm4', 'cm55']);
  putRuntime('ns_tflm_v1_7_0', ['cm4', 'cm55']);
  putRuntime('ns_tflm_v1_10_0', ['cm4', 'cm55']);
  putRuntime('ns_tflm_v2_0_0', ['cm4']);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const choose = (wanted: string, core: 'cortex-m4' | 'cortex-m55' = 'cortex-m55') =>
  chooseTensorflow(root, wanted, core, 'gcc');

describe('a checkout of neuralSPOT', () => {
  it('is found by its folder, and by auto from a folder inside it', async () => {
    mkdirSync(join(root, 'apps/basic'), { recursive: true });
    expect(await findCheckout(root, '/')).toBe(root);
    expect(await findCheckout('auto', join(root, 'apps/basic'))).toBe(root);
  });

  it('is any folder with runtimes where nothing else is needed', async () => {
    rmSync(join(root, 'make'), { recursive: true });
    rmSync(join(root, 'neuralspot'), { recursive: true });
    expect(await findCheckout(root, '/', 'runtimes')).toBe(root);
    expect(await findCheckout('auto', join(root, 'extern'), 'runtimes')).toBe(root);
    await expect(findCheckout(root, '/')).rejects.toMatchObject({ code: 'NEURALSPOT_INCOMPLETE' });
    rmSync(join(root, 'extern'), { recursive: true });
    await expect(findCheckout(root, '/', 'runtimes')).rejects.toMatchObject({
      code: 'NEURALSPOT_INCOMPLETE',
      message: expect.stringMatching(/lacks the folder extern\/tensorflow/),
    });
  });

  it('is absent where there is none, and then named as what is needed', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'hilbench-elsewhere-'));
    expect(await findCheckout('auto', elsewhere)).toBeUndefined();
    await expect(requireCheckout('auto', elsewhere, 'The engine tflm')).rejects.toMatchObject({
      kind: 'input',
      code: 'NEURALSPOT_NOT_FOUND',
      message: expect.stringContaining('The engine tflm'),
    });
    rmSync(elsewhere, { recursive: true });
  });

  it('that lacks parts is refused with exactly these', async () => {
    rmSync(join(root, 'make'), { recursive: true });
    rmSync(join(root, 'neuralspot'), { recursive: true });
    const error = await findCheckout(root, '/').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'input', code: 'NEURALSPOT_INCOMPLETE' });
    expect(String(error)).toContain('the file make/neuralspot_config.mk');
    expect(String(error)).toContain('the folder neuralspot (');
    expect(String(error)).not.toContain('extern/tensorflow');
    await expect(findCheckout(join(root, 'nowhere'), '/')).rejects.toMatchObject({
      code: 'NEURALSPOT_INCOMPLETE',
      message: expect.stringContaining('is no folder'),
    });
  });
});

describe('the TensorFlow runtime', () => {
  it('versions are listed by number, without what is no runtime', async () => {
    expect(await tensorflowVersions(root)).toEqual([
      'helia_rt_v1_9_0',
      'helia_rt_v1_10_0',
      'ns_tflm_v1_7_0',
      'ns_tflm_v1_10_0',
      'ns_tflm_v2_0_0',
    ]);
  });

  it('auto is the newest ns_tflm that is compiled for the core, else the newest heliaRT', async () => {
    expect((await choose('auto')).version).toBe('ns_tflm_v1_10_0');
    expect((await choose('auto', 'cortex-m4')).version).toBe('ns_tflm_v2_0_0');
    for (const version of ['ns_tflm_v1_7_0', 'ns_tflm_v1_10_0', 'ns_tflm_v2_0_0'])
      rmSync(join(root, 'extern/tensorflow', version), { recursive: true });
    expect((await choose('auto')).version).toBe('helia_rt_v1_10_0');
  });

  it('a named one has a library for each image', async () => {
    const runtime = await choose('helia_rt_v1_9_0', 'cortex-m4');
    const lib = join(root, 'extern/tensorflow/helia_rt_v1_9_0/lib');
    expect(runtime.archives).toEqual({
      link: join(lib, library('cm4', 'release-with-logs')),
      power: join(lib, library('cm4', 'release')),
    });
  });

  it('what is missing is named', async () => {
    await expect(choose('ns_tflm_v2_0_0')).rejects.toMatchObject({
      code: 'NEURALSPOT_INCOMPLETE',
      message: expect.stringContaining(library('cm55', 'release-with-logs')),
    });
    await expect(choose('helia_rt_v9_9_9')).rejects.toMatchObject({
      code: 'NEURALSPOT_NO_TENSORFLOW',
      message: expect.stringContaining('it has helia_rt_v1_9_0, helia_rt_v1_10_0'),
    });
    await expect(chooseTensorflow(root, 'auto', 'cortex-m55', 'arm')).rejects.toMatchObject({
      code: 'NEURALSPOT_NO_TENSORFLOW',
      message: expect.stringContaining('armclang'),
    });
    rmSync(join(root, 'extern/tensorflow/ns_tflm_v1_7_0/tensorflow'), { recursive: true });
    await expect(choose('ns_tflm_v1_7_0')).rejects.toMatchObject({
      code: 'NEURALSPOT_INCOMPLETE',
      message: expect.stringContaining('micro_mutable_op_resolver.h'),
    });
  });

  it('its identity is that of its contents: it changes with a header or a library, not with the place', async () => {
    const cache = join(root, 'cache');
    const dir = join(root, 'extern/tensorflow/ns_tflm_v1_7_0');
    const libraries = [`lib/${library('cm55', 'release')}`];
    const before = await contentIdentity(dir, libraries, cache);
    expect(await contentIdentity(dir, libraries, cache)).toBe(before);
    put(
      'extern/tensorflow/ns_tflm_v1_7_0/tensorflow/lite/micro/micro_mutable_op_resolver.h',
      'TfLiteStatus AddSub();',
    );
    const with_header = await contentIdentity(dir, libraries, cache);
    expect(with_header).not.toBe(before);
    put(`extern/tensorflow/ns_tflm_v1_7_0/${libraries[0]}`, 'another library');
    const with_library = await contentIdentity(dir, libraries, cache);
    expect(with_library).not.toBe(with_header);
    for (const file of readdirSync(cache)) writeFileSync(join(cache, file), '{');
    expect(await contentIdentity(dir, libraries, cache)).toBe(with_library);
  });
});
