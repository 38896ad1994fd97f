import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HilbenchError } from '../support/errors.ts';
import { howEnded } from '../support/process.ts';
import { unlessAbsent } from '../support/system.ts';
import { lastLines, runTool } from './run-tool.ts';
import type { CompileUnit } from './sources.ts';
import type { InstalledToolchain } from './toolchain.ts';

/** What every tool run of one build shares. */
export interface BuildContext {
  readonly toolchain: InstalledToolchain;
  /** Holds all sources; tools run there, and their own temporary files go there. */
  readonly buildDir: string;
  readonly search_path: string;
  readonly timeout_ms: number;
}

/**
 * Nothing else of the environment: variables such as CPATH or GCC_EXEC_PREFIX would change the image
 * behind the back of its hash.
 */
function environment(context: BuildContext): Record<string, string> {
  return { PATH: context.search_path, TMPDIR: context.buildDir, LC_ALL: 'C' };
}

/** The object of one unit, in `dir/unit.o`. Throws `FIRMWARE_COMPILE_FAILED` (kind `bench`). */
export async function compileUnit(
  unit: CompileUnit,
  flags: readonly string[],
  dir: string,
  context: BuildContext,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  const object = join(dir, 'unit.o');
  const includes = unit.include_dirs.map((include) => `-I${include}`);
  const { include_dirs = [], defines = [] } = unit.external ?? {};
  const external = [
    ...defines.map((define) => `-D${define}`),
    ...include_dirs.flatMap((include) => ['-isystem', include]),
  ];
  const { compiler } = context.toolchain;
  const result = await runTool({
    file: compiler,
    args: [...flags, ...includes, ...external, '-c', unit.path, '-o', object],
    cwd: context.buildDir,
    env: environment(context),
    timeout_ms: context.timeout_ms,
    signal,
  });
  if (result.exit_code !== 0) {
    refuseMissingCxx(result.stderr);
    throw new HilbenchError({
      kind: 'bench',
      code: 'FIRMWARE_COMPILE_FAILED',
      message: `Compiling ${unit.path} failed: the compiler ${howEnded(result.exit_code)}.`,
      hint: "Read the compiler's messages in the detail; if the source is one of hilbench, report them.",
      detail: lastLines(result.stderr),
    });
  }
  if (!(await isFilled(object))) throw wroteNothing(compiler, `an object for ${unit.path}`);
}

/** Debian has the compiler for C++ and its headers in two packages. Standard headers have no ending. */
function refuseMissingCxx(stderr: string): void {
  const header = /fatal error: ([a-z_]+): No such file or directory/.exec(stderr)?.[1];
  const no_compiler = /cannot execute .*cc1plus/.test(stderr);
  if (header === undefined && !no_compiler) return;
  throw new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_NO_CXX',
    message: no_compiler
      ? 'The compiler cannot compile C++, which the engine needs.'
      : `The compiler has no C++ library, which the engine needs: the header <${header}> is missing.`,
    hint: 'Install the C++ library for Arm; on Debian and Ubuntu: apt-get install libstdc++-arm-none-eabi-newlib',
    detail: lastLines(stderr),
  });
}

async function isFilled(file: string): Promise<boolean> {
  return ((await unlessAbsent(readFile(file)))?.length ?? 0) > 0;
}

function wroteNothing(compiler: string, what: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_COMPILE_FAILED',
    message: `${compiler} reported success and did not write ${what}.`,
    hint: 'Check the compiler and the wrappers around it (ccache, distcc) on PATH; `hilbench doctor` tries it.',
  });
}

const MEMORY_TITLES: Record<string, string> = {
  CODE: 'the code memory (CODE)',
  RAM: 'the memory for the data and stack of the firmware (RAM)',
};

function linkFailed(exit_code: number | undefined, stderr: string): HilbenchError {
  const overflow = /region [`'](\w+)' overflowed by (\d+) bytes/.exec(stderr);
  if (overflow !== null) {
    const memory = overflow[1] ?? '';
    return new HilbenchError({
      kind: 'input',
      code: 'FIRMWARE_TOO_LARGE',
      message: `The image is ${overflow[2]} bytes too large for ${MEMORY_TITLES[memory] ?? memory} of this platform.`,
      hint: 'Use a platform with a larger memory, or a model with fewer layers.',
      detail: lastLines(stderr),
    });
  }
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_LINK_FAILED',
    message: `Linking the image failed: the linker ${howEnded(exit_code)}.`,
    hint: "Read the linker's messages in the detail; an incomplete newlib installation is a usual cause.",
    detail: lastLines(stderr),
  });
}

/**
 * Links `objects` into `elf` with the port's `image.ld`.
 *
 * @throws {HilbenchError} `FIRMWARE_TOO_LARGE` (kind `input`), `FIRMWARE_LINK_FAILED`,
 *   `FIRMWARE_COMPILE_FAILED` (kind `bench`)
 */
export async function linkImage(
  link: {
    readonly objects: readonly string[];
    readonly flags: readonly string[];
    /** Static libraries of others, which may need one another. */
    readonly archives: readonly string[];
    readonly linker_dirs: readonly string[];
    readonly elf: string;
  },
  context: BuildContext,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { compiler } = context.toolchain;
  const archives =
    link.archives.length === 0 ? [] : ['-Wl,--start-group', ...link.archives, '-Wl,--end-group'];
  const folders = link.linker_dirs.map((dir) => `-L${dir}`);
  const result = await runTool({
    file: compiler,
    args: [...link.flags, ...link.objects, ...archives, '-lm', ...folders, '-T', 'image.ld', '-o', link.elf],
    cwd: context.buildDir,
    env: environment(context),
    timeout_ms: context.timeout_ms,
    signal,
  });
  if (result.exit_code !== 0) throw linkFailed(result.exit_code, result.stderr);
  if (!(await isFilled(link.elf))) throw wroteNothing(compiler, 'an image');
  return readFile(link.elf);
}
