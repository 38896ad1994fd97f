import type { Writable } from 'node:stream';
import { HilbenchError } from '../support/errors.ts';
import { errorText } from './errors.ts';

/**
 * Keeps a run going when nobody reads on what it prints (`| head -1`), and when printing fails: the result
 * is in its folder. Without a listener, either would end the process with the status of a failed model.
 *
 * @returns the failure of stdout so far, for the exit status; a reader that has gone is none
 */
export function guardStreams(stdout: Writable, stderr: Writable): () => HilbenchError | undefined {
  let failure: HilbenchError | undefined;
  stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE' || failure !== undefined) return;
    failure = new HilbenchError({
      kind: 'bench',
      code: 'OUTPUT_FAILED',
      message: `Cannot write to stdout: ${cause.message}`,
      hint: 'Free some space where stdout goes, or read results.json in the output folder.',
      cause,
    });
    stderr.write(errorText(failure));
  });
  // There is nowhere left to tell.
  stderr.on('error', () => {});
  return () => failure;
}
