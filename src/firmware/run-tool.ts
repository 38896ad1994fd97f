import { execa } from 'execa';
import { throwIfAborted, withDeadline } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import { systemErrorCode } from '../support/system.ts';

export interface ToolRun {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
  /** Called with the process id once it runs. */
  readonly onStart?: (pid: number) => Promise<void>;
  /** What is thrown at the deadline; default `FIRMWARE_COMPILE_TIMEOUT`. */
  readonly onTimeout?: () => HilbenchError;
}

export interface ToolResult {
  /** Undefined when a signal ended it. */
  readonly exit_code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const MAX_OUTPUT_CHARS = 1_000_000;
const DETAIL_LINES = 40;

/** The end of what a tool printed, for the detail of an error. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-DETAIL_LINES).join('\n');
}

/** A compiler starts processes of its own; the group has them all. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

function cannotStart(file: string, cause: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_NO_COMPILER',
    message: `${file} cannot be started.`,
    hint: 'Check that the file is executable on this machine.',
    cause,
  });
}

/**
 * Runs a tool without a shell, with nothing of the environment but what is given, and waits for its end.
 * At the deadline and on cancellation its whole process group is killed.
 *
 * @throws {HilbenchError} `FIRMWARE_COMPILE_TIMEOUT`, `FIRMWARE_NO_COMPILER` when it cannot be started
 *   (kind `bench`), `CANCELLED`
 */
export async function runTool(run: ToolRun): Promise<ToolResult> {
  const timedOut = (): HilbenchError =>
    new HilbenchError({
      kind: 'bench',
      code: 'FIRMWARE_COMPILE_TIMEOUT',
      message: `${run.file} did not finish within ${run.timeout_ms / 1000} s.`,
      hint: 'Run it by hand to see what it waits for; a licence server or a network drive is a usual cause.',
      detail: [run.file, ...run.args].join(' '),
    });
  throwIfAborted(run.signal);
  const child = execa(run.file, run.args, {
    cwd: run.cwd,
    env: run.env,
    extendEnv: false,
    detached: true,
    reject: false,
    stdin: 'ignore',
    maxBuffer: MAX_OUTPUT_CHARS,
  });
  try {
    if (child.pid !== undefined) await run.onStart?.(child.pid);
    const result = await withDeadline(
      run.signal,
      run.timeout_ms,
      run.onTimeout ?? timedOut,
      async () => child,
    );
    if (child.pid === undefined) throw cannotStart(run.file, result);
    return { exit_code: result.exitCode, stdout: result.stdout, stderr: result.stderr };
  } catch (error) {
    if (child.pid !== undefined) killGroup(child.pid);
    await child; // gone before its folder is removed
    throw error;
  }
}
