import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { readModel } from '../../src/model/read.ts';
import { createAmbiqSuiteExample } from '../../src/package/ambiqsuite.ts';
import { qemuArguments } from '../../src/package/board.ts';
import { manifestSchema } from '../../src/package/manifest.ts';
import type { AmbiqSuiteRequest, CreatedPackage, PackageFile } from '../../src/package/types.ts';
import type { ArenaLocation } from '../../src/platform/types.ts';
import { findProgram } from '../../src/support/find-program.ts';
import { canEmulate, platforms } from '../helpers/emulated-bench.ts';
import { noSignal, platformNamed } from '../helpers/emulated-device.ts';
import { capturedModel, packageDeps, tool, unpacked } from '../helpers/packages.ts';
import { chainOf, haveCxx, standInRuntime } from '../helpers/tflm-runtime.ts';

const NAME = 'keywords "*/ $(x)';
const SDK = join(import.meta.dirname, 'ambiqsuite-sdk');

interface Board {
  readonly platform: string;
  readonly emulated: string;
  readonly board: string;
  readonly part: string;
  readonly define: string;
  /** Below `mcu/PART/hal`; releases differ. */
  readonly hal: string;
  readonly arena: ArenaLocation;
}

const BOARDS: readonly Board[] = [
  {
    platform: 'apollo510_evb',
    emulated: 'mps3_an547',
    board: 'apollo510_evb',
    part: 'apollo510',
    define: 'AM_PART_APOLLO510',
    hal: 'mcu/gcc/bin',
    arena: 'TCM',
  },
  {
    platform: 'apollo510_eb',
    emulated: 'mps3_an547',
    board: 'apollo5b_eb_revb',
    part: 'apollo5b',
    define: 'AM_PART_APOLLO5B',
    hal: 'mcu/gcc/bin',
    arena: 'SRAM',
  },
  {
    platform: 'apollo4p_evb',
    emulated: 'mps2_an386',
    board: 'apollo4p_evb',
    part: 'apollo4p',
    define: 'AM_PART_APOLLO4P',
    hal: 'mcu/gcc/bin',
    arena: 'SRAM',
  },
  {
    platform: 'apollo3p_evb',
    emulated: 'mps2_an386',
    board: 'apollo3p_evb',
    part: 'apollo3p',
    define: 'AM_PART_APOLLO3P',
    hal: 'gcc/bin',
    arena: 'TCM',
  },
];

const captured = new Map<string, ReturnType<typeof capturedModel>>();

async function request(board: Board): Promise<AmbiqSuiteRequest> {
  const emulated = platformNamed(board.emulated);
  const model = captured.get(board.emulated) ?? capturedModel(NAME, dsCnnKeywordSpotter(), emulated);
  captured.set(board.emulated, model);
  return {
    model: await model,
    platform: platformNamed(board.platform),
    emulated,
    captured_on: emulated,
    toolchain: 'gcc',
    signal: noSignal(),
    placement: {
      model: { location: 'MRAM', bytes: 30_000 },
      arena: { location: board.arena, bytes: 16_384 },
    },
    ambiqsuite_version: 'auto',
  };
}

/** As much of an SDK as the example includes and links, with the example where it belongs. */
function sdk(board: Board, made: CreatedPackage): readonly PackageFile[] {
  const stub = (path: string, file: string): PackageFile => ({
    path,
    content: readFileSync(join(SDK, file), 'utf8'),
  });
  return [
    stub(`mcu/${board.part}/am_mcu_apollo.h`, 'am_mcu_apollo.h'),
    stub(`mcu/${board.part}/hal/${board.hal}/am_hal.c`, 'am_hal.c'),
    stub(`boards/${board.board}/bsp/am_bsp.h`, 'am_bsp.h'),
    stub(`boards/${board.board}/bsp/gcc/bin/am_bsp.c`, 'am_bsp.c'),
    stub('utils/am_util.h', 'am_util.h'),
    stub('utils/am_util_stdio.c', 'am_util_stdio.c'),
    stub('utils/am_util_delay.c', 'am_util_delay.c'),
    stub(`CMSIS/AmbiqMicro/Source/system_${board.part}.c`, 'system.c'),
    ...made.files.map(({ path, content }) => ({
      path: `boards/${board.board}/examples/${made.folder}/${path}`,
      content,
    })),
  ];
}

async function buildLibraries(board: Board, root: string, core: readonly string[]): Promise<void> {
  const hal = `mcu/${board.part}/hal/${board.hal}`;
  const bsp = `boards/${board.board}/bsp/gcc/bin`;
  const flags = [
    ...core,
    `-D${board.define}`,
    '-Iutils',
    `-Imcu/${board.part}`,
    `-Iboards/${board.board}/bsp`,
  ];
  for (const [folder, name] of [
    [hal, 'am_hal'],
    [bsp, 'am_bsp'],
  ]) {
    await tool(root, 'arm-none-eabi-gcc', [
      ...flags,
      '-c',
      `${folder}/${name}.c`,
      '-o',
      `${folder}/${name}.o`,
    ]);
    await tool(root, 'arm-none-eabi-ar', ['rcs', `${folder}/lib${name}.a`, `${folder}/${name}.o`]);
  }
}

const text = (made: CreatedPackage, path: string): string => {
  const file = made.files.find((each) => each.path === path);
  if (typeof file?.content !== 'string') throw new Error(`${made.folder} has no ${path}`);
  return file.content;
};

/** Memories of the emulated board in place of the ones of silicon. */
function onEmulatedBoard(linker_script: string): string {
  const sram = linker_script.includes('0x10000000') ? '0x20080000' : '0x21000000';
  return linker_script
    .replace(/(MRAM .*ORIGIN = )\w+, LENGTH = \w+/, '$10x00000000, LENGTH = 512K')
    .replace(/(TCM .*ORIGIN = )\w+, LENGTH = \w+/, '$10x20000000, LENGTH = 512K')
    .replace(/(SRAM .*ORIGIN = )\w+, LENGTH = \w+/, `$1${sram}, LENGTH = 1M`);
}

/** Builds an example for silicon, and again with the memories of the emulated board, where it is run. */
async function expectWorks(board: Board, made: CreatedPackage): Promise<void> {
  const example = `boards/${board.board}/examples/${made.folder}/gcc`;
  const manifest = manifestSchema.parse(JSON.parse(text(made, 'manifest.json')));
  const core = manifest.flags.compile.filter((flag) => flag.startsWith('-m'));
  using silicon = unpacked(sdk(board, made));
  await buildLibraries(board, silicon.path, core);
  await tool(join(silicon.path, example), 'make', []);
  const image = readFileSync(join(silicon.path, example, `build/${manifest.name}.bin`));
  const [, mram = ''] = /MRAM .*ORIGIN = (\w+)/.exec(text(made, 'gcc/linker_script.ld')) ?? [];
  expect(image.readUInt32LE(4) & ~1, 'the reset vector is in MRAM').toBeGreaterThan(Number(mram));
  expect(image.readUInt32LE(4) & ~1).toBeLessThan(Number(mram) + image.length);

  using board_folder = unpacked(
    sdk(board, made).map((file) =>
      file.path.endsWith('linker_script.ld')
        ? { ...file, content: onEmulatedBoard(String(file.content)) }
        : file,
    ),
  );
  await buildLibraries(board, board_folder.path, core);
  const folder = join(board_folder.path, example);
  await tool(folder, 'make', []);
  const boot = qemuArguments(platformNamed(board.emulated)).map((argument) =>
    argument === 'example.elf' ? `build/${manifest.name}.axf` : argument,
  );
  expect(await tool(folder, 'qemu-system-arm', boot)).toContain(
    `PASS: ${manifest.name}: outputs as captured`,
  );
  await tool(folder, 'make', ['clean']);
}

const canMake = canEmulate && findProgram('make', process.env) !== undefined;

describe.skipIf(!canMake).each(BOARDS)('an AmbiqSuite example for $platform', (board) => {
  it('builds with GCC inside the SDK, and computes as captured', async () => {
    await expectWorks(board, await createAmbiqSuiteExample(packageDeps(), await request(board)));
  });

  it.skipIf(!haveCxx)(
    'with an interpreter it is for GCC, builds there, and computes as captured',
    async () => {
      const emulated = platformNamed(board.emulated);
      using runtime = standInRuntime(emulated.core);
      const file = chainOf('RELU', 'RELU6');
      const model = {
        ...(await capturedModel(NAME, file, emulated)),
        build: { ...runtime.engine.prepare(readModel(file), emulated), arena_bytes: 1024 },
      };
      const made = await createAmbiqSuiteExample(packageDeps(), { ...(await request(board)), model });
      expect(made.files.filter(({ path }) => path.startsWith('armclang/'))).toEqual([]);
      expect(made.files.map(({ path }) => path)).toContain('runtime/LICENSE');
      expect(text(made, 'README.md')).toContain('engine tflm');
      await expectWorks(board, made);
    },
  );

  it('asks for what the SDK lacks', async () => {
    const made = await createAmbiqSuiteExample(packageDeps(), await request(board));
    using folder = unpacked(made.files);
    await expect(tool(join(folder.path, 'gcc'), 'make', [])).rejects.toThrow(/set ROOTDIR to AmbiqSuite R\d/);
    await expect(tool(join(folder.path, 'armclang'), 'make', [])).rejects.toThrow(/set ROOTDIR/);
  });

  it('names every source and every file of the SDK for Arm Compiler 6', async () => {
    const made = await createAmbiqSuiteExample(packageDeps(), await request(board));
    using folder = unpacked([
      ...sdk(board, made),
      { path: `mcu/${board.part}/hal/${board.hal.replace('gcc', 'keil6')}/libam_hal.lib`, content: '' },
      { path: `boards/${board.board}/bsp/keil6/bin/libam_bsp.lib`, content: '' },
    ]);
    const armclang = join(folder.path, `boards/${board.board}/examples/${made.folder}/armclang`);
    const commands = await tool(armclang, 'make', ['-n']);
    for (const { path } of made.files) {
      if (/^(src|armclang)\/.*\.[cS]$/.test(path)) expect(commands).toContain(path.replace('armclang/', ''));
    }
    expect(commands).toMatch(/armlink .*--scatter linker_script\.sct .*libam_bsp\.lib .*libam_hal\.lib/s);
    expect(commands).toContain(`-D${board.define}`);
    const scatter = text(made, 'armclang/linker_script.sct');
    expect(scatter.includes('.bss.example_arena')).toBe(board.arena === 'SRAM');
    const core = text(made, 'manifest.json').match(/-mcpu=[a-z0-9-]+/)?.[0] ?? '';
    const checks = [
      core,
      '-mthumb',
      '-std=c11',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-Wconversion',
      '-fsyntax-only',
    ];
    await tool(armclang, 'arm-none-eabi-gcc', [...checks, 'startup_armclang.c']);
  });
});

describe('an AmbiqSuite example', () => {
  const refused = async (change: Partial<AmbiqSuiteRequest>): Promise<unknown> => {
    const [board] = BOARDS;
    if (board === undefined) throw new Error('no board');
    return createAmbiqSuiteExample(packageDeps(), { ...(await request(board)), ...change });
  };

  it.skipIf(!canEmulate)('is refused where it cannot be', async () => {
    await expect(refused({ platform: platformNamed('mps3_an547') })).rejects.toMatchObject({
      code: 'PACKAGE_NO_AMBIQSUITE',
      kind: 'input',
    });
    await expect(refused({ ambiqsuite_version: 'R4.5.0' })).rejects.toMatchObject({
      code: 'PACKAGE_AMBIQSUITE_VERSION',
    });
    await expect(
      refused({
        placement: { model: { location: 'PSRAM', bytes: 1 }, arena: { location: 'TCM', bytes: 1 } },
      }),
    ).rejects.toMatchObject({ code: 'PACKAGE_NEEDS_PSRAM' });
  });

  it.skipIf(!canEmulate)('can be made for every platform of Ambiq', async () => {
    for (const platform of platforms.filter(({ ambiqsuite }) => ambiqsuite !== undefined)) {
      const emulated = platform.core === 'cortex-m55' ? 'mps3_an547' : 'mps2_an386';
      const board = BOARDS.find((each) => each.emulated === emulated);
      if (board === undefined) throw new Error(`no board like ${platform.name}`);
      const made = await createAmbiqSuiteExample(packageDeps(), { ...(await request(board)), platform });
      const { address } = { address: platform.probe.kind === 'jlink' ? platform.probe.load_address : 0 };
      const script = text(made, 'gcc/linker_script.ld');
      expect(Number(/MRAM .*ORIGIN = (\w+)/.exec(script)?.[1]), platform.name).toBe(address);
    }
  });

  it.skipIf(!canEmulate)('takes the versions of its series only', async () => {
    await expect(refused({ ambiqsuite_version: 'R5.2.0' })).resolves.toMatchObject({
      result: { kind: 'ambiqsuite-example' },
    });
    await expect(refused({ ambiqsuite_version: 'R50' })).rejects.toMatchObject({
      code: 'PACKAGE_AMBIQSUITE_VERSION',
    });
  });
});
