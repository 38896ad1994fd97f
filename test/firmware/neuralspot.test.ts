import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHeliaAotEngine } from '../../src/engine/helia-aot/index.ts';
import type { EngineBuild } from '../../src/engine/types.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { findSymbols } from '../../src/firmware/elf-symbols.ts';
import type { Image } from '../../src/firmware/types.ts';
import { readModel } from '../../src/model/read.ts';
import { loadPlatforms } from '../../src/platform/load.ts';
import type { Platform } from '../../src/platform/types.ts';
import { ROOT } from '../helpers/cli.ts';
import { noSignal, platformNamed } from '../helpers/emulated-device.ts';
import { builder, expectRoom, folder, PATH, request } from '../helpers/neuralspot-images.ts';
import { scriptedMake, standInSdk } from '../helpers/stand-in-sdk.ts';

const HELIA_STAND_IN = join(ROOT, 'test', 'stand-ins', 'helia-aot', 'helia-aot.ts');
const CHECKOUT = process.env.HILBENCH_NEURALSPOT;
const MINUTES_MS = 600_000;

/** Every path below a folder. */
const tree = (root: string): string[] => readdirSync(root, { recursive: true }).map(String).sort();

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

  test('links for a board that has USB where the link is its UART', async () => {
    const { platform, ...wanted } = request('apollo510_evb');
    const over_uart = { ...platform, transports: ['UART'] as const };
    const image = await builder(standInSdk()).build({ ...wanted, platform: over_uart });
    const names = ['am_hal_uart_configure', 'ns_usb_init'];
    expect([...findSymbols(readFileSync(image.elf_path), names).keys()]).toEqual(names.slice(0, 1));
  });

  test(
    'sets up the memory outside the chip that model or arena are to be in, and no other',
    async () => {
      const images = builder(standInSdk());
      const inits = ['ns_psram_init', 'ns_nvm_init'];
      const initsOf = ({ elf_path }: Image) => [...findSymbols(readFileSync(elf_path), inits).keys()];
      const inside = await images.build(request('apollo510_evb'));
      expect(inside.memories).toMatchObject({ PSRAM: { bytes: 0 }, NVM: { bytes: 0 } });
      expect(initsOf(inside)).toEqual([]);
      for (const off_chip of ['PSRAM', 'NVM'] as const) {
        const outside = await images.build(request('apollo510_evb', { off_chip }));
        expectRoom(outside, 'apollo510_evb');
        expect(outside.memories).not.toHaveProperty(off_chip);
        expect(initsOf(outside)).toEqual([`ns_${off_chip.toLowerCase()}_init`]);
      }
    },
    MINUTES_MS,
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

/** What a board's header of pins gives to the virtual serial port of its probe, to buttons and lights, and to the supply of USB. */
function takenPins(root: string, { name, ambiqsuite = '' }: Platform): Map<number, string> | undefined {
  const header = join(root, 'extern/AmbiqSuite', ambiqsuite, 'boards', name, 'bsp/am_bsp_pins.h');
  if (!existsSync(header)) return undefined;
  const pins = /^#define AM_BSP_GPIO_((?:COM_UART|BUTTON|LED|VDDUSB)\w*)\s+(\d+)\s*$/gmu;
  return new Map(
    [...readFileSync(header, 'utf8').matchAll(pins)].map(([, use = '', pin]) => [Number(pin), use]),
  );
}

describe.skipIf(CHECKOUT === undefined)('firmware on the neuralSPOT that HILBENCH_NEURALSPOT names', () => {
  test('no wire of a power monitor is on a pin that the board itself has wired', () => {
    const boards = loadPlatforms(join(ROOT, 'platforms')).filter(({ port }) => port === 'neuralspot');
    const seen = boards.flatMap((platform) => {
      const pins = takenPins(CHECKOUT ?? '', platform);
      return pins === undefined ? [] : [{ platform, pins }];
    });
    expect(seen.length).toBeGreaterThan(6);
    for (const { platform, pins } of seen) {
      const { gate, state, go } = platform.power_sync ?? expect.unreachable(platform.name);
      expect(
        [gate, state, go].flatMap((pin) => pins.get(pin) ?? []),
        platform.name,
      ).toEqual([]);
    }
  });

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
