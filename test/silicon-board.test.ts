import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LeaseStore } from '../src/bench/lease.ts';
import { SiliconBoard, type SiliconBoardDeps } from '../src/bench/silicon-board.ts';
import { createWorkspace } from '../src/bench/workspace.ts';
import type { Image } from '../src/firmware/types.ts';
import { connectDevice, type LinkedDevice } from '../src/link/device.ts';
import { findPlatform, loadPlatforms } from '../src/platform/load.ts';
import { encodeParameters } from '../src/power/parameters.ts';
import type { HilbenchError } from '../src/support/errors.ts';
import { silentLog } from '../src/support/log.ts';
import { emulatorsOf, testImage } from './helpers/emulated-bench.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_PLATFORM,
  STAND_IN_PLATFORMS,
  STAND_IN_USB_PLATFORM,
  toolsOf,
} from './helpers/jlink-bench.ts';
import { storyOf, Wires } from './helpers/power-device.ts';
import { testEngine } from './helpers/test-engine.ts';

const platforms = loadPlatforms(STAND_IN_PLATFORMS);
const STAGING = 0x6400_0000;

let image: Image;
let bench: JLinkBench;
let held: SiliconBoard[];
let controller: AbortController;
const lines: string[] = [];
const log = { ...silentLog, debug: (line: string) => void lines.push(line) };

beforeAll(async () => {
  if (canStandIn) image = await testImage('sum');
});
beforeEach(async () => {
  bench = await jlinkBench(['1160002204', '1160002205']);
  held = [];
  lines.length = 0;
  controller = new AbortController();
});
afterEach(async () => {
  for (const board of held) await board[Symbol.asyncDispose]();
  expect(await toolsOf(bench.dir), 'tools left behind').toEqual([]);
  await bench[Symbol.asyncDispose]();
  expect(await emulatorsOf(bench.dir), 'emulators left behind').toEqual([]);
});

async function silicon(index = 0, more: Partial<SiliconBoardDeps> & { readonly usb?: boolean } = {}) {
  const { usb, ...deps } = more;
  const platform = findPlatform(platforms, usb === true ? STAND_IN_USB_PLATFORM : STAND_IN_PLATFORM);
  const store = new LeaseStore(join(bench.dir, 'leases'));
  await store.prepare();
  const attempt = await store.tryAcquire(`evb-${index}`, 'test');
  if (!('lease' in attempt)) throw new Error('leased by another');
  const attached = bench.boards[index];
  if (attached === undefined) throw new Error('no such board');
  const board = new SiliconBoard({
    platform,
    board: {
      id: `evb-${index}`,
      platform: platform.name,
      jlink: attached.serial,
      port: { kind: 'path', path: attached.tty },
      tags: [],
    },
    lease: attempt.lease,
    workspace: await createWorkspace(join(bench.dir, 'run')),
    env: { ...process.env, ...bench.env },
    log,
    ...deps,
  });
  held.push(board);
  return board;
}

const { blob } = testEngine('sum');
const blobs = [{ address: STAGING, bytes: blob }];

async function failure(work: Promise<unknown>): Promise<HilbenchError> {
  return await work.then(
    () => expect.unreachable('it did not fail'),
    (error: HilbenchError) => error,
  );
}

async function linked(board: SiliconBoard): Promise<LinkedDevice> {
  const transport = await board.boot(image, blobs, controller.signal);
  return await connectDevice(transport, { signal: controller.signal, log });
}

describe.skipIf(!canStandIn)('a board behind a J-Link', () => {
  test('runs what was flashed, and holds the model where it was asked to be', async () => {
    const board = await silicon();
    {
      await using device = await linked(board);
      expect(device.hello.build_id).toBe(image.build_id);
      const model = { source: STAGING, address: STAGING, bytes: blob.byteLength, crc32: crc32(blob) };
      await device.selectModel(model);
      expect(board.lastOutput()).toContain('Cortex-M55 identified');
    }
    // What it holds already is not sent again, and it starts anew all the same.
    await using again = await linked(board);
    expect(again.hello.build_id).toBe(image.build_id);
    expect(lines.findLast((line) => line.includes('parts unchanged'))).toContain('; 0 bytes sent');
    expect(board.lastOutput()).not.toContain('loadbin');
  });

  test('is told from its neighbour on the same host', async () => {
    const [one, other] = [await silicon(0), await silicon(1)];
    await using device = await linked(other);
    expect(device.hello.build_id).toBe(image.build_id);
    expect(other.lastOutput()).toContain('S/N: 1160002205');
    await using neighbour = await linked(one);
    expect(neighbour.hello.build_id).toBe(image.build_id);
    expect(one.lastOutput()).toContain('S/N: 1160002204');
  });

  test('needs its serial number in bench.yml where there are two probes', async () => {
    const board = await silicon(0, {
      board: { id: 'evb-0', platform: STAND_IN_PLATFORM, port: { kind: 'auto' }, tags: [] },
    });
    const error = await failure(board.boot(image, blobs, controller.signal));
    expect(error.code).toBe('PROBE_AMBIGUOUS');
    expect(error.message).toContain('1160002204, 1160002205');
  });

  test('is reset without being flashed', async () => {
    const board = await silicon();
    await using first = await linked(board);
    await first[Symbol.asyncDispose]();
    const transport = await board.reset(controller.signal);
    await using device = await connectDevice(transport, { signal: controller.signal, log });
    expect(device.hello.build_id).toBe(image.build_id);
    expect(board.lastOutput()).not.toContain('loadbin');
  });

  test('runs a power image, whose wires can be seen and driven', async () => {
    const board = await silicon();
    const engine = testEngine('sum');
    const [model, arena] = [board.platform.memories.MRAM?.address, board.platform.memories.TCM?.address];
    const block = encodeParameters({
      model: { source: model ?? 0, address: model ?? 0, bytes: blob.length, crc32: crc32(blob) },
      arena: { address: arena ?? 0, bytes: engine.arena_bytes ?? 0, resource_variables: 0 },
      ...{ cpu_mode: 'hp', inferences: 2, windows: 2, seed: 42, idle_ms: 0, run: 1 },
    });
    const parameters = board.platform.parameters?.address ?? 0;
    const power_image = await testImage('sum', 'mps3_an547', 'power');
    const power_blobs = [
      { address: model ?? 0, bytes: blob },
      { address: parameters, bytes: block },
    ];
    expect(await board.bootForPower(power_image, power_blobs, controller.signal)).toBeUndefined();
    const socket = connect(bench.board.wires);
    const wires = new Wires({
      path: bench.board.wires,
      write: async (bytes) => void socket.write(bytes),
      onData: (listener) => socket.on('data', listener),
      onClose: (listener) => socket.on('error', listener),
      [Symbol.asyncDispose]: async () => void socket.destroy(),
    });
    await wires.windows(2);
    expect(storyOf(wires.records)).toBe(
      'state+ state- begin gate+ gate- report state+ state- begin gate+ gate- report',
    );
    socket.destroy();
  });

  test.each(['pin', 'core', 'swpoi'] as const)('starts after a reset of kind %s', async (reset) => {
    const platform = findPlatform(platforms, STAND_IN_PLATFORM);
    if (platform.probe.kind !== 'jlink') expect.unreachable();
    const board = await silicon(0, { platform: { ...platform, probe: { ...platform.probe, reset } } });
    await using device = await linked(board);
    expect(device.hello.build_id).toBe(image.build_id);
  });

  test('says so when its port never comes', async () => {
    bench.board.misbehave({ port_late_ms: 60_000 });
    const board = await silicon(0, { usb: true, port_timeout_ms: 300, listPorts: async () => [] });
    const error = await failure(board.boot(image, blobs, controller.signal));
    expect(error).toMatchObject({ kind: 'bench', code: 'PORT_NOT_FOUND' });
    expect(error.message).toContain(bench.board.tty);
  });

  test('refuses an image for another address before anything is written', async () => {
    const platform = findPlatform(platforms, STAND_IN_PLATFORM);
    if (platform.probe.kind !== 'jlink') expect.unreachable();
    const probe = { ...platform.probe, load_address: 0x41_0000 };
    const board = await silicon(0, { platform: { ...platform, probe } });
    const error = await failure(board.boot(image, blobs, controller.signal));
    expect(error.code).toBe('PROBE_WRONG_ADDRESS');
    expect(board.lastOutput()).toBe('');
  });
});

describe.skipIf(!canStandIn)('a board whose core counts cycles only while a debugger is attached', () => {
  const held_by = (): string => join(bench.board.folder, 'held-by');
  const cortexM4 = async () => {
    bench.board.misbehave({ core: 'Cortex-M4' });
    const platform = { ...findPlatform(platforms, STAND_IN_PLATFORM), core: 'cortex-m4' as const };
    return await silicon(0, { platform });
  };

  test('has its probe attached from the start of the firmware until the board is released', async () => {
    const board = await cortexM4();
    await using device = await linked(board);
    expect(device.hello.build_id).toBe(image.build_id);
    expect(existsSync(held_by())).toBe(true);
    await board[Symbol.asyncDispose]();
    expect(existsSync(held_by())).toBe(false);
  });

  test('gives it back for whatever else it is to do, and has it again afterwards', async () => {
    const board = await cortexM4();
    await using _device = await linked(board);
    const first = readFileSync(held_by(), 'utf8');
    await board.reset(controller.signal);
    expect(readFileSync(held_by(), 'utf8')).not.toBe(first);
    await board.attach(controller.signal);
    expect(existsSync(held_by())).toBe(true);
    expect((await board.readMemory(STAGING, 16, controller.signal)).length).toBe(16);
    expect(existsSync(held_by())).toBe(false);
  });

  test('is powered on anew before energy is measured where its core has a PMU, and only there', async () => {
    const power_on = 'Writing 0000001B -> 40000004';
    const board = await cortexM4();
    await board.bootForPower(image, blobs, controller.signal);
    expect(board.lastOutput()).not.toContain(power_on);
    await board[Symbol.asyncDispose]();
    bench.board.misbehave({});
    const other = await silicon();
    await using _device = await linked(other);
    expect(other.lastOutput()).not.toContain(power_on);
    await other.bootForPower(image, blobs, controller.signal);
    expect(other.lastOutput()).toContain(power_on);
  });

  test('measures energy without it, and so does any run on a core with a PMU', async () => {
    const board = await cortexM4();
    await using _device = await linked(board);
    await board.bootForPower(image, blobs, controller.signal);
    expect(existsSync(held_by())).toBe(false);
    await board[Symbol.asyncDispose]();
    bench.board.misbehave({});
    const other = await silicon();
    await using _other_device = await linked(other);
    expect(existsSync(held_by())).toBe(false);
  });

  test('says what keeps the probe from staying, and leaves nothing behind', async () => {
    const board = await cortexM4();
    await using _device = await linked(board);
    bench.board.misbehave({ core: 'Cortex-M4', fault: 'busy' });
    const error = await failure(board.reset(controller.signal));
    expect(error).toMatchObject({ kind: 'bench', code: 'PROBE_BUSY' });
    expect(existsSync(held_by())).toBe(false);
    // What is on the board may be there under a debugger, which has the probe.
    await board.attach(controller.signal);
    expect(existsSync(held_by())).toBe(false);
    bench.board.misbehave({ core: 'Cortex-M4', hung: true });
    const attaching = failure(board.attach(controller.signal));
    await vi.waitFor(async () => expect(await toolsOf(bench.dir)).not.toEqual([]), { timeout: 20_000 });
    controller.abort();
    expect(await attaching).toMatchObject({ code: 'CANCELLED' });
  });
});
