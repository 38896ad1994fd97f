import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { withDeadline } from '../../support/deadline.ts';
import type { HilbenchError } from '../../support/errors.ts';
import { systemErrorCode } from '../../support/system.ts';
import { cannotStart } from './errors.ts';

export interface ProcessRun {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeout_ms: number;
  readonly onTimeout: () => HilbenchError;
  readonly signal: AbortSignal;
}

export interface ToolOutcome {
  /** Undefined when a signal ended it. */
  readonly exit_code: number | undefined;
  /** The end of what it printed, on standard output. */
  readonly stdout: string;
  /** The end of what it printed, on both streams. */
  readonly output: string;
}

/** The end of what a tool prints is kept, however much there is. */
const MOST_BYTES = 200_000;
/** How long what a process left behind may keep the streams open. */
const CLOSE_TIMEOUT_MS = 2000;

/** The end of a stream. */
class Tail {
  #kept: Buffer[] = [];
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#kept.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > 2 * MOST_BYTES) this.#cut();
  }

  #cut(): void {
    const end = Buffer.concat(this.#kept).subarray(-MOST_BYTES);
    this.#kept = [end];
    this.#bytes = end.length;
  }

  toString(): string {
    this.#cut();
    return Buffer.concat(this.#kept).toString('utf8');
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Some systems do not permit to signal a group in which all have ended.
    const code = systemErrorCode(error);
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Waits until all of a stream was read. One that somebody outside of the group holds open is given up. */
async function drain(stream: Readable): Promise<void> {
  if (stream.closed) return;
  try {
    await once(stream, 'close', { signal: AbortSignal.timeout(CLOSE_TIMEOUT_MS) });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    stream.destroy();
  }
}

/**
 * Runs a program to its end. At that end, at the deadline and on cancellation its process group is killed: nothing
 * that it started stays.
 *
 * @throws {HilbenchError} `onTimeout()`, `HELIA_AOT_MISSING` when it cannot be started, `CANCELLED`
 */
export async function runProcess(run: ProcessRun): Promise<ToolOutcome> {
  const child = spawn(run.file, run.args, {
    cwd: run.cwd,
    env: run.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, output] = [new Tail(), new Tail()];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.add(chunk);
    output.add(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => output.add(chunk));
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | undefined>();
  child.once('error', (error) => reject(cannotStart(run.file, error)));
  child.once('exit', (code) => resolve(code ?? undefined));
  const { pid } = child;
  if (pid === undefined) return ended.then(() => Promise.reject(new Error('what did not start has ended')));
  let exit_code: number | undefined;
  try {
    exit_code = await withDeadline(run.signal, run.timeout_ms, run.onTimeout, () => ended);
  } finally {
    killGroup(pid);
    await ended; // gone before its folder is removed
    await Promise.all([drain(child.stdout), drain(child.stderr)]);
  }
  return { exit_code, stdout: stdout.toString(), output: output.toString() };
}
