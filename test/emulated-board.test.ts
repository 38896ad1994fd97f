import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Board } from '../src/bench/types.ts';
import type { Image } from '../src/firmware/types.ts';
import { connectDevice, type LinkedDevice } from '../src/link/device.ts';
import { openSerial } from '../src/link/serial-transport.ts';
import { findPlatform } from '../src/platform/load.ts';
import { encodeParameters } from '../src/power/parameters.ts';
import { generateInputs, inputsCrc32 } from '../src/reference/generator.ts';
import { findProgram } from '../src/support/find-program.ts';
import { silentLog } from '../src/support/log.ts';
import { canEmulate, emulatedBench, emulatorsOf, platforms, testImage } from './helpers/emulated-bench.ts';
import { storyOf, testParameters, Wires } from './helpers/power-device.ts';
import {
  TEST_ARENA_BYTES,
  TEST_LOOP_INSTRUCTIONS,
  type TestEngine,
  testEngine,
} from './helpers/test-engine.ts';

const INPUT = { type: 'INT8', shape: [1, 16], bytes: 16 } as const;
const SEED = 42;

let at: Awaited<ReturnType<typeof emulatedBench>>;
let controller: AbortController;
let boards: Board[];

beforeEach(async () => {
  at = await emulatedBench();
  controller = new AbortController();
  boards = [];
});

afterEach(async () => {
  for (const board of boards) await board[Symbol.asyncDispose]();
  expect(await emulatorsOf(at.dir), 'emulators left behind').toEqual([]);
  await at[Symbol.asyncDispose]();
});

async function lease(platform_name = 'mps3_an547', board?: string): Promise<Board> {
  const want = { platform: findPlatform(platforms, platform_name), run: 'test', timeout_ms: 5000 };
  const leased = await at.bench.lease(board === undefined ? want : { ...want, board }, controller.signal);
  boards.push(leased);
  return leased;
}

function places(board: Board) {
  const staging = board.platform.staging?.address;
  const arena = board.platform.memories.SRAM?.address;
  const model = board.platform.memories.PSRAM?.address ?? board.platform.memories.MRAM?.address;
  if (staging === undefined || arena === undefined || model === undefined) throw new Error('no places');
  return { staging, arena, model };
}

/** Boots a test engine and connects to it. */
async function boot(board: Board, image: Image): Promise<LinkedDevice> {
  const { blob } = testEngine('sum');
  const transport = await board.boot(
    image,
    [{ address: places(board).staging, bytes: blob }],
    controller.signal,
  );
  return await connectDevice(transport, { signal: controller.signal, log: silentLog });
}

/** Boots a test engine up to the point where it can be invoked. */
async function ready(engine: TestEngine, platform_name = 'mps3_an547') {
  const board = await lease(platform_name);
  const image = await testImage(engine, platform_name);
  const device = await boot(board, image);
  const { staging, arena, model } = places(board);
  const { blob } = testEngine(engine);
  await device.selectModel({ source: staging, address: model, bytes: blob.length, crc32: crc32(blob) });
  const configured = await device.configure({ address: arena, bytes: 8192, resource_variables: 0 });
  return { board, device, image, configured };
}

async function thrownBy(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; detail?: string }> {
  return await promise.then(
    () => expect.fail('nothing was thrown'),
    (error) => error,
  );
}

describe.skipIf(!canEmulate)('an emulated board', { timeout: 30_000 }, () => {
  beforeAll(async () => {
    await testImage('sum');
  }, 60_000);

  it.each(['mps3_an547', 'mps2_an386'])(
    '%s shows the wires of a power image, then the link again',
    async (name) => {
      const { board, image, device } = await ready('sum', name);
      const engine = testEngine('sum');
      const { parameters, memories } = board.platform;
      const model = { address: memories.MRAM?.address ?? 0, bytes: engine.blob };
      const block = encodeParameters(testParameters(board.platform, engine, { windows: 1 }));
      const transport = await board.bootForPower(
        await testImage('sum', name, 'power'),
        [model, { address: parameters?.address ?? 0, bytes: block }],
        controller.signal,
      );
      if (transport === undefined) throw new Error('an emulated board has a line of wires');
      const wires = new Wires(transport);
      await wires.windows(1);
      expect(storyOf(wires.records)).toBe('state+ state- begin gate+ gate- report');
      await expect(device.invoke(1000)).rejects.toMatchObject({ kind: 'bench' });
      expect((await boot(board, image)).hello.build_id).toBe(image.build_id);
    },
  );

  it.each(['mps3_an547', 'mps2_an386'])('%s runs a model from boot to outputs', async (name) => {
    const { device, image, configured } = await ready('sum', name);
    expect(device.hello).toMatchObject({ build_id: image.build_id, port: name, unit: 'instructions' });
    expect(configured).toEqual({
      arena_used_bytes: TEST_ARENA_BYTES,
      layers: 3,
      inputs: [{ type: 'INT8', shape: [1, 16], bytes: 16 }],
      outputs: [
        { type: 'INT8', shape: [1, 16], bytes: 16 },
        { type: 'INT32', shape: [1], bytes: 4 },
      ],
    });
    const inputs = generateInputs([INPUT], SEED, 3);
    expect(await device.seedInputs(SEED, 3)).toBe(inputsCrc32(inputs));
    await device.invoke(5000);
    const bytes = inputs[0]?.bytes as Uint8Array;
    expect(await device.readOutput(0)).toEqual(bytes);
    const sum = new Int8Array(bytes).reduce((total, value) => total + value, 0);
    expect(Buffer.from(await device.readOutput(1)).readInt32LE()).toBe(sum);
    expect(device.stats).toMatchObject({ bad_frames: 0, discarded_bytes: 0 });
  });

  it('counts the same instructions in every run and on every boot', async () => {
    const { board, device, image } = await ready('sum');
    const request = { warmup: 1, runs: 5, events: [], seed: SEED, timeout_ms: 5000 };
    const progress = vi.fn();
    const first = await device.profile(request, progress);
    expect(progress.mock.calls.flat()).toEqual([1, 2, 3, 4, 5]);
    const loop = first.layers[2];
    expect(loop?.ticks_min).toBe(loop?.ticks_max);
    expect(Math.abs((loop?.ticks ?? 0) - TEST_LOOP_INSTRUCTIONS)).toBeLessThan(50);
    const { staging, arena, model } = places(board);
    const { blob } = testEngine('sum');
    const again = await boot(board, image);
    await again.selectModel({ source: staging, address: model, bytes: blob.length, crc32: crc32(blob) });
    await again.configure({ address: arena, bytes: 8192, resource_variables: 0 });
    expect(await again.profile(request, () => {})).toEqual(first);
  });

  it('takes inputs larger than a frame, and carries bytes unharmed', async () => {
    const { board, device } = await ready('sum');
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) & 0xff);
    await device.echo(bytes);
    await device.echo(new Uint8Array(4096));
    await device.writeMemory(
      places(board).staging,
      Uint8Array.from({ length: 6000 }, (_, index) => index & 0xff),
    );
    await device.writeInput(
      0,
      Uint8Array.from({ length: 16 }, (_, index) => index),
    );
    await device.invoke(5000);
    expect(Buffer.from(await device.readOutput(1)).readInt32LE()).toBe(120);
  });

  it('refuses a model whose bytes are not those announced', async () => {
    const board = await lease();
    const device = await boot(board, await testImage('sum'));
    const { staging, model } = places(board);
    const wrong = device.selectModel({ source: staging, address: model, bytes: 16, crc32: 1 });
    expect((await thrownBy(wrong)).code).toBe('DEVICE_MODEL_CORRUPT');
  });

  it.each(['null_call', 'bus_fault', 'stack_overflow'] as const)(
    'tells of a crash with the registers: %s',
    async (engine) => {
      const { device } = await ready(engine);
      const fault = await thrownBy(device.invoke(5000));
      expect(fault.code).toBe('DEVICE_FAULT');
      expect(fault.message).toMatch(/CFSR 0x[0-9a-f]{8}.*PC 0x[0-9a-f]{8}/u);
      expect((await thrownBy(device.seedInputs(1, 1))).code).toBe('DEVICE_FAULT');
    },
  );

  it('that hangs is given up at the deadline', async () => {
    const { device } = await ready('hang');
    const start_ms = performance.now();
    expect((await thrownBy(device.invoke(1500))).code).toBe('LINK_TIMEOUT');
    expect(performance.now() - start_ms).toBeLessThan(2500);
  });

  it('that prints noise between frames still gives right results', async () => {
    const { device } = await ready('garbage');
    await device.writeInput(0, new Uint8Array(16).fill(3));
    await device.invoke(10_000);
    expect(Buffer.from(await device.readOutput(1)).readInt32LE()).toBe(48);
    expect(device.stats.bad_frames).toBeGreaterThan(0);
  });

  it('that only prints noise is told from one that is silent', async () => {
    const { device } = await ready('babble');
    expect((await thrownBy(device.invoke(1000))).code).toBe('LINK_GARBAGE');
  });

  it('whose emulator is killed in the middle of a request says so at once', async () => {
    const { device } = await ready('hang');
    const invoked = thrownBy(device.invoke(60_000));
    for (const pid of await emulatorsOf(at.dir)) process.kill(pid, 'SIGKILL');
    const closed = await invoked;
    expect(closed.code).toBe('LINK_CLOSED');
    expect(closed.message).toContain('SIGKILL');
  });

  it('is gone without a trace when a run is aborted in the middle of an inference', async () => {
    const { board, device } = await ready('hang');
    const invoked = thrownBy(device.invoke(60_000));
    expect(await emulatorsOf(at.dir)).toHaveLength(1);
    const start_ms = performance.now();
    controller.abort();
    expect((await invoked).code).toBe('CANCELLED');
    await board[Symbol.asyncDispose]();
    expect(performance.now() - start_ms).toBeLessThan(1000);
    expect(await emulatorsOf(at.dir)).toEqual([]);
    expect(await readdir(at.runtimeDir)).toEqual([]);
    expect((await at.bench.boards()).filter((info) => info.leased_by !== undefined)).toEqual([]);
  });

  it('ends what ran on it when it is booted again', async () => {
    const { board, device, image } = await ready('sum');
    const [first] = await emulatorsOf(at.dir);
    await boot(board, image);
    const running = await emulatorsOf(at.dir);
    expect(running).toHaveLength(1);
    expect(running).not.toContain(first);
    expect((await thrownBy(device.seedInputs(1, 1))).code).toBe('LINK_CLOSED');
  });

  it('keeps its port from other programs', async () => {
    const board = await lease();
    const transport = await board.boot(await testImage('sum'), [], controller.signal);
    const opened = openSerial({ path: transport.path, baud: 115_200, signal: controller.signal });
    expect((await thrownBy(opened)).code).toBe('PORT_BUSY');
  });

  it('two runs at once each get their own', async () => {
    await using other = await at.bench.lease(
      { platform: findPlatform(platforms, 'mps3_an547'), run: 'other', timeout_ms: 5000 },
      controller.signal,
    );
    const mine = await lease();
    expect(mine.id).not.toBe(other.id);
  });

  it.each([
    ['dies with it where setpriv is installed', ['setpriv', 'qemu-system-arm']],
    ['is ended by the next run where it is not', ['qemu-system-arm']],
  ])('of a killed run %s, and its board is free', async (_, programs) => {
    const bin = join(at.dir, 'bin');
    await mkdir(bin);
    for (const name of programs) await symlink(findProgram(name, process.env) ?? '', join(bin, name));
    const script = fileURLToPath(new URL('helpers/board-holder.ts', import.meta.url));
    const image = await testImage('sum');
    const holder = spawn(process.execPath, [script, at.leaseDir, at.runtimeDir, image.elf_path], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: bin },
    });
    const exited = once(holder, 'exit');
    await once(holder.stdout, 'data');
    expect(await emulatorsOf(at.runtimeDir)).toHaveLength(1);
    holder.kill('SIGKILL');
    await exited;
    const board = await lease('mps3_an547', 'mps3_an547-0');
    await vi.waitFor(async () => expect(await emulatorsOf(at.runtimeDir)).toEqual([]), 2000);
    expect(await readdir(at.runtimeDir)).toHaveLength(1);
    await boot(board, image);
  });
});
