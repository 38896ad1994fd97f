import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { lastLines, runTool } from '../firmware/run-tool.ts';
import type { InstalledToolchain } from '../firmware/toolchain.ts';
import { fileError } from '../support/files.ts';
import { buildFailed } from './errors.ts';
import type { PackageFile } from './types.ts';

/** Tools that run in one folder, with nothing of the environment. */
export interface ToolContext {
  readonly toolchain: InstalledToolchain;
  readonly search_path: string;
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
}

const SOURCE = /\.[cS]$/;
const WHOLE = 'whole.o';

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

/** The path of a binutils program that belongs to the compiler. */
async function binutil(name: string, dir: string, context: ToolContext): Promise<string> {
  const { compiler } = context.toolchain;
  const path = await run(
    `${compiler} -print-prog-name`,
    compiler,
    [`-print-prog-name=${name}`],
    dir,
    context,
  );
  // The driver prints the bare name for a program that it does not have beside its own.
  return isAbsolute(path) ? path : join(dirname(compiler), `arm-none-eabi-${name}`);
}

/**
 * Compiles every source of `files` and makes one archive of one object, in which only `symbols` can be seen
 * from outside: everything else is local, so archives never clash.
 *
 * @param dir an empty folder to work in
 * @throws {HilbenchError} `PACKAGE_BUILD_FAILED`, `FIRMWARE_COMPILE_TIMEOUT`, `DISK_FULL` (kind `bench`)
 */
export async function buildArchive(
  files: readonly PackageFile[],
  flags: readonly string[],
  symbols: readonly string[],
  name: string,
  dir: string,
  context: ToolContext,
): Promise<Uint8Array> {
  const { compiler } = context.toolchain;
  await writeFiles(files, dir);
  const objects: string[] = [];
  for (const { path } of files) {
    if (!SOURCE.test(path)) continue;
    const object = `${path}.o`;
    await run(`Compiling ${path}`, compiler, [...flags, '-I.', '-c', path, '-o', object], dir, context);
    objects.push(object);
  }
  const core = flags.filter((flag) => flag.startsWith('-m'));
  await run(
    'Linking the library',
    compiler,
    [...core, '-r', '-nostdlib', ...objects, '-o', WHOLE],
    dir,
    context,
  );
  const keep = symbols.map((symbol) => `--keep-global-symbol=${symbol}`);
  const objcopy = await binutil('objcopy', dir, context);
  await run('objcopy', objcopy, [...keep, '--remove-section=.comment', WHOLE, `${name}.o`], dir, context);
  const archive = `lib${name}.a`;
  await run('ar', await binutil('ar', dir, context), ['rcsD', archive, `${name}.o`], dir, context);
  return readFile(join(dir, archive));
}
