import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHeliaAotEngine } from '../../src/engine/helia-aot/index.ts';
import type { EngineBuild } from '../../src/engine/types.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { readLoadSegments } from '../../src/firmware/elf-segments.ts';
import { findSymbols } from '../../src/firmware/elf-symbols.ts';
import {
  createNeuralspotBuilder,
  type NeuralspotBuilderOptions,
} from '../../src/firmware/neuralspot/build.ts';
import type { Image, ImageRequest } from '../../src/firmware/types.ts';
import { readModel } from '../../src/model/read.ts';
import { silentLog } from '../../src/support/log.ts';
import { ROOT } from '../helpers/cli.ts';
import { noSignal, platformNamed, TEMPLATES_DIR } from '../helpers/emulated-device.ts';
import { ARM_COMPILER, scriptedMake, standInSdk } from '../helpers/stand-in-sdk.ts';
import { testEngine } from '../helpers/test-engine.ts';

const PATH = process.env.PATH ?? '';
const HELIA_STAND_IN = join(ROOT, 'test', 'stand-ins', 'helia-aot', 'helia-aot.ts');
const CHECKOUT = process.env.HILBENCH_NEURALSPOT;
const MINUTES_MS = 600_000;

const folder = (prefix: string): string => mkdtempSync(join(tmpdir(), prefix));

function builder(root: string, more: Partial<NeuralspotBuilderOptions> = {}) {
  return createNeuralspotBuilder({
    root,
    templatesDir: TEMPLATES_DIR,
    storeDir: folder('store-'),
    search_path: PATH,
    log: silentLog,
    ambiqsuite: 'auto',
    tensorflow: 'auto',
    in_itcm: false,
    ...more,
  });
}

function request(name: string, more: Partial<ImageRequest> = {}): ImageRequest {
  return {
    platform: platformNamed(name),
    engine: testEngine('sum'),
    toolchain: 'gcc',
    signal: noSignal(),
    ...more,
  };
}

/** Every path below a folder. */
const tree = (root: string): string[] => readdirSync(root, { recursive: true }).map(String).sort();

/** Nothing of an image is in another memory than its own, and models find room. */
function expectRoom(image: Image, name: string): void {
  const platform = platformNamed(name);
  const { memories = {} } = image;
  const mram = memories.MRAM ?? { address: 0, bytes: 0 };
  const elf = readFileSync(image.elf_path);
  const segments = readLoadSegments(elf);
  const { probe, parameters } = platform;
  expect(segments[0]?.address).toBe(probe.kind === 'jlink' ? probe.load_address : undefined);
  for (const { address, bytes } of segments) expect(address + bytes.length).toBeLessThanOrEqual(mram.address);
  expect(mram.address + mram.bytes).toBe(parameters?.address);
  expect(memories.SRAM?.bytes).toBe(platform.memories.SRAM?.effective_bytes);
  expect(findSymbols(elf, ['hb_pool_sram']).get('hb_pool_sram')).toEqual(memories.SRAM);
}

/** The report of a power image is where neither a model nor an arena may be. */
function expectReport({ report, memories = {} }: Image): void {
  expect(report?.bytes).toBe(336);
  const { address, bytes } = report ?? { address: 0, bytes: 0 };
  for (const pool of Object.values(memories)) {
    expect(address + bytes <= pool.address || address >= pool.address + pool.bytes).toBe(true);
  }
}

describe('firmware on a stand-in for neuralSPOT', () => {
  test.each(['apollo3p_evb', 'apollo510_evb'])(
    'the port compiles without warnings and links for %s, for the link and for power',
    async (name) => {
      const root = standInSdk();
      const before = tree(root);
      const images = builder(root);
      const link = await images.build(request(name));
      expectRoom(link, name);
      expect(readFileSync(link.elf_path).includes(Buffer.from(link.build_id, 'hex'))).toBe(true);
      const power = await images.build(request(name, { variant: 'power' }));
      expectRoom(power, name);
      expectReport(power);
      expect(link.report).toBeUndefined();
      expect(power.build_id).not.toBe(link.build_id);
      expect(tree(root), 'the checkout is only read').toEqual(before);

      const again = await images.build(request(name));
      expect(again).toEqual({ ...link, from_store: true });
      const power_again = await images.build(request(name, { variant: 'power' }));
      expect(power_again).toEqual({ ...power, from_store: true });
    },
  );

  test.each(['PSRAM', 'NVM'] as const)(
    'sets up %s where the model is to be there, and only then',
    async (off_chip) => {
      const images = builder(standInSdk());
      const inside = await images.build(request('apollo510_evb'));
      expect(inside.memories).toMatchObject({ PSRAM: { bytes: 0 }, NVM: { bytes: 0 } });
      const outside = await images.build(request('apollo510_evb', { off_chip }));
      expectRoom(outside, 'apollo510_evb');
      expect(outside.memories).not.toHaveProperty(off_chip);
      const init = `ns_${off_chip.toLowerCase()}_init`;
      expect(findSymbols(readFileSync(inside.elf_path), [init]).has(init)).toBe(false);
      expect(findSymbols(readFileSync(outside.elf_path), [init]).has(init)).toBe(true);
    },
  );

  test('a memory outside the chip that the SDK does not drive is refused before anything is built', async () => {
    const make = scriptedMake('echo make was run; exit 1');
    const images = builder(standInSdk(), { search_path: `${make}${delimiter}${PATH}` });
    const root = standInSdk();
    rmSync(join(root, 'neuralspot/ns-peripherals/src/apollo5/ns_nvm.c'));
    const wanted = request('apollo510_evb', { off_chip: 'NVM' });
    await expect(
      builder(root, { search_path: `${make}${delimiter}${PATH}` }).build(wanted),
    ).rejects.toMatchObject({
      kind: 'input',
      code: 'NEURALSPOT_NOT_DRIVEN',
      message: expect.stringContaining('ns_nvm.c'),
    });
    const { NVM, ...memories } = wanted.platform.memories;
    const { address: _, ...nowhere } = NVM ?? {
      bytes: 0,
      reserve: { percent: 0, bytes: 0 },
      effective_bytes: 0,
    };
    const platform = { ...wanted.platform, memories: { ...memories, NVM: nowhere } };
    await expect(images.build({ ...wanted, platform })).rejects.toMatchObject({
      code: 'NEURALSPOT_NOT_DRIVEN',
      message: expect.stringContaining('no address'),
    });
  });

  test('what the checkout lacks is named by its path', async () => {
    const root = standInSdk();
    const part = 'extern/AmbiqSuite/R3.1.1/lib/apollo3p/evb/libam_bsp.a';
    rmSync(join(root, part));
    await expect(builder(root).build(request('apollo3p_evb'))).rejects.toMatchObject({
      kind: 'input',
      code: 'NEURALSPOT_INCOMPLETE',
      message: expect.stringContaining(part),
    });
  });

  test('a header of the vendor that is found missing by the compiler is named', async () => {
    const root = standInSdk();
    rmSync(join(root, 'extern/AmbiqSuite/R5.3.0/mcu/am_mcu_apollo.h'));
    await expect(builder(root).build(request('apollo510_evb'))).rejects.toMatchObject({
      kind: 'input',
      code: 'NEURALSPOT_INCOMPLETE',
      message: expect.stringContaining('am_mcu_apollo.h'),
      detail: expect.stringContaining('fatal error'),
    });
  });

  test('a version of AmbiqSuite that is not there is refused with those that are', async () => {
    await expect(
      builder(standInSdk(), { ambiqsuite: 'R9.9.9' }).build(request('apollo3p_evb')),
    ).rejects.toMatchObject({
      kind: 'input',
      code: 'NEURALSPOT_NO_AMBIQSUITE',
      message: expect.stringMatching(/R9\.9\.9.*R3\.1\.1, R5\.3\.0/),
    });
  });

  test('--toolchain arm without armclang names what is missing', async () => {
    await expect(
      builder(standInSdk()).build(request('apollo3p_evb', { toolchain: 'arm' })),
    ).rejects.toMatchObject({
      kind: 'bench',
      code: 'FIRMWARE_NO_COMPILER',
      message: expect.stringContaining('armclang'),
    });
  });
});

/** HeliaAOT's module of a model, by the stand-in for the tool, with a kernel of a stand-in for ns-cmsis-nn. */
async function heliaModule(platform: string): Promise<EngineBuild> {
  const dir = folder('helia-');
  const tool = join(dir, 'helia-aot');
  writeFileSync(tool, `#!/bin/sh\nexec '${process.execPath}' '${HELIA_STAND_IN}' cmsis "$@"\n`, {
    mode: 0o755,
  });
  for (const [path, content] of [
    ['Include/arm_nnfunctions.h', '#include "Internal/arm_nn_types.h"\nvoid arm_copy_s8(ARM_ARGS);\n'],
    [
      'Include/Internal/arm_nn_types.h',
      '#define ARM_ARGS const signed char *from, signed char *to, unsigned n\n',
    ],
    [
      'Source/Copy/arm_copy_s8.c',
      '#include "arm_nnfunctions.h"\nvoid arm_copy_s8(ARM_ARGS) {\n  while (n-- > 0) to[n] = from[n];\n}\n',
    ],
  ] as const) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  const engine = createHeliaAotEngine({
    env: { HILBENCH_HELIA_AOT: tool, HILBENCH_NS_CMSIS_NN: dir, PATH },
    find: () => undefined,
    config: {},
  });
  return engine.prepare(readModel(dsCnnKeywordSpotter()), platformNamed(platform), noSignal());
}

/** The module, its adapter and its kernels are in the image, and the model's constants with them. */
function expectModule(image: Image): void {
  const names = ['hb_the_engine', 'hbm_model_run', 'hbm_operators_init', 'hbm_constants_init', 'arm_copy_s8'];
  const symbols = findSymbols(readFileSync(image.elf_path), [...names, 'hbm_constants']);
  for (const name of names) expect(symbols.get(name)?.bytes, name).toBeGreaterThan(0);
  expect(symbols.get('hbm_constants')?.bytes).toBeGreaterThan(20_000);
}

describe("a module of HeliaAOT in an image that neuralSPOT's Makefile makes", () => {
  test.each(['apollo3p_evb', 'apollo510_evb'])(
    'links for %s, with sources in folders, files of one name, private headers and kernels',
    async (name) => {
      const images = builder(standInSdk());
      const engine = await heliaModule(name);
      for (const variant of ['link', 'power'] as const) {
        const image = await images.build(request(name, { engine, variant }));
        expectModule(image);
        expectRoom(image, name);
      }
    },
    MINUTES_MS,
  );
});

describe('firmware on a stand-in for neuralSPOT, with a stand-in for Arm Compiler 6', () => {
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

describe.skipIf(CHECKOUT === undefined)('firmware on the neuralSPOT that HILBENCH_NEURALSPOT names', () => {
  test.each(['link', 'power'] as const)(
    'apollo3p_evb, %s',
    async (variant) => {
      const image = await builder(CHECKOUT ?? '').build(request('apollo3p_evb', { variant }));
      expectRoom(image, 'apollo3p_evb');
      if (variant === 'power') expectReport(image);
    },
    MINUTES_MS,
  );

  test(
    'apollo3p_evb, with a module of HeliaAOT',
    async () => {
      const engine = await heliaModule('apollo3p_evb');
      const image = await builder(CHECKOUT ?? '').build(request('apollo3p_evb', { engine }));
      expectModule(image);
      expectRoom(image, 'apollo3p_evb');
    },
    MINUTES_MS,
  );
});
