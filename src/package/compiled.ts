import { compileFlags } from '../firmware/flags.ts';
import type { Platform } from '../platform/types.ts';
import {
  type ArchiveCommand,
  type ArchivePlan,
  archiveCommands,
  archivePath,
  buildArchive,
  CODE_DIR,
  type ToolContext,
} from './archive.ts';
import { packagedCode } from './code.ts';
import { publicSymbols } from './header.ts';
import type { PackageNames } from './names.ts';
import { inTemporaryFolder } from './prove.ts';
import { copyRuntime, type PackagedRuntime } from './runtime.ts';
import type { PackageDeps, PackagedModel, PackageFile } from './types.ts';

/** What of a library a compiler made, and out of what. Paths are relative to the package. */
export interface CompiledLibrary {
  readonly archive: { readonly path: string; readonly content: Uint8Array };
  /** Of C, without folders to include from. */
  readonly flags: readonly string[];
  /** What a program links, in this order. */
  readonly libraries: readonly string[];
  readonly system_libraries: readonly string[];
  readonly sources: readonly PackageFile[];
  /** The commands that made it of them. */
  readonly commands: readonly ArchiveCommand[];
  readonly runtime: PackagedRuntime | undefined;
}

/** Flags of our code in C++ over an interpreter that was copied into the package. */
export function cxxFlags(
  platform: Platform,
  { defines, include_dirs }: PackagedRuntime,
  root = '',
): readonly string[] {
  return [
    ...compileFlags(platform.core, 'cxx'),
    '-Wconversion',
    ...defines.map((define) => `-D${define}`),
    ...include_dirs.flatMap((dir) => ['-isystem', `${root}${dir}`]),
  ];
}

/** The interpreter of a model with what `code` needs of it; undefined for engines that compile. */
export async function runtimeFor(
  model: PackagedModel,
  platform: Platform,
  code: readonly PackageFile[],
  context: ToolContext,
): Promise<PackagedRuntime | undefined> {
  const { external } = model.build;
  if (external === undefined) return undefined;
  return copyRuntime(external.power, code, compileFlags(platform.core, 'cxx'), context);
}

/**
 * Compiles the library of a model. What is compiled sees nothing but what the package has.
 *
 * @throws {HilbenchError} `PACKAGE_LICENSE` (kind `input`), `PACKAGE_BUILD_FAILED`, `DISK_FULL` (kind `bench`)
 */
export async function compileLibrary(
  deps: PackageDeps,
  model: PackagedModel,
  platform: Platform,
  names: PackageNames,
  context: ToolContext,
): Promise<CompiledLibrary> {
  const code = await packagedCode(deps, model, names);
  const runtime = await runtimeFor(model, platform, code, context);
  const sources = code.map((file) => ({ ...file, path: `${CODE_DIR}/${file.path}` }));
  const flags = [...compileFlags(platform.core), '-Wconversion'];
  const own = `-I${CODE_DIR}`;
  const plan: ArchivePlan = {
    name: names.prefix,
    files: sources.map(({ path }) => path),
    flags: { c: [...flags, own], cxx: runtime === undefined ? [] : [...cxxFlags(platform, runtime), own] },
    symbols: publicSymbols(names),
  };
  const files = [...sources, ...(runtime?.files ?? [])];
  const content = await inTemporaryFolder((dir) => buildArchive(files, plan, dir, context));
  const path = archivePath(names.prefix);
  return {
    archive: { path, content },
    flags,
    libraries: runtime === undefined ? [path] : [path, runtime.archive],
    system_libraries: runtime === undefined ? ['-lm'] : ['-lstdc++', '-lm'],
    sources,
    commands: archiveCommands(plan),
    runtime,
  };
}
