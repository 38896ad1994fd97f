import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { ExternalCode } from '../engine/types.ts';
import { throwIfAborted } from '../support/deadline.ts';
import type { Log } from '../support/log.ts';
import { buildIdSource } from './build-id.ts';
import { type BuildContext, compileUnit, linkImage } from './compile.ts';
import { type ElfSizes, readElfSizes } from './elf-sizes.ts';
import { compileFlags, linkFlags } from './flags.ts';
import { reportOf } from './report-symbol.ts';
import {
  COMMON_DIR,
  type CompileUnit,
  collectSources,
  type ImageSources,
  type InputFile,
  languageOf,
  writeFiles,
} from './sources.ts';
import { createStore, type Store, type StoreEntry, sha256 } from './store.ts';
import { storeError } from './store-errors.ts';
import { findToolchain, type InstalledToolchain } from './toolchain.ts';
import type { Image, ImageBuilder, ImageRequest } from './types.ts';

export interface ImageBuilderOptions {
  /** The folder `templates/firmware`. */
  readonly templatesDir: string;
  /** Where objects and images are kept between runs. Shared by all runs of a user; may be deleted at any time. */
  readonly storeDir: string;
  readonly log: Log;
  /** Where compilers are looked for: the value of `PATH`. */
  readonly search_path: string;
  /** The compiler driver, instead of the one on the search path. */
  readonly compiler?: string;
  /** How long one run of a compiler or linker may take. */
  readonly tool_timeout_ms?: number;
}

/** Part of every hash; raise it when the meaning of what is stored changes. */
const STORE_FORMAT = 1;
const TOOL_TIMEOUT_MS = 120_000;
const OBJECT = 'unit.o';
const ELF = 'image.elf';
const BUILD_ID_BYTES = 16;

function hashFiles(files: readonly InputFile[]): string[][] {
  return files.map(({ path, content }) => [path, sha256(content)]);
}

/** Nothing where there is nothing of others: keys of all that was stored before stay. */
function externalKey(external: ExternalCode | undefined): readonly unknown[] {
  if (external === undefined) return [];
  return [external.identity, external.defines, external.archives.map((archive) => basename(archive))];
}

function objectKey(unit: CompileUnit, flags: readonly string[], toolchain: InstalledToolchain): string {
  return sha256(
    JSON.stringify([
      STORE_FORMAT,
      toolchain.identity,
      flags,
      unit.path,
      sha256(unit.content),
      hashFiles(unit.headers),
      ...externalKey(unit.external),
    ]),
  );
}

function imageHash(
  sources: ImageSources,
  keys: readonly string[],
  flags: readonly string[],
  toolchain: InstalledToolchain,
): string {
  return sha256(
    JSON.stringify([
      STORE_FORMAT,
      toolchain.identity,
      flags,
      keys,
      hashFiles(sources.linker_scripts),
      ...externalKey(sources.external),
    ]),
  );
}

/** Runs `work` on every item, as many at a time as there are processors; the first failure stops the rest. */
async function forAll<T>(
  items: readonly T[],
  parent: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([parent, failed.signal]);
  const queue = items.values();
  let first: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    try {
      for (const item of queue) {
        throwIfAborted(signal);
        await work(item, signal);
      }
    } catch (error) {
      first ??= { error };
      failed.abort(error);
    }
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, worker));
  if (first !== undefined) throw first.error;
}

async function toImage(
  entry: StoreEntry,
  hash: string,
  toolchain: InstalledToolchain,
  from_store: boolean,
): Promise<Image> {
  const elf_path = entry.path(ELF);
  const elf = await readFile(elf_path);
  const sizes: ElfSizes = readElfSizes(elf);
  return {
    hash,
    build_id: hash.slice(0, 2 * BUILD_ID_BYTES),
    elf_path,
    toolchain: { name: toolchain.name, version: toolchain.version },
    from_store,
    ...sizes,
    ...reportOf(elf),
  };
}

/**
 * Builds images with a store under `storeDir`: an image that was built before is not built again, and a
 * new model compiles only what was generated for it. Any number of processes may use one store.
 *
 * `build` throws what `ImageBuilder` says, and `FIRMWARE_STORE_FULL`, `FIRMWARE_STORE_UNUSABLE`,
 * `FIRMWARE_COMPILE_TIMEOUT` (kind `bench`), `FIRMWARE_NO_PORT`, `FIRMWARE_TOO_LARGE` (kind `input`).
 */
export function createImageBuilder(options: ImageBuilderOptions): ImageBuilder {
  const templatesDir = resolve(options.templatesDir);
  const storeDir = resolve(options.storeDir);
  const { log, search_path } = options;
  const timeout_ms = options.tool_timeout_ms ?? TOOL_TIMEOUT_MS;
  const store: Store = createStore(storeDir, log);

  async function objectOf(
    unit: CompileUnit,
    key: string,
    flags: readonly string[],
    context: BuildContext,
    signal: AbortSignal,
  ): Promise<string> {
    const stored = await store.lookup('objects', key);
    if (stored !== undefined) return stored.path(OBJECT);
    log.debug(`Compiling ${unit.path}`);
    const dir = join(context.buildDir, '..', 'objects', key);
    await compileUnit(unit, flags, dir, context, signal);
    return (await store.put('objects', key, dir, [OBJECT])).path(OBJECT);
  }

  async function buildImage(request: ImageRequest, toolchain: InstalledToolchain): Promise<Image> {
    const { platform, engine, signal } = request;
    await using workspace = await store.workspace();
    const sources = await collectSources(request, templatesDir);
    const flagsOf = (unit: CompileUnit) => compileFlags(platform.core, languageOf(unit));
    const link_flags = linkFlags(platform.core);
    const keys = sources.units.map((unit) => objectKey(unit, flagsOf(unit), toolchain));
    const hash = imageHash(sources, keys, link_flags, toolchain);
    const stored = await store.lookup('images', hash);
    if (stored !== undefined) return toImage(stored, hash, toolchain, true);

    log.info(`Building the firmware for ${platform.name} with ${engine.engine} ${engine.version}`);
    const buildDir = join(workspace.dir, 'build');
    const context: BuildContext = { toolchain, buildDir, search_path, timeout_ms };
    const build_id: CompileUnit = {
      path: 'hb_build_id.c',
      content: buildIdSource(hash.slice(0, 2 * BUILD_ID_BYTES)),
      include_dirs: [COMMON_DIR],
      headers: [],
    };
    await writeFiles(
      [
        ...sources.units,
        ...sources.units.flatMap(({ headers }) => headers),
        ...sources.linker_scripts,
        build_id,
      ],
      buildDir,
    );
    const objects: string[] = [];
    await forAll([...sources.units.entries()], signal, async ([index, unit], unit_signal) => {
      objects[index] = await objectOf(unit, keys[index] ?? '', flagsOf(unit), context, unit_signal);
    });
    const build_id_dir = join(workspace.dir, 'build_id');
    await compileUnit(build_id, flagsOf(build_id), build_id_dir, context, signal);
    const elf = await linkImage(
      {
        objects: [...objects, join(build_id_dir, OBJECT)],
        flags: link_flags,
        archives: sources.external?.archives ?? [],
        linker_dirs: sources.linker_dirs,
        elf: join(workspace.dir, ELF),
      },
      context,
      signal,
    );
    readElfSizes(elf); // before it is stored: what is no image never gets in
    const entry = await store.put('images', hash, workspace.dir, [ELF]);
    await store.removeUnused('images');
    await store.removeUnused('objects');
    return toImage(entry, hash, toolchain, false);
  }

  return {
    async build(request) {
      throwIfAborted(request.signal);
      const toolchain = await findToolchain({
        name: request.toolchain,
        compiler: options.compiler,
        search_path,
        cacheDir: join(storeDir, 'toolchains'),
        timeout_ms,
        signal: request.signal,
      });
      try {
        return await buildImage(request, toolchain);
      } catch (error) {
        throw storeError(error, storeDir);
      }
    },
  };
}
