import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createBench } from '../bench/bench.ts';
import { type BenchFile, readBenchFile } from '../bench/bench-file.ts';
import { createDiscovery, type Discover } from '../bench/discovery.ts';
import type { Bench } from '../bench/types.ts';
import { aotEngine } from '../engine/aot/index.ts';
import { createHeliaAotEngine, readHeliaConfig } from '../engine/helia-aot/index.ts';
import type { Engine } from '../engine/types.ts';
import { createImageBuilder } from '../firmware/build.ts';
import { withKnownImages } from '../firmware/known-images.ts';
import type { ImageBuilder } from '../firmware/types.ts';
import { connectDevice } from '../link/device.ts';
import type { PipelineDeps } from '../pipeline/deps.ts';
import type { Progress } from '../pipeline/progress.ts';
import { loadPlatformFolders } from '../platform/load.ts';
import type { Platform } from '../platform/types.ts';
import { openModelledMonitor } from '../power/modelled.ts';
import { createLiteRtReference } from '../reference/litert.ts';
import { findProgram } from '../support/find-program.ts';
import type { Log } from '../support/log.ts';
import { benchPathOf } from './bench-path.ts';
import { chooseEngine, type EngineChoice, runtimesCache } from './engines.ts';
import { buildersByPort, DEFAULT_SDK, type SdkChoice } from './images.ts';
import { createInstruments } from './instruments.ts';
import type { Paths } from './paths.ts';
import { toolVersion } from './version.ts';

/** The rooms put together for this installation, this user and this environment. */
export interface Services {
  readonly platforms: readonly Platform[];
  readonly bench: Bench;
  readonly bench_file: BenchFile;
  /** What is plugged into this host. */
  readonly discover: Discover;
  readonly pipeline: PipelineDeps;
  /** What executes the model of a run. @throws {HilbenchError} of `chooseEngine` */
  readonly engineFor: (choice: EngineChoice, platform: Platform) => Promise<Engine>;
  /** What builds the images of a run. Its `build` looks for a checkout of neuralSPOT when a platform needs one. */
  readonly imagesFor: (choice: SdkChoice) => ImageBuilder;
}

/**
 * @param bench_file value of `--bench`; default: what `HILBENCH_BENCH` or this user's configuration says
 * @throws {HilbenchError} `BENCH_FILE`, `BENCH_INVALID` (kind `input`)
 */
export function createServices(
  paths: Paths,
  env: NodeJS.ProcessEnv,
  display: Progress & Log,
  bench_file?: string,
): Services {
  const platforms = loadPlatformFolders(paths.platforms);
  const file = readBenchFile(benchPathOf(env, bench_file), platforms);
  const bench = createBench({
    platforms,
    leaseDir: paths.leases,
    runtimeDir: paths.runtime,
    log: display,
    env,
    file,
  });
  const firmware = {
    templatesDir: join(paths.root, 'templates', 'firmware'),
    storeDir: paths.images,
    log: display,
    search_path: env.PATH ?? '',
  };
  const emulated = createImageBuilder(firmware);
  const imagesFor = (choice: SdkChoice): ImageBuilder =>
    withKnownImages(
      buildersByPort(emulated, choice, firmware, process.cwd()),
      join(paths.images, 'known'),
      display,
    );
  const { openInstrument, scanJoulescopes } = createInstruments(paths, env);
  const pipeline: PipelineDeps = {
    engine: aotEngine,
    passEngine: async (name, config_path) =>
      name === 'aot'
        ? aotEngine
        : createHeliaAotEngine({
            env,
            find: (program) => findProgram(program, env),
            config: config_path === undefined ? {} : await readHeliaConfig(config_path),
          }),
    images: imagesFor(DEFAULT_SDK),
    bench,
    connect: (transport, signal, greeting_ms) =>
      connectDevice(transport, {
        signal,
        log: display,
        ...(greeting_ms === undefined ? {} : { handshake_timeout_ms: greeting_ms }),
      }),
    openMonitor: openModelledMonitor,
    openInstrument,
    reference: createLiteRtReference({ log: display }),
    packages: {
      templates_dir: join(paths.root, 'templates'),
      license_path: join(paths.root, 'LICENSE'),
      toolchain_cache_dir: join(paths.images, 'toolchains'),
      search_path: env.PATH ?? '',
    },
    log: display,
    progress: display,
    tool_version: toolVersion(paths.root),
    now: () => new Date(),
    now_ms: () => performance.now(),
  };
  const surroundings = { cwd: process.cwd(), cacheDir: runtimesCache(paths.images) };
  return {
    platforms,
    bench,
    bench_file: file,
    discover: createDiscovery({ env, runtimeDir: paths.runtime, log: display, scanJoulescopes }),
    pipeline,
    imagesFor,
    engineFor: (choice, platform) => chooseEngine(choice, platform, surroundings),
  };
}

/** An id for a run: sorts by time, and is unique on every host. */
export function newRunId(now: Date): string {
  return `${now.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z-${randomUUID().slice(0, 8)}`;
}
