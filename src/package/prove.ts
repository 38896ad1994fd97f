import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { noQemu } from '../bench/probe/errors.ts';
import { lastLines, runTool, type ToolResult } from '../firmware/run-tool.ts';
import { fileError } from '../support/files.ts';
import { findProgram } from '../support/find-program.ts';
import { howEnded } from '../support/process.ts';
import { binutil, type ToolContext, writeFiles } from './archive.ts';
import { buildFailed, proofFailed, proofTimeout } from './errors.ts';
import type { Manifest } from './manifest.ts';
import type { PackageFile } from './types.ts';

const QEMU = 'qemu-system-arm';
/** Of the compiler and its tools, in the commands of a manifest. */
export const TOOL_PREFIX = 'arm-none-eabi-';
const NOT_RUN = 'not run: the licence of the runtime allows it on hardware of Ambiq only';

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

/** A library that is to be shown to work. */
export interface Proof {
  readonly files: readonly PackageFile[];
  readonly example: NonNullable<Manifest['example']>;
  /** Commands that make the library anew; then the example is built and run once more. */
  readonly library?: Manifest['library'];
  /** Whether the example may be run in an emulator. */
  readonly run: boolean;
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
export async function proveLibrary(proof: Proof, context: ToolContext): Promise<string> {
  const { files, example, library } = proof;
  const env = { PATH: context.search_path };
  const qemu = proof.run ? findProgram(QEMU, env) : undefined;
  if (proof.run && qemu === undefined) throw noQemu(undefined);
  const make = findProgram('make', env);
  const { compiler } = context.toolchain;
  const programs = [compiler, qemu, make].filter((program) => program !== undefined);
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
    const tools: Record<string, string> = { gcc: compiler };
    if (library !== undefined) {
      for (const name of ['objcopy', 'ar']) tools[name] = await binutil(name, dir, context);
    }
    const byCommands = async (commands: readonly (readonly string[])[]): Promise<void> => {
      for (const [name = '', ...args] of commands) {
        const program = tools[name.replace(TOOL_PREFIX, '')];
        if (program === undefined) throw new Error(`a command of the manifest calls ${name}`);
        check(await run(program, args));
      }
    };
    const { objcopy, ar } = tools;
    const variables = [
      `CC=${compiler}`,
      ...(qemu === undefined ? [] : [`QEMU=${qemu}`]),
      ...(objcopy === undefined ? [] : [`OBJCOPY=${objcopy}`]),
      ...(ar === undefined ? [] : [`AR=${ar}`]),
    ];
    const target = async (name: string, commands: readonly (readonly string[])[]): Promise<void> => {
      if (make === undefined) await byCommands(commands);
      else check(await run(make, [name, ...variables]));
    };
    const runExample = async (): Promise<void> => {
      await target('all', example.build);
      if (qemu === undefined) return;
      const result = make === undefined ? run(qemu, example.run.slice(1)) : run(make, ['run', ...variables]);
      checkRun(await result, example.pass_line);
    };
    await runExample();
    if (library !== undefined) {
      await target('library', library.build);
      await runExample();
    }
    const by = make === undefined ? 'the commands of its manifest' : 'make';
    return `built by ${by} in a copy of the folder alone, and ${proof.run ? 'run in QEMU' : NOT_RUN}`;
  });
}

function check(result: ToolResult): void {
  if (result.exit_code === 0) return;
  throw buildFailed('Building the example of the library', result.exit_code, lastLines(result.stderr));
}

function checkRun(result: ToolResult, pass_line: string): void {
  const said = lastLines(`${result.stdout}\n${result.stderr}`.trim());
  if (result.exit_code !== 0) {
    throw proofFailed(howEnded(result.exit_code), said);
  }
  if (!result.stdout.split(/\r?\n/).includes(pass_line)) {
    throw proofFailed(`${howEnded(result.exit_code)} and did not print "${pass_line}"`, said);
  }
}
