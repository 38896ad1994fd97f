import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { execa } from 'execa';
import { runProgram } from '../../src/cli/program.ts';
import { type RunResult, runResultSchema } from '../../src/result/schema.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
/** The command line, from its sources. */
export const MAIN = join(ROOT, 'src', 'cli', 'main.ts');

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

/** Collects what is written to it. */
class Collector extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** The same in this process, without its start: for what ends before any process is started. */
export async function hilbenchHere(args: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
  const stdout = new Collector();
  const stderr = new Collector();
  const env = { ...process.env, ...options.env };
  const status = await runProgram({ argv: args, env, cwd: options.cwd ?? ROOT, stdout, stderr });
  return { status, stdout: stdout.text, stderr: stderr.text };
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
