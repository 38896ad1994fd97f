import { delimiter, dirname, join } from 'node:path';
import { HilbenchError } from '../../support/errors.ts';
import { findProgram } from '../../support/find-program.ts';
import { runTool } from '../run-tool.ts';
import { findToolchain } from '../toolchain.ts';
import type { Toolchain } from '../types.ts';

/** What the SDK's Makefile is run with. */
export interface SdkTools {
  readonly make: string;
  readonly toolchain: Toolchain;
  /** Everything by which two installations of the compiler differ. */
  readonly identity: string;
  /** The value of PATH, the compiler's folder first. */
  readonly search_path: string;
}

export interface SdkToolSearch {
  readonly name: 'gcc' | 'arm';
  readonly search_path: string;
  readonly storeDir: string;
  readonly signal: AbortSignal;
}

const TOOL_TIMEOUT_MS = 30_000;
const ARM_TOOLS = ['armclang', 'armlink', 'armar', 'fromelf'];

function missing(message: string, hint: string): HilbenchError {
  return new HilbenchError({ kind: 'bench', code: 'FIRMWARE_NO_COMPILER', message, hint });
}

async function findArm(search: SdkToolSearch): Promise<Omit<SdkTools, 'make'>> {
  const found = ARM_TOOLS.map((name) => findProgram(name, { PATH: search.search_path }));
  const absent = ARM_TOOLS.filter((_, index) => found[index] === undefined);
  const [armclang] = found;
  if (armclang === undefined || absent.length > 0) {
    throw missing(
      `--toolchain arm needs Arm Compiler 6, and ${absent.join(', ')} ${absent.length === 1 ? 'is' : 'are'} not on PATH.`,
      'Install Arm Compiler for Embedded 6 and put its bin folder on PATH, or use --toolchain gcc.',
    );
  }
  const { stdout, exit_code } = await runTool({
    file: armclang,
    args: ['--version'],
    cwd: '/',
    env: { PATH: search.search_path, LC_ALL: 'C' },
    timeout_ms: TOOL_TIMEOUT_MS,
    signal: search.signal,
  });
  const version = /\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0];
  if (exit_code !== 0 || version === undefined) {
    throw missing(
      `${armclang} --version does not tell a version.`,
      'Check its licence: run it by hand, or use --toolchain gcc.',
    );
  }
  return { toolchain: { name: 'arm', version }, identity: stdout, search_path: search.search_path };
}

async function findGcc(search: SdkToolSearch): Promise<Omit<SdkTools, 'make'>> {
  const { version, compiler, identity } = await findToolchain({
    name: 'gcc',
    search_path: search.search_path,
    cacheDir: join(search.storeDir, 'toolchains'),
    timeout_ms: TOOL_TIMEOUT_MS,
    signal: search.signal,
  });
  return {
    toolchain: { name: 'gcc', version },
    identity,
    search_path: `${dirname(compiler)}${delimiter}${search.search_path}`,
  };
}

/** @throws {HilbenchError} `FIRMWARE_NO_COMPILER`, `FIRMWARE_NO_MAKE` (kind `bench`) */
export async function findSdkTools(search: SdkToolSearch): Promise<SdkTools> {
  const make = findProgram('make', { PATH: search.search_path });
  if (make === undefined) {
    throw new HilbenchError({
      kind: 'bench',
      code: 'FIRMWARE_NO_MAKE',
      message: 'make is not on PATH, and neuralSPOT is built with it.',
      hint: 'Install GNU make; on Debian and Ubuntu: apt-get install make',
    });
  }
  return { make, ...(search.name === 'arm' ? await findArm(search) : await findGcc(search)) };
}
