import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBench } from '../../src/bench/bench.ts';
import { createImageBuilder } from '../../src/firmware/build.ts';
import type { Image, ImageVariant } from '../../src/firmware/types.ts';
import { findPlatform, loadPlatforms } from '../../src/platform/load.ts';
import type { Platform } from '../../src/platform/types.ts';
import { findProgram } from '../../src/support/find-program.ts';
import { silentLog } from '../../src/support/log.ts';
import { runningProcesses } from './processes.ts';
import { type TestEngine, testEngine } from './test-engine.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether this machine has what emulated boards take. */
export const canEmulate =
  findProgram('qemu-system-arm', process.env) !== undefined &&
  findProgram('arm-none-eabi-gcc', process.env) !== undefined;

export const platforms: readonly Platform[] = loadPlatforms(join(root, 'platforms'));

/** A bench of emulated boards whose folders are its own. Dispose to remove them. */
export async function emulatedBench() {
  const dir = await mkdtemp(join(tmpdir(), 'hilbench-bench-'));
  const leaseDir = join(dir, 'leases');
  const runtimeDir = join(dir, 'run');
  return {
    dir,
    leaseDir,
    runtimeDir,
    bench: createBench({ platforms, leaseDir, runtimeDir, log: silentLog, env: process.env }),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The image of a test engine, built once per run of the tests. */
export async function testImage(
  engine: TestEngine,
  platform_name = 'mps3_an547',
  variant: ImageVariant = 'link',
): Promise<Image> {
  const images = createImageBuilder({
    templatesDir: join(root, 'templates', 'firmware'),
    storeDir: join(tmpdir(), 'test-images'),
    log: silentLog,
    search_path: process.env.PATH ?? '',
  });
  return await images.build({
    platform: findPlatform(platforms, platform_name),
    engine: testEngine(engine),
    toolchain: 'gcc',
    variant,
    signal: new AbortController().signal,
  });
}

/** Process ids of emulators whose command line mentions `text`, for example a folder. */
export async function emulatorsOf(text: string): Promise<readonly number[]> {
  return (await runningProcesses())
    .filter(({ command }) => command.includes('qemu-system-arm') && command.includes(text))
    .map(({ pid }) => pid);
}
