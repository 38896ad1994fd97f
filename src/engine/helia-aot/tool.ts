import { basename, resolve } from 'node:path';
import { type ProcessOutcome, runProcess } from '../../support/process.ts';
import { cannotStart, noVersion, timedOut, toolMissing, tooOld } from './errors.ts';

/** How helia-aot is started: a program and the arguments before its own. */
export interface HeliaTool {
  readonly file: string;
  readonly args: readonly string[];
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
/** What a Python tool needs of the environment, its package runner with a private index or a proxy included. */
const PASSED =
  /^(PATH|HOME|USERPROFILE|LOCALAPPDATA|APPDATA|SYSTEMROOT|TEMP|TMP|TMPDIR|LANG)$|^(UV_(?!PUBLISH_)|XDG_|SSL_CERT_|https?_proxy$|HTTPS?_PROXY$|no_proxy$|NO_PROXY$)/;

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
    // It runs in another folder than the one that a path is relative to.
    const file = basename(given) === given ? (find(given) ?? given) : resolve(given);
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

/**
 * Runs the tool once.
 *
 * @throws {HilbenchError} `HELIA_AOT_TIMEOUT`, `HELIA_AOT_MISSING` (kind `bench`), `CANCELLED`
 */
export async function runHelia(run: Invocation): Promise<ProcessOutcome> {
  const { file, args } = run.tool;
  return runProcess({
    file,
    args: [...args, ...run.args],
    cwd: run.cwd,
    env: environmentOf(run.env),
    timeout_ms: run.timeout_ms,
    onTimeout: () => timedOut(run.what, run.timeout_ms),
    onCannotStart: (cause) => cannotStart(file, cause),
    signal: run.signal,
  });
}

/** The version in what `version` printed; undefined where there is none. */
export function versionIn(output: string): string | undefined {
  // Whatever else speaks on the way (a package runner, a warning) has version numbers too.
  const own = /\bversion\b[\s:]*([^\n]*)/i.exec(output)?.[1] ?? output;
  return /\b\d{1,6}\.\d{1,6}(\.\d{1,6})?[0-9A-Za-z.+-]{0,24}/.exec(own)?.[0];
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
  const { exit_code, stdout, output } = await runHelia({
    ...run,
    args: ['version'],
    what: 'say its version',
  });
  const version = versionIn(stdout);
  if (exit_code !== 0 || version === undefined) throw noVersion(output);
  if (!isNewEnough(version)) throw tooOld(version);
  return version;
}
