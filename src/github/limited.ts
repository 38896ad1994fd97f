import { withDeadline } from '../support/deadline.ts';
import type { HilbenchError } from '../support/errors.ts';
import { githubError } from './errors.ts';

/**
 * A call of a client package, which cannot be stopped: when the time is up, or the run is cancelled, it is
 * left behind and the job goes on.
 *
 * @param what begins the sentence "… was not done within"
 * @throws {HilbenchError} `GITHUB_TIMEOUT`, `CANCELLED`
 */
export function limited<T>(
  what: string,
  timeout_ms: number,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const late = (): HilbenchError =>
    githubError(
      'GITHUB_TIMEOUT',
      `${what} was not done within ${timeout_ms} ms.`,
      'Check the network of the runner, and run the job again.',
    );
  return withDeadline(signal, timeout_ms, late, work);
}
