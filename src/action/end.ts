import type { ActionLog } from '../github/log.ts';
import { HilbenchError } from '../support/errors.ts';

/** Exit status of a defect of hilbench itself. */
const EXIT_DEFECT = 70;

/** The part of @actions/core that ends a step. */
export interface StepEnd {
  setFailed(message: string): void;
}

/** Runs an action to its exit status, says in the job's log why it failed, and ends the process. */
export async function endAction(
  core: StepEnd,
  log: ActionLog,
  release: () => void,
  action: () => Promise<number>,
): Promise<never> {
  try {
    const status = await action();
    if (status !== 0)
      core.setFailed(
        status === 1 ? 'The gate failed: see the summary.' : 'A job could not run: see the summary.',
      );
    process.exitCode = status;
  } catch (error) {
    if (error instanceof HilbenchError) {
      if (error.detail !== undefined) log.untrusted(error.detail);
      core.setFailed(`${error.message} [${error.code}]\n${error.hint}`);
      process.exitCode = error.exitStatus;
    } else {
      core.setFailed(
        `This is a defect of hilbench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      process.exitCode = EXIT_DEFECT;
    }
  } finally {
    release();
  }
  // A call of a client package that was left behind, at a deadline or when the job was cancelled, would keep
  // the process alive.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  process.exit();
}
