import { readFile, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { EngineBuild } from '../../engine/types.ts';
import { throwIfAborted } from '../../support/deadline.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { Log } from '../../support/log.ts';
import { unlessAbsent } from '../../support/system.ts';
import { buildIdSource } from '../build-id.ts';
import { contentIdentity } from '../content-identity.ts';
import { readElfSizes } from '../elf-sizes.ts';
import { reportOf } from '../report-symbol.ts';
import { runTool } from '../run-tool.ts';
import { collectSources, type InputFile, writeFiles } from '../sources.ts';
import { createStore, sha256 } from '../store.ts';
import { storeError } from '../store-errors.ts';
import type { Image, ImageBuilder, ImageRequest } from '../types.ts';
import { madeNothing, makeFailed } from './failures.ts';
import { sourcesIn } from './files.ts';
import { roomOf } from './memories.ts';
import { MODULE_DIR, MODULE_NAME, makeVariables, moduleFile } from './module.ts';
import { boardOf, checkDriven, chooseSdk, type SdkVersions } from './sdk.ts';
import { findSdkTools, type SdkTools } from './tools.ts';

export interface NeuralspotBuilderOptions {
  /** Root of the checkout. Nothing is written there. */
  readonly root: string;
  /** The folder `templates/firmware`. */
  readonly templatesDir: string;
  readonly storeDir: string;
  readonly search_path: string;
  readonly log: Log;
  /** Versions, or `auto`. */
  readonly ambiqsuite: string;
  readonly tensorflow: string;
  /** The runtime and the code around it run from the instruction TCM. */
  readonly in_itcm: boolean;
  readonly make_timeout_ms?: number;
}

/** Raise it when the meaning of what is stored changes. */
const STORE_FORMAT = 'neuralspot 1';
/** The SDK's own libraries are compiled each time: a minute or two on a slow machine. */
const MAKE_TIMEOUT_MS = 600_000;
const ELF = 'image.elf';
/** What the SDK's Makefile finds beside itself. */
const SDK_PARTS = ['Makefile', 'make', 'neuralspot', 'extern'];
const BUILD_ID_CHARACTERS = 32;

/** Everything that decides on an image, as one hash. */
async function hashOf(
  request: ImageRequest,
  options: NeuralspotBuilderOptions,
  versions: SdkVersions,
  tools: SdkTools,
  module: string,
  files: readonly InputFile[],
): Promise<string> {
  const cache = join(options.storeDir, 'sdks');
  const { board, evb } = boardOf(request.platform);
  const suite = join(options.root, 'extern/AmbiqSuite', versions.ambiqsuite);
  const libraries = ['libam_hal', join(evb, 'libam_bsp')].map((name) =>
    join('lib', board, `${name}.${tools.toolchain.name === 'arm' ? 'lib' : 'a'}`),
  );
  const compiled = (await sourcesIn(join(suite, 'src'))).map((path) => join('src', path));
  const makefiles = [
    'Makefile',
    `extern/CMSIS/${versions.cmsis_dsp}/module.mk`,
    `extern/tensorflow/${versions.tensorflow}/module.mk`,
  ];
  const identities = await Promise.all([
    contentIdentity(suite, [...libraries, ...compiled, 'module.mk'], cache),
    ...['neuralspot', 'make'].map(async (part) => {
      const dir = join(options.root, part);
      return contentIdentity(dir, await sourcesIn(dir), cache);
    }),
    ...makefiles.map(async (path) => sha256(await readFile(join(options.root, path)))),
  ]);
  return sha256(
    JSON.stringify([
      STORE_FORMAT,
      identities,
      versions,
      tools.identity,
      request.engine.external?.[request.variant ?? 'link'].identity,
      options.in_itcm,
      module,
      files.map(({ path, content }) => [path, sha256(content)]),
    ]),
  );
}

/** An interpreter's headers and library are of one version: the engine's. */
function wantedOf({ ambiqsuite, tensorflow }: NeuralspotBuilderOptions, engine: EngineBuild) {
  return { ambiqsuite, tensorflow: engine.external === undefined ? tensorflow : engine.version };
}

/** Runs the SDK's Makefile in a folder of ours that links to the checkout. @returns the image's bytes */
async function make(
  dir: string,
  request: ImageRequest,
  options: NeuralspotBuilderOptions,
  versions: SdkVersions,
  tools: SdkTools,
): Promise<Uint8Array> {
  const { platform, toolchain, signal } = request;
  for (const part of SDK_PARTS) await symlink(join(options.root, part), join(dir, part));
  const timeout_ms = options.make_timeout_ms ?? MAKE_TIMEOUT_MS;
  const { board, evb } = boardOf(platform);
  const bin = `build/${board}_${evb}/${toolchain === 'arm' ? 'arm' : 'arm-none-eabi'}`;
  const elf = `${bin}/${MODULE_DIR}/${MODULE_NAME}.axf`;
  const result = await runTool({
    file: tools.make,
    args: [
      ...['--no-print-directory', `-j${availableParallelism()}`],
      ...makeVariables(request, versions, options.in_itcm),
      elf,
    ],
    cwd: dir,
    env: { PATH: tools.search_path, LC_ALL: 'C', TMPDIR: dir },
    timeout_ms,
    signal,
    onTimeout: () =>
      new HilbenchError({
        kind: 'bench',
        code: 'FIRMWARE_COMPILE_TIMEOUT',
        message: `The Makefile of neuralSPOT did not finish within ${timeout_ms / 1000} s.`,
        hint: 'Run it by hand to see what it waits for; a licence server or a network drive is a usual cause.',
      }),
  });
  if (result.exit_code !== 0) throw makeFailed(result, platform);
  const image = await unlessAbsent(readFile(join(dir, elf)));
  if (image === undefined) throw madeNothing(elf, result);
  return image;
}

/**
 * Builds images for Ambiq boards with neuralSPOT's own Makefile, from a folder of ours; images are kept by the hash of
 * what went in, and the checkout is only read.
 *
 * `build` throws `NEURALSPOT_…`, `FIRMWARE_TOO_LARGE` (kind `input`), `FIRMWARE_NO_COMPILER`, `FIRMWARE_COMPILE_FAILED`,
 * `FIRMWARE_COMPILE_TIMEOUT`, `FIRMWARE_STORE_…` (kind `bench`), `CANCELLED`.
 */
export function createNeuralspotBuilder(options: NeuralspotBuilderOptions): ImageBuilder {
  const { root, storeDir, templatesDir, log } = options;
  const store = createStore(storeDir, log);

  async function build(request: ImageRequest): Promise<Image> {
    const { platform, toolchain } = request;
    const versions = await chooseSdk(root, platform, wantedOf(options, request.engine), toolchain);
    if (request.off_chip !== undefined) await checkDriven(root, platform, request.off_chip);
    const tools = await findSdkTools({ ...request, ...options, name: toolchain });
    const sources = await collectSources(request, templatesDir);
    const module = moduleFile(sources, request);
    const files = [...sources.units, ...sources.units.flatMap(({ headers }) => headers)];
    const hash = await hashOf(request, options, versions, tools, module, files);
    const build_id = hash.slice(0, BUILD_ID_CHARACTERS);
    const imageOf = (elf_path: string, elf: Uint8Array, from_store: boolean): Image => ({
      hash,
      build_id,
      elf_path,
      toolchain: tools.toolchain,
      from_store,
      ...readElfSizes(elf),
      memories: roomOf(platform, elf, request.off_chip),
      ...reportOf(elf),
    });
    const stored = await store.lookup('images', hash);
    if (stored !== undefined) {
      const path = stored.path(ELF);
      return imageOf(path, await readFile(path), true);
    }

    log.info(`Building the firmware for ${platform.name} on neuralSPOT (AmbiqSuite ${versions.ambiqsuite})`);
    await using workspace = await store.workspace();
    const dir = join(workspace.dir, 'sdk');
    await writeFiles(
      [
        ...files,
        { path: 'hb_build_id.c', content: buildIdSource(build_id) },
        { path: 'module.mk', content: module },
      ],
      join(dir, MODULE_DIR),
    );
    const elf = await make(dir, request, options, versions, tools);
    const made = imageOf(ELF, elf, false); // before it is stored: what is no image never gets in
    await writeFile(join(workspace.dir, ELF), elf);
    const entry = await store.put('images', hash, workspace.dir, [ELF]);
    await store.removeUnused('images');
    return { ...made, elf_path: entry.path(ELF) };
  }

  return {
    async build(request) {
      throwIfAborted(request.signal);
      try {
        return await build(request);
      } catch (error) {
        throw storeError(error, storeDir);
      }
    },
  };
}
