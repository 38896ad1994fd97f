import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { throwIfAborted, withDeadline } from './deadline.ts';
import type { HilbenchError } from './errors.ts';
import { killGroup } from './system.ts';

export interface ProcessRun {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeout_ms: number;
  readonly onTimeout: () => HilbenchError;
  readonly onCannotStart: (cause: unknown) => HilbenchError;
  /** Called with the process id once it runs. */
  readonly onStart?: (pid: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** How a process ended. Of what it printed the end is kept, however much there was. */
export interface ProcessOutcome {
  /** Undefined when a signal ended it. */
  readonly exit_code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

/** Completes "The tool …". @param exit_code undefined when a signal ended it */
export function howEnded(exit_code: number | undefined): string {
  return exit_code === undefined ? 'was ended by a signal' : `ended with exit status ${exit_code}`;
}

const MOST_BYTES = 1_000_000;
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
 * Runs a program, without a shell, to its end. At that end, at the deadline and on cancellation its process group is killed: nothing
 * that it started stays.
 *
 * @throws {HilbenchError} `onTimeout()`, `onCannotStart()`, `CANCELLED`
 */
export async function runProcess(run: ProcessRun): Promise<ProcessOutcome> {
  throwIfAborted(run.signal);
  const child = spawn(run.file, run.args, {
    cwd: run.cwd,
    env: run.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, output] = [new Tail(), new Tail(), new Tail()];
  const keep = (stream: Readable, tail: Tail): void => {
    stream.on('data', (chunk: Buffer) => {
      tail.add(chunk);
      output.add(chunk);
    });
  };
  keep(child.stdout, stdout);
  keep(child.stderr, stderr);
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | undefined>();
  child.once('error', (error) => reject(run.onCannotStart(error)));
  child.once('exit', (code) => resolve(code ?? undefined));
  const { pid } = child;
  if (pid === undefined) return ended.then(() => Promise.reject(new Error('what did not start has ended')));
  let exit_code: number | undefined;
  try {
    await run.onStart?.(pid);
    exit_code = await withDeadline(run.signal, run.timeout_ms, run.onTimeout, () => ended);
  } finally {
    killGroup(pid);
    await ended; // gone before its folder is removed
    await Promise.all([drain(child.stdout), drain(child.stderr)]);
  }
  return {
    exit_code,
    stdout: stdout.toString(),
    stderr: stderr.toString(),
    output: output.toString(),
  };
}
