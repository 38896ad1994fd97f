import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { lastLines, runTool } from '../firmware/run-tool.ts';
import { findToolchain, type InstalledToolchain } from '../firmware/toolchain.ts';
import { fileError } from '../support/files.ts';
import { buildFailed } from './errors.ts';
import type { PackageDeps, PackageFile, PackageRequest } from './types.ts';

/** Tools that run in one folder, with nothing of the environment. */
export interface ToolContext {
  readonly toolchain: InstalledToolchain;
  readonly search_path: string;
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
}

const TOOL_TIMEOUT_MS = 120_000;
/** What is compiled. */
export const SOURCE = /\.([cS]|cc)$/;
/** Where the code of a library is in a package that has it, and while it is compiled. */
export const CODE_DIR = 'src';

/** The tools for a request. @throws {HilbenchError} `FIRMWARE_NO_COMPILER`, `FIRMWARE_TOOLCHAIN_UNSUPPORTED` */
export async function toolContext(
  deps: PackageDeps,
  request: Pick<PackageRequest, 'toolchain' | 'signal'>,
): Promise<ToolContext> {
  const { search_path } = deps;
  const timeout_ms = deps.tool_timeout_ms ?? TOOL_TIMEOUT_MS;
  const { signal } = request;
  const toolchain = await findToolchain({
    name: request.toolchain,
    search_path,
    cacheDir: deps.toolchain_cache_dir,
    timeout_ms,
    signal,
  });
  return { toolchain, search_path, timeout_ms, signal };
}

/** Writes files into a folder of ours. @throws {HilbenchError} `DISK_FULL`, `FILE_…` */
export async function writeFiles(files: readonly PackageFile[], dir: string): Promise<void> {
  for (const { path, content } of files) {
    const target = join(dir, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    } catch (cause) {
      throw fileError(cause, 'write', target);
    }
  }
}

/** Runs a tool; what it printed. @throws {HilbenchError} `PACKAGE_BUILD_FAILED`, `DISK_FULL`, `CANCELLED` */
async function run(
  what: string,
  file: string,
  args: readonly string[],
  dir: string,
  context: ToolContext,
): Promise<string> {
  const { search_path, timeout_ms, signal } = context;
  const env = { PATH: search_path, TMPDIR: dir, LC_ALL: 'C' };
  const result = await runTool({ file, args, cwd: dir, env, timeout_ms, signal });
  if (result.exit_code !== 0) throw buildFailed(what, result.exit_code, lastLines(result.stderr));
  return result.stdout.trim();
}

/** Runs the compiler; what it printed. @throws {HilbenchError} as {@link buildArchive} */
export function runCompiler(
  what: string,
  args: readonly string[],
  dir: string,
  context: ToolContext,
): Promise<string> {
  return run(what, context.toolchain.compiler, args, dir, context);
}

/** The path of a binutils program that belongs to the compiler. */
export async function binutil(name: string, dir: string, context: ToolContext): Promise<string> {
  const args = [`-print-prog-name=${name}`];
  const path = await runCompiler(`The compiler with ${args}`, args, dir, context);
  // The driver prints the bare name for a program that it does not have beside its own.
  return isAbsolute(path) ? path : join(dirname(context.toolchain.compiler), `arm-none-eabi-${name}`);
}

/** What a library is made of. Paths are relative to the package's folder. */
export interface ArchivePlan {
  readonly name: string;
  /** Those with other endings are only included. */
  readonly files: readonly string[];
  /** Of C and assembler, and of C++; folders to include from are among them. */
  readonly flags: { readonly c: readonly string[]; readonly cxx: readonly string[] };
  /** All that can be seen from outside: everything else is local, so archives never clash. */
  readonly symbols: readonly string[];
}

export interface ArchiveCommand {
  /** Begins "… failed". */
  readonly what: string;
  readonly tool: 'gcc' | 'objcopy' | 'ar';
  readonly args: readonly string[];
}

/** Where the library is in a package. */
export function archivePath(name: string): string {
  return `lib/lib${name}.a`;
}

/** The commands that compile every source and make one archive of one object. */
export function archiveCommands({ name, files, flags, symbols }: ArchivePlan): readonly ArchiveCommand[] {
  const sources = files.filter((path) => SOURCE.test(path));
  const objectOf = (source: string): string => `${source}.o`;
  const core = flags.c.filter((flag) => flag.startsWith('-m'));
  const [whole, only] = [`${CODE_DIR}/whole.o`, `${CODE_DIR}/${name}.o`];
  const keep = symbols.map((symbol) => `--keep-global-symbol=${symbol}`);
  return [
    ...sources.map((source) => ({
      what: `Compiling ${source}`,
      tool: 'gcc' as const,
      args: [...(source.endsWith('.cc') ? flags.cxx : flags.c), '-c', source, '-o', objectOf(source)],
    })),
    // Groups of C++ end here: one that another object has too would be dropped, and what is local in it with it.
    {
      what: 'Linking the library',
      tool: 'gcc',
      args: [
        ...core,
        '-r',
        '-nostdlib',
        '-Wl,--force-group-allocation',
        ...sources.map(objectOf),
        '-o',
        whole,
      ],
    },
    { what: 'objcopy', tool: 'objcopy', args: [...keep, '--remove-section=.comment', whole, only] },
    { what: 'ar', tool: 'ar', args: ['rcsD', archivePath(name), only] },
  ];
}

/**
 * Makes a library of files that lie as they do in the package.
 *
 * @param dir an empty folder to work in
 * @throws {HilbenchError} `PACKAGE_BUILD_FAILED`, `FIRMWARE_COMPILE_TIMEOUT`, `DISK_FULL` (kind `bench`)
 */
export async function buildArchive(
  files: readonly PackageFile[],
  plan: ArchivePlan,
  dir: string,
  context: ToolContext,
): Promise<Uint8Array> {
  const archive = join(dir, archivePath(plan.name));
  await writeFiles(files, dir);
  await mkdir(dirname(archive), { recursive: true });
  const programs = {
    gcc: context.toolchain.compiler,
    objcopy: await binutil('objcopy', dir, context),
    ar: await binutil('ar', dir, context),
  };
  for (const { what, tool, args } of archiveCommands(plan)) {
    await run(what, programs[tool], args, dir, context);
  }
  return readFile(archive);
}
