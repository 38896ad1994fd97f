import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { BoardLine } from '../../src/bench/probe/qemu.ts';
import { startQemu } from '../../src/bench/probe/qemu.ts';
import type { FlashBlob } from '../../src/bench/types.ts';
import { createWorkspace } from '../../src/bench/workspace.ts';
import type { EngineBuild } from '../../src/engine/types.ts';
import { createImageBuilder } from '../../src/firmware/build.ts';
import type { Image, ImageVariant } from '../../src/firmware/types.ts';
import { connectDevice, type LinkedDevice } from '../../src/link/device.ts';
import type { Transport } from '../../src/link/types.ts';
import { findPlatform, loadPlatforms } from '../../src/platform/load.ts';
import type { Platform } from '../../src/platform/types.ts';
import { silentLog } from '../../src/support/log.ts';
import { ROOT } from './cli.ts';
import { TEST_ARENA_BYTES } from './test-engine.ts';

export const TEMPLATES_DIR = join(ROOT, 'templates', 'firmware');

export function platformNamed(name: string): Platform {
  return findPlatform(loadPlatforms(join(ROOT, 'platforms')), name);
}

/** A signal that never aborts. */
export function noSignal(): AbortSignal {
  return new AbortController().signal;
}

/** One store for all tests of a file. */
let storeDir: string | undefined;

/** Builds with the real compiler. */
export async function buildTestImage(
  platform: Platform,
  engine: EngineBuild,
  variant: ImageVariant = 'link',
): Promise<Image> {
  storeDir ??= mkdtempSync(join(tmpdir(), 'images-'));
  const builder = createImageBuilder({
    templatesDir: TEMPLATES_DIR,
    storeDir,
    log: silentLog,
    search_path: process.env.PATH ?? '',
  });
  return builder.build({ platform, engine, toolchain: 'gcc', variant, signal: noSignal() });
}

export interface Emulator extends AsyncDisposable {
  readonly transport: Transport;
  readonly pid: number;
}

/** Boots an image as the bench does, without a lease. */
export async function bootEmulator(
  platform: Platform,
  image: Image,
  blobs: readonly FlashBlob[],
  icount_shift?: number,
  line: BoardLine = 'link',
): Promise<Emulator> {
  if (platform.probe.kind !== 'qemu') throw new Error(`${platform.name} is not emulated`);
  const workspace = await createWorkspace(mkdtempSync(join(tmpdir(), 'emulator-')));
  const running = await startQemu(
    {
      machine: platform.probe.machine,
      icount_shift: icount_shift ?? platform.probe.icount_shift,
      elf_path: image.elf_path,
      blobs,
      baud: platform.baud,
      line,
    },
    { env: process.env, workspace, onOutput: () => {} },
    noSignal(),
  );
  return {
    transport: running.transport,
    pid: running.pid,
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]();
      await workspace[Symbol.asyncDispose]();
    },
  };
}

/** Where tests put a blob and an arena: MRAM and the start of the TCM. */
export function testAddresses(platform: Platform): { readonly model: number; readonly arena: number } {
  const model = platform.memories.MRAM?.address;
  const arena = platform.memories.TCM?.address;
  if (model === undefined || arena === undefined) throw new Error(`${platform.name} has no addresses`);
  return { model, arena };
}

export interface TestDevice extends AsyncDisposable {
  readonly device: LinkedDevice;
  readonly pid: number;
  /** Selects the flashed blob and configures an arena that is just large enough. */
  configure(): Promise<void>;
}

/** Builds the engine, boots it with its blob in MRAM, and connects. */
export async function startTestDevice(
  platform: Platform,
  engine: EngineBuild,
  icount_shift?: number,
): Promise<TestDevice> {
  const image = await buildTestImage(platform, engine);
  const addresses = testAddresses(platform);
  const blob = { address: addresses.model, bytes: engine.blob };
  const emulator = await bootEmulator(platform, image, [blob], icount_shift);
  try {
    const device = await connectDevice(emulator.transport, { signal: noSignal(), log: silentLog });
    return {
      device,
      pid: emulator.pid,
      configure: async () => {
        const { address, bytes } = blob;
        await device.selectModel({ source: address, address, bytes: bytes.length, crc32: crc32(bytes) });
        await device.configure({ address: addresses.arena, bytes: TEST_ARENA_BYTES, resource_variables: 0 });
      },
      [Symbol.asyncDispose]: async () => {
        await device[Symbol.asyncDispose]();
        await emulator[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await emulator[Symbol.asyncDispose]();
    throw error;
  }
}

/** Hundredths of a second of CPU that the emulator takes in half a second. */
export async function cpuTicks(pid: number): Promise<number> {
  const ticks = (): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  };
  const before = ticks();
  await delay(500);
  return ticks() - before;
}
