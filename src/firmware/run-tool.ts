import { HilbenchError } from '../support/errors.ts';
import { type ProcessOutcome, type ProcessRun, runProcess } from '../support/process.ts';

export type ToolRun = Omit<ProcessRun, 'onTimeout' | 'onCannotStart'> & {
  /** What is thrown at the deadline; default `FIRMWARE_COMPILE_TIMEOUT`. */
  readonly onTimeout?: () => HilbenchError;
};

export type ToolResult = ProcessOutcome;

const DETAIL_LINES = 40;

/** The end of what a tool printed, for the detail of an error. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-DETAIL_LINES).join('\n');
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
  return runProcess({
    ...run,
    onTimeout: run.onTimeout ?? timedOut,
    onCannotStart: (cause) => cannotStart(run.file, cause),
  });
}
