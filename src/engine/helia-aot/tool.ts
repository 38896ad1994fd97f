import { basename, isAbsolute } from 'node:path';
import { execa } from 'execa';
import { throwIfAborted, withDeadline } from '../../support/deadline.ts';
import { systemErrorCode } from '../../support/system.ts';
import { cannotStart, noVersion, timedOut, toolMissing, tooOld } from './errors.ts';

/** How helia-aot is started: a program and the arguments before its own. */
export interface HeliaTool {
  readonly file: string;
  readonly args: readonly string[];
}

export interface ToolOutcome {
  /** Undefined when a signal ended it. */
  readonly exit_code: number | undefined;
  /** What it printed on both streams, as far as it is kept. */
  readonly output: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Invocation {
  readonly tool: HeliaTool;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly timeout_ms: number;
  /** Completes "helia-aot did not …". */
  readonly what: string;
  readonly signal: AbortSignal;
}

const LEAST_VERSION = [0, 5, 0] as const;
const MAX_OUTPUT_CHARS = 200_000;
/** What a Python tool needs of the environment, its package runner included; no secret is among them. */
const PASSED =
  /^(PATH|HOME|USERPROFILE|LOCALAPPDATA|APPDATA|SYSTEMROOT|TEMP|TMP|TMPDIR|LANG)$|^(UV_|XDG_|SSL_CERT_|https?_proxy$|HTTPS?_PROXY$|no_proxy$|NO_PROXY$)/;

/**
 * Finds the tool: what `HILBENCH_HELIA_AOT` names (a Python is asked for its module), else `helia-aot` on PATH,
 * else `uvx`, which fetches it.
 *
 * @param find the absolute path of a program on PATH
 * @throws {HilbenchError} `HELIA_AOT_MISSING` (kind `bench`)
 */
export function findTool(env: Environment, find: (name: string) => string | undefined): HeliaTool {
  const given = env.HILBENCH_HELIA_AOT;
  if (given !== undefined && given !== '') {
    const file = isAbsolute(given) ? given : (find(given) ?? given);
    return { file, args: /^python[0-9.]*(\.exe)?$/i.test(basename(file)) ? ['-m', 'helia_aot'] : [] };
  }
  const installed = find('helia-aot');
  if (installed !== undefined) return { file: installed, args: [] };
  const uvx = find('uvx');
  if (uvx === undefined) throw toolMissing();
  return { file: uvx, args: ['--from', 'helia-aot', 'helia-aot'] };
}

function environmentOf(env: Environment): Record<string, string> {
  const passed = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && PASSED.test(entry[0]),
  );
  return { ...Object.fromEntries(passed), PYTHONIOENCODING: 'utf-8', NO_COLOR: '1', COLUMNS: '200' };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

/**
 * Runs the tool once. At the deadline and on cancellation its process group is killed.
 *
 * @throws {HilbenchError} `HELIA_AOT_TIMEOUT`, `HELIA_AOT_MISSING` (kind `bench`), `CANCELLED`
 */
export async function runHelia(run: Invocation): Promise<ToolOutcome> {
  throwIfAborted(run.signal);
  const { file, args } = run.tool;
  const child = execa(file, [...args, ...run.args], {
    cwd: run.cwd,
    env: environmentOf(run.env),
    extendEnv: false,
    detached: true,
    reject: false,
    stdin: 'ignore',
    all: true,
    maxBuffer: MAX_OUTPUT_CHARS,
  });
  try {
    const result = await withDeadline(
      run.signal,
      run.timeout_ms,
      () => timedOut(run.what, run.timeout_ms),
      async () => child,
    );
    if (child.pid === undefined) throw cannotStart(file, result);
    return { exit_code: result.exitCode, output: result.all };
  } catch (error) {
    if (child.pid !== undefined) killGroup(child.pid);
    await child; // gone before its folder is removed
    throw error;
  }
}

/** The version in what `--version` printed; undefined where there is none. */
export function versionIn(output: string): string | undefined {
  return /\b\d{1,6}\.\d{1,6}(\.\d{1,6})?[0-9A-Za-z.+-]{0,24}/.exec(output)?.[0];
}

function isNewEnough(version: string): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, least] of LEAST_VERSION.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/**
 * Asks the tool for its version.
 *
 * @throws {HilbenchError} `HELIA_AOT_TOO_OLD`, `HELIA_AOT_NO_VERSION`, and those of {@link runHelia}
 */
export async function checkedVersion(run: Omit<Invocation, 'args' | 'what'>): Promise<string> {
  const { exit_code, output } = await runHelia({ ...run, args: ['version'], what: 'say its version' });
  const version = versionIn(output);
  if (exit_code !== 0 || version === undefined) throw noVersion(output);
  if (!isNewEnough(version)) throw tooOld(version);
  return version;
}
