import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type RunResult, runResultSchema } from '../../src/result/schema.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'src', 'cli', 'main.ts');

export interface CliOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** Starts the command line as a user does. The promise never rejects for an exit status. */
export function startCli(args: readonly string[], options: CliOptions = {}) {
  return execa(process.execPath, [MAIN, ...args], {
    reject: false,
    stdin: 'ignore',
    cwd: options.cwd ?? ROOT,
    env: { NO_COLOR: '1', ...options.env },
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
}

/** Runs the command line to its end. */
export async function hilbench(args: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
  const done = await startCli(args, options);
  return { status: done.exitCode ?? -1, stdout: done.stdout, stderr: done.stderr };
}

/** The result on stdout of `--json`, checked; a failed run shows what it said instead. */
export function resultOf(outcome: CliOutcome): RunResult {
  if (outcome.status > 1)
    throw new Error(`exit status ${outcome.status}\n${outcome.stderr}\n${outcome.stdout}`);
  return runResultSchema.parse(JSON.parse(outcome.stdout));
}

/** A folder that is gone at the end of `await using` or `using`. */
export function tempFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'hilbench-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
