import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import { requestOf } from '../app/request.ts';
import type { Board, FlashBlob } from '../bench/types.ts';
import { parseRun } from '../config/run.ts';
import { aotEngine } from '../engine/aot/index.ts';
import { dsCnnKeywordSpotter } from '../example/ds-cnn.ts';
import { withKnownImages } from '../firmware/known-images.ts';
import type { Image } from '../firmware/types.ts';
import type { Device, DeviceHello, Transport } from '../link/types.ts';
import { analyze } from '../model/analyze.ts';
import { readModel } from '../model/read.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import type { Location, Platform } from '../platform/types.ts';
import { silentLog } from '../support/log.ts';
import { Scope } from '../support/scope.ts';
import { attachDevice, type BoardTask, bootDevice } from './board-device.ts';
import type { PlannedModel } from './plan.ts';
import { Stopwatch } from './stopwatch.ts';

const platforms = loadPlatforms(join(ROOT, 'platforms'));
const emulated = findPlatform(platforms, 'mps3_an547');
/** A board of silicon with the addresses of the emulated one. */
const silicon: Platform = {
  ...emulated,
  emulated: false,
  probe: { ...findPlatform(platforms, 'apollo510_evb').probe },
};

const image: Image = {
  hash: 'ab'.repeat(32),
  build_id: 'ab'.repeat(16),
  elf_path: '/nowhere/image.elf',
  toolchain: { name: 'gcc', version: '12.2.1' },
  from_store: false,
  rom_bytes: 1000,
  ram_bytes: 2000,
  sections: [{ name: '.text', address: 0, bytes: 1000, kind: 'rom' }],
  memories: { PSRAM: { address: 0x6000_0000, bytes: 2 ** 25 } },
};

let plan: PlannedModel;

beforeAll(() => {
  const graph = readModel(dsCnnKeywordSpotter());
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('no graph');
  const build = aotEngine.prepare(graph, emulated);
  plan = { path: '', name: 'kws', sha256: '', graph, main, analysis: analyze(graph), build };
});

async function setUp(
  location: Location,
  hello: Partial<DeviceHello> = {},
  nocompile = false,
  cpu_modes: Platform['cpu_modes'] = {},
) {
  const flags = { platform: 'apollo510_evb', model_location: location, nocompile_mode: nocompile };
  const config = await parseRun({ model: 'm.tflite', flags, env: {}, cwd: '/work' });
  const request = requestOf(config, { ...silicon, cpu_modes }, platforms, 'id');
  const flashed: FlashBlob[] = [];
  const uploads: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  const steps: string[] = [];
  const modes: string[] = [];
  const transport = {} as Transport;
  const device = {
    hello: { build_id: image.build_id, engine: plan.build.engine, port: silicon.port, ...hello },
    upload: async (address: number, bytes: Uint8Array, onProgress: (done: number) => void) => {
      uploads.push({ address, bytes });
      onProgress(bytes.length);
    },
    setCpuMode: async (mode: 'lp' | 'hp') => {
      modes.push(mode);
    },
    [Symbol.asyncDispose]: async () => undefined,
  } as unknown as Device;
  const board = {
    boot: async (_: Image, blobs: readonly FlashBlob[]) => {
      flashed.push(...blobs);
      return transport;
    },
    attach: async () => transport,
  } as unknown as Board;
  const folder = mkdtempSync(join(tmpdir(), 'known-images-'));
  const images = withKnownImages({ build: async () => image }, folder, silentLog);
  const progress = {
    stage: () => undefined,
    step: (...args: readonly unknown[]) => steps.push(args.join(' ')),
  };
  const watch = new Stopwatch(() => performance.now());
  const deps = { images, connect: async () => device, progress, log: silentLog };
  const { signal } = new AbortController();
  const task: BoardTask = { deps, request, plan, board, watch, scope: new Scope(), signal };
  const build = () => images.build({ platform: silicon, engine: plan.build, toolchain: 'gcc', signal });
  return { task, flashed, uploads, steps, modes, build, watch };
}

describe('starting a board of silicon', () => {
  it.each(['PSRAM', 'MRAM'] as const)('brings a model for %s there, by the right way', async (location) => {
    const { task, flashed, uploads, steps, watch } = await setUp(location);
    const { flash_address } = await bootDevice(task, image);
    const placed = location === 'PSRAM' ? uploads : flashed;
    expect([...flashed, ...uploads]).toEqual(placed);
    expect(placed).toEqual([{ address: flash_address, bytes: plan.build.blob }]);
    const kb = Math.ceil(plan.build.blob.length / 1024);
    expect(steps).toEqual(location === 'PSRAM' ? [`KB of model ${kb} ${kb}`] : []);
    expect(Object.keys(watch.timing())).toEqual(['in_probe', 'in_link', 'hilbench', 'total']);
  });

  it.each([
    [{ lp: { clock_mhz: 96 }, hp: { clock_mhz: 250 } }, 'hp'],
    [{ lp: { clock_mhz: 96 } }, 'lp'],
  ])('asks for the highest clock of %j', async (cpu_modes, mode) => {
    const { task, modes } = await setUp('MRAM', {}, false, cpu_modes);
    await bootDevice(task, image);
    expect(modes).toEqual([mode]);
  });

  it('does not go on with firmware that was not just flashed', async () => {
    const { task } = await setUp('MRAM', { build_id: 'cd'.repeat(16) });
    await expect(bootDevice(task, image)).rejects.toMatchObject({ code: 'DEVICE_STALE_IMAGE' });
  });
});

describe('without compiling', () => {
  it('takes the image that the board says it runs, as it was built here', async () => {
    const { task, flashed, uploads, build } = await setUp('MRAM', {}, true);
    await build();
    expect((await attachDevice(task)).image).toEqual({ ...image, from_store: true });
    expect([...flashed, ...uploads]).toEqual([]);
  });

  it('uploads a model for PSRAM all the same', async () => {
    const { task, uploads, build } = await setUp('PSRAM', {}, true);
    await build();
    await attachDevice(task);
    expect(uploads).toHaveLength(1);
  });

  it.each(['PSRAM', 'NVM'] as const)(
    'refuses an image that does not set up the %s of the model',
    async (at) => {
      const { task, flashed, uploads } = await setUp(at, {}, true);
      const { PSRAM } = task.request.platform.memories;
      const platform: Platform = {
        ...task.request.platform,
        memories: { ...task.request.platform.memories, ...(PSRAM === undefined ? {} : { NVM: PSRAM }) },
      };
      const unset = { address: 0, bytes: 0 };
      const held = { ...image, memories: { PSRAM: unset, NVM: unset } };
      const images = { build: async () => held, find: async () => held };
      const without = { ...task, request: { ...task.request, platform }, deps: { ...task.deps, images } };
      await expect(attachDevice(without)).rejects.toMatchObject({
        kind: 'input',
        code: 'DEVICE_NOT_DRIVEN',
        message: expect.stringContaining(`does not set up ${at}`),
        hint: expect.stringContaining('without --nocompile-mode'),
      });
      expect([...flashed, ...uploads]).toEqual([]);
    },
  );

  it('refuses an image that was never built here', async () => {
    const { task } = await setUp('MRAM', { build_id: 'cd'.repeat(16) }, true);
    await expect(attachDevice(task)).rejects.toMatchObject({ code: 'DEVICE_UNKNOWN_IMAGE', kind: 'bench' });
  });

  it.each([{ engine: 'tflm' }, { port: 'mps2_an386' }])(
    'refuses firmware of another kind: %j',
    async (hello) => {
      const { task, build } = await setUp('MRAM', hello, true);
      await build();
      await expect(attachDevice(task)).rejects.toMatchObject({ code: 'DEVICE_STALE_IMAGE' });
    },
  );

  it('needs a board that keeps its firmware', async () => {
    const { task } = await setUp('MRAM', {}, true);
    const { attach: _, ...board } = task.board;
    await expect(attachDevice({ ...task, board: board as Board })).rejects.toMatchObject({
      code: 'BOARD_KEEPS_NOTHING',
      kind: 'input',
    });
  });
});
