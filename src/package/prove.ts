import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { noQemu } from '../bench/probe/errors.ts';
import { lastLines, runTool, type ToolResult } from '../firmware/run-tool.ts';
import { fileError } from '../support/files.ts';
import { findProgram } from '../support/find-program.ts';
import { type ToolContext, writeFiles } from './archive.ts';
import { buildFailed, proofFailed, proofTimeout } from './errors.ts';
import type { Manifest } from './manifest.ts';
import type { PackageFile } from './types.ts';

const QEMU = 'qemu-system-arm';

/** A folder that is gone when the work is done or has failed. */
export async function inTemporaryFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  let dir: string;
  try {
    dir = await mkdtemp(join(tmpdir(), 'hilbench-package-'));
  } catch (cause) {
    throw fileError(cause, 'make a folder in', tmpdir());
  }
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Builds the example of a library from a copy of its folder, in a new folder, with only the compiler, make and
 * the emulator on the path, and runs it. With make where there is one, else by the commands of the manifest,
 * which are the same.
 *
 * @returns how it was done, for the result
 * @throws {HilbenchError} `PACKAGE_BUILD_FAILED`, `PACKAGE_PROOF_FAILED`, `PACKAGE_PROOF_TIMEOUT`,
 *   `PROBE_NO_QEMU` (kind `bench`)
 */
export async function proveLibrary(
  files: readonly PackageFile[],
  example: NonNullable<Manifest['example']>,
  context: ToolContext,
): Promise<string> {
  const env = { PATH: context.search_path };
  const qemu = findProgram(QEMU, env);
  if (qemu === undefined) throw noQemu(undefined);
  const make = findProgram('make', env);
  const { compiler } = context.toolchain;
  const programs = [compiler, qemu, ...(make === undefined ? [] : [make])];
  return inTemporaryFolder(async (dir) => {
    await writeFiles(files, dir);
    const run = (file: string, args: readonly string[]): Promise<ToolResult> =>
      runTool({
        file,
        args,
        cwd: dir,
        env: { PATH: [...new Set(programs.map(dirname))].join(delimiter), TMPDIR: dir, LC_ALL: 'C' },
        timeout_ms: context.timeout_ms,
        signal: context.signal,
        onTimeout: () => proofTimeout(file, context.timeout_ms),
      });
    if (make === undefined) {
      for (const [, ...args] of example.build) check(await run(compiler, args));
      checkRun(await run(qemu, example.run.slice(1)), example.pass_line);
      return 'built by the commands of its manifest in a copy of the folder alone, and run in QEMU';
    }
    check(await run(make, ['all', `CC=${compiler}`]));
    checkRun(await run(make, ['run', `CC=${compiler}`, `QEMU=${qemu}`]), example.pass_line);
    return 'built by make in a copy of the folder alone, and run in QEMU';
  });
}

function check(result: ToolResult): void {
  if (result.exit_code === 0) return;
  throw buildFailed('Building the example of the library', result.exit_code, lastLines(result.stderr));
}

function checkRun(result: ToolResult, pass_line: string): void {
  const said = lastLines(`${result.stdout}\n${result.stderr}`.trim());
  if (result.exit_code !== 0) {
    throw proofFailed(`ended with exit status ${result.exit_code ?? 'none (it was killed)'}`, said);
  }
  if (!result.stdout.split(/\r?\n/).includes(pass_line)) {
    throw proofFailed(`ended with status 0 and did not print "${pass_line}"`, said);
  }
}
