import { code, prose } from '../report/markdown/escape.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Job } from './jobs.ts';

/** The comment must have room for the results too. */
const MOST_SHOWN = 20;

/** A job that ended in an error: there is no result to judge. */
export interface Failure {
  readonly job: Job;
  readonly error: HilbenchError;
}

/** What could not run, for the comment and the summary; empty when all did. */
export function failuresMarkdown(failures: readonly Failure[]): string {
  if (failures.length === 0) return '';
  const shown = failures.slice(0, MOST_SHOWN);
  const lines = shown.map(
    ({ job, error }) =>
      `- ${code(job.name)} on ${code(job.platform)}: ${prose(error.message, 500)} (${code(error.code)}) ${prose(error.hint, 300)}`,
  );
  const more = failures.length - shown.length;
  return `❌ **Could not run:**\n\n${lines.join('\n')}\n${more > 0 ? `- and ${more} more\n` : ''}\n`;
}

/** Errors that no other job would escape: the run is over. */
export function endsEverything(error: unknown): boolean {
  return !(error instanceof HilbenchError) || error.kind === 'cancelled';
}
