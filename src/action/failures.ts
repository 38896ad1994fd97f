import { code, prose } from '../report/markdown/escape.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Job } from './jobs.ts';

const MOST_SHOWN = 20;
/** The comment must have room for the results too. */
export const MAX_FAILURES_TEXT = 16_000;
/** For the title and for how many are left out. */
const ROOM_FOR_FRAME = 100;

/** A job that ended in an error: there is no result to judge. */
export interface Failure {
  readonly job: Job;
  readonly error: HilbenchError;
}

/** What could not run, for the comment and the summary; empty when all did. At most `MAX_FAILURES_TEXT` characters. */
export function failuresMarkdown(failures: readonly Failure[]): string {
  if (failures.length === 0) return '';
  const lines: string[] = [];
  let characters = 0;
  for (const { job, error } of failures.slice(0, MOST_SHOWN)) {
    const text = `- ${code(job.name)} on ${code(job.platform)}: ${prose(error.message, 500)} (${code(error.code)}) ${prose(error.hint, 300)}`;
    characters += text.length + 1;
    if (characters > MAX_FAILURES_TEXT - ROOM_FOR_FRAME) break;
    lines.push(text);
  }
  const more = failures.length - lines.length;
  if (more > 0) lines.push(`- and ${more} more: see the log`);
  return `❌ **Could not run:**\n\n${lines.join('\n')}\n\n`;
}

/** Errors that no other job would escape: the run is over. */
export function endsEverything(error: unknown): boolean {
  return !(error instanceof HilbenchError) || error.kind === 'cancelled';
}
