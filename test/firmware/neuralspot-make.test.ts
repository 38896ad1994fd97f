import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findSymbols } from '../../src/firmware/elf-symbols.ts';
import type { NeuralspotBuilderOptions } from '../../src/firmware/neuralspot/build.ts';
import { silentLog } from '../../src/support/log.ts';
import { builder, expectRoom, folder, PATH, request } from '../helpers/neuralspot-images.ts';
import { ARM_COMPILER, scriptedMake, standInSdk } from '../helpers/stand-in-sdk.ts';

test('an image is never the one of an SDK of which a part was another', async () => {
  const root = standInSdk();
  const storeDir = folder('store-');
  const before = await builder(root, { storeDir }).build(request('apollo3p_evb'));
  // What the store has is taken, so that only what it has not gets as far as make.
  const search_path = `${scriptedMake('echo some words; exit 1')}${delimiter}${PATH}`;
  const images = builder(root, { storeDir, search_path });
  for (const path of [
    'Makefile',
    'extern/AmbiqSuite/R3.1.1/module.mk',
    'extern/AmbiqSuite/R3.1.1/mcu/am_util.h',
    'extern/AmbiqSuite/R3.1.1/src/am_hal.c',
    'extern/AmbiqSuite/R3.1.1/lib/apollo3p/libam_hal.a',
    'extern/CMSIS/stub_dsp/module.mk',
    'extern/tensorflow/stub_tf/module.mk',
    'neuralspot/ns-core/src/apollo3p/gcc/linker_script.ld',
    'make/helpers.mk',
  ]) {
    const was = readFileSync(join(root, path));
    writeFileSync(join(root, path), Buffer.concat([was, Buffer.from('\n')]));
    await expect(images.build(request('apollo3p_evb')), path).rejects.toMatchObject({
      code: 'FIRMWARE_COMPILE_FAILED',
    });
    writeFileSync(join(root, path), was);
    expect(await images.build(request('apollo3p_evb'))).toEqual({ ...before, from_store: true });
  }
}, 600_000);

describe('a stand-in for Arm Compiler 6', () => {
  test.each([
    ['apollo3p_evb', 'STACK', 0x1001_0000, 0x1001_4000],
    ['apollo510_evb', 'Image$$ARM_LIB_STACK$$ZI', 0x2007_d000, 0x2008_0000],
  ])('links for %s by options and symbols of armlink alone', async (name, stack, limit, top) => {
    const search_path = `${ARM_COMPILER}${delimiter}${PATH}`;
    const image = await builder(standInSdk(), { search_path }).build(request(name, { toolchain: 'arm' }));
    expectRoom(image, name);
    expect(image.toolchain).toEqual({ name: 'arm', version: '6.22' });
    const names = ['hb_port_stack', `${stack}$$Base`, `${stack}$$Limit`];
    const symbols = findSymbols(readFileSync(image.elf_path), names);
    expect(names.map((symbol) => symbols.get(symbol)?.address)).toEqual([expect.any(Number), limit, top]);
  });

  test('without it --toolchain arm names what is missing', async () => {
    await expect(
      builder(standInSdk()).build(request('apollo3p_evb', { toolchain: 'arm' })),
    ).rejects.toMatchObject({
      kind: 'bench',
      code: 'FIRMWARE_NO_COMPILER',
      message: expect.stringContaining('armclang'),
    });
  });
});

describe('a make that misbehaves', () => {
  const withMake = (script: string): Partial<NeuralspotBuilderOptions> => ({
    search_path: `${scriptedMake(script)}${delimiter}${PATH}`,
  });

  test('exit status 0 and no image is a failure', async () => {
    await expect(
      builder(standInSdk(), withMake('echo all done; exit 0')).build(request('apollo3p_evb')),
    ).rejects.toMatchObject({
      kind: 'bench',
      code: 'FIRMWARE_COMPILE_FAILED',
      message: expect.stringContaining('reported success and did not make'),
      detail: expect.stringContaining('all done'),
    });
  });

  test('its output is in the detail when it fails', async () => {
    await expect(
      builder(standInSdk(), withMake('echo some words >&2; exit 2')).build(request('apollo3p_evb')),
    ).rejects.toMatchObject({
      kind: 'bench',
      code: 'FIRMWARE_COMPILE_FAILED',
      message: expect.stringContaining('exit status 2'),
      detail: expect.stringContaining('some words'),
    });
  });

  test.each([
    [
      'armlink finds no room',
      'Error: L6220E: Execution region MCU_TCM size (405504 bytes) exceeds limit (393216 bytes). Region contains 0 bytes',
      {
        kind: 'input',
        code: 'FIRMWARE_TOO_LARGE',
        message: expect.stringContaining('12288 bytes too large for MCU_TCM'),
      },
    ],
    [
      'armclang finds no header',
      "src/a.c:3:10: fatal error: 'apollo4p.h' file not found",
      { kind: 'input', code: 'NEURALSPOT_INCOMPLETE', message: expect.stringContaining('lacks apollo4p.h') },
    ],
    [
      'armlink finds no library',
      'Fatal error: L6002U: Could not open file lib/libam_hal.lib: No such file or directory',
      {
        kind: 'input',
        code: 'NEURALSPOT_INCOMPLETE',
        message: expect.stringContaining('lacks lib/libam_hal.lib'),
      },
    ],
  ])('%s, and that is told', async (_, words, expected) => {
    const options = withMake(`cat >&2 <<'END'\n${words}\nEND\nexit 2`);
    await expect(builder(standInSdk(), options).build(request('apollo3p_evb'))).rejects.toMatchObject(
      expected,
    );
  });

  test('one that hangs is killed at the deadline', async () => {
    const options = { ...withMake('sleep 600'), make_timeout_ms: 200 };
    await expect(builder(standInSdk(), options).build(request('apollo3p_evb'))).rejects.toMatchObject({
      kind: 'bench',
      code: 'FIRMWARE_COMPILE_TIMEOUT',
    });
  });

  test('one that is cancelled leaves nothing behind', async () => {
    const storeDir = folder('store-');
    const started = new AbortController();
    const images = builder(standInSdk(), {
      ...withMake('sleep 600'),
      storeDir,
      log: { ...silentLog, info: () => queueMicrotask(() => started.abort()) },
    });
    await expect(images.build(request('apollo3p_evb', { signal: started.signal }))).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(readdirSync(join(storeDir, 'tmp'))).toEqual([]);
  });
});
