import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { HilbenchError } from '../support/errors.ts';
import { howEnded } from '../support/process.ts';
import { unlessAbsent } from '../support/system.ts';
import { recall, remember } from './remembered.ts';
import { lastLines, runTool } from './run-tool.ts';
import { sha256 } from './store.ts';
import { storeError } from './store-errors.ts';
import type { Toolchain } from './types.ts';

/** A compiler that was found and has said what it is. */
export interface InstalledToolchain extends Toolchain {
  /** Absolute path of the compiler driver, which assembles and links too. */
  readonly compiler: string;
  /** Everything by which two installations differ: what the driver says of itself, and its C library. */
  readonly identity: string;
}

/** Where and how to look for a compiler. */
export interface ToolchainSearch {
  readonly name: 'gcc' | 'arm';
  /** The driver to use instead of looking for one; the value of `PATH` to look in otherwise. */
  readonly compiler?: string | undefined;
  readonly search_path: string;
  /** Where versions are remembered, so that no process starts for an unchanged compiler. */
  readonly cacheDir: string;
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
}

const GCC = 'arm-none-eabi-gcc';
const C_LIBRARY = 'libc_nano.a';
const DEBIAN_INSTALL = 'apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi';

function noCompiler(message: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_NO_COMPILER',
    message,
    hint: `Install Arm's bare-metal GCC and put it on PATH; on Debian and Ubuntu: ${DEBIAN_INSTALL}`,
  });
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function locate(search: ToolchainSearch): Promise<string> {
  if (search.compiler !== undefined) {
    const given = resolve(search.compiler);
    if (await isExecutable(given)) return given;
    throw noCompiler(`The compiler ${given} does not exist or is not executable.`);
  }
  for (const folder of search.search_path.split(delimiter)) {
    if (!isAbsolute(folder)) continue; // an entry such as '.' would run whatever lies in the working directory
    const candidate = join(folder, GCC);
    if (await isExecutable(candidate)) return candidate;
  }
  throw noCompiler(`${GCC} is not on PATH.`);
}

/** What a toolchain has said of itself, valid while neither of its files changes. */
const rememberedSchema = z.object({ identity: z.string(), library: z.string(), library_stamp: z.string() });
type Remembered = z.infer<typeof rememberedSchema>;

/** Changes whenever the file is replaced; empty when there is none. */
async function stamp(file: string): Promise<string> {
  const found = await unlessAbsent(stat(file));
  return found === undefined ? '' : `${found.mtimeMs} ${found.size}`;
}

/** What was remembered, while it holds. */
async function stillTrue(file: string): Promise<Remembered | undefined> {
  const record = await recall(file, rememberedSchema);
  if (record === undefined) return undefined;
  return (await stamp(record.library)) === record.library_stamp ? record : undefined;
}

async function ask(compiler: string, question: string, search: ToolchainSearch): Promise<string> {
  const result = await runTool({
    file: compiler,
    args: [question],
    cwd: '/',
    env: { PATH: search.search_path, LC_ALL: 'C' },
    timeout_ms: search.timeout_ms,
    signal: search.signal,
  });
  const answer = result.stdout.split('\n', 1)[0]?.trim() ?? '';
  if (result.exit_code === 0 && answer !== '') return answer;
  throw new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_NO_COMPILER',
    message: `${compiler} does not answer ${question}: it ${howEnded(result.exit_code)}.`,
    hint: `Reinstall the compiler; on Debian and Ubuntu: ${DEBIAN_INSTALL}`,
    detail: lastLines(result.stderr),
  });
}

/** The driver prints the bare name for a library that it does not have. */
async function identify(compiler: string, search: ToolchainSearch): Promise<Remembered> {
  const driver = await ask(compiler, '--version', search);
  const library = await ask(compiler, `-print-file-name=${C_LIBRARY}`, search);
  if (!isAbsolute(library))
    throw noCompiler(`${compiler} has no C library: ${C_LIBRARY} (newlib-nano) is missing.`);
  const identity = `${driver}\n${C_LIBRARY} ${sha256(await readFile(library))}`;
  return { identity, library, library_stamp: await stamp(library) };
}

/** `arm-none-eabi-gcc (15:12.2.rel1-1) 12.2.1 20221205` → `12.2.1 20221205`. */
function versionOf(identity: string): string {
  const [driver = identity] = identity.split('\n', 1);
  return /\d+\.\d+(\.\d+)?( \d{8})?\s*$/.exec(driver)?.[0].trim() ?? driver;
}

/**
 * Finds the compiler for `--toolchain` and its version.
 *
 * @throws {HilbenchError} `FIRMWARE_NO_COMPILER` (kind `bench`); `FIRMWARE_TOOLCHAIN_UNSUPPORTED` (kind
 *   `input`) for `arm`, whose linker does not read the linker scripts of the ports there are
 */
export async function findToolchain(search: ToolchainSearch): Promise<InstalledToolchain> {
  if (search.name === 'arm') {
    throw new HilbenchError({
      kind: 'input',
      code: 'FIRMWARE_TOOLCHAIN_UNSUPPORTED',
      message:
        '--toolchain arm (armclang) cannot build for the emulated boards: their linker scripts are for GNU ld.',
      hint: 'Use --toolchain gcc.',
    });
  }
  const compiler = await locate(search);
  const { mtimeMs, size } = await stat(compiler);
  const file = join(search.cacheDir, `${sha256(JSON.stringify([compiler, mtimeMs, size]))}.json`);
  try {
    let record = await stillTrue(file);
    if (record === undefined) {
      record = await identify(compiler, search);
      await remember(file, record);
    }
    return { name: 'gcc', version: versionOf(record.identity), compiler, identity: record.identity };
  } catch (error) {
    throw storeError(error, search.cacheDir);
  }
}
