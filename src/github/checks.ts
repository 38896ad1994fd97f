import { z } from 'zod';
import type { Repository } from './context.ts';
import { githubError } from './errors.ts';
import { numberSchema, shaSchema } from './event.ts';
import { type RestClient, repoPath } from './rest.ts';

export interface CheckRequest {
  readonly name: string;
  readonly head_sha: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  /** One line of plain text. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

/** What GitHub accepts in a summary. */
const MAX_CHECK_SUMMARY = 65_535;

const checkSchema = z.object({
  id: numberSchema,
  name: z.string(),
  head_sha: shaSchema,
  html_url: z.url({ protocol: /^https?$/ }).nullable(),
});
const PERMISSION = 'checks: write';

/**
 * Says on a commit how the gate ended: one check per name, updated when there is one of this app already.
 *
 * @returns the address of the check, where GitHub gives one
 * @throws {HilbenchError} those of RestClient; `GITHUB_FORBIDDEN` without `checks: write`
 */
export async function writeCheck(
  client: RestClient,
  repository: Repository,
  request: CheckRequest,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (request.summary.length > MAX_CHECK_SUMMARY) {
    throw githubError(
      'GITHUB_COMMENT_TOO_LONG',
      `The summary of the check has ${request.summary.length} characters; ${MAX_CHECK_SUMMARY} fit.`,
      'Report this as a defect of hilbench: summaries are made to fit.',
    );
  }
  const options = { signal, permission: PERMISSION };
  const answer = {
    status: 'completed',
    conclusion: request.conclusion,
    output: { title: request.title, summary: request.summary },
  };
  const { check_runs } = await client.call(
    'GET',
    repoPath(repository, 'commits', request.head_sha, 'check-runs'),
    z.object({
      check_runs: z.array(checkSchema.extend({ app: z.object({ slug: z.string() }).nullable() })).max(100),
    }),
    { ...options, query: { check_name: request.name, per_page: 100 } },
  );
  // Only the app that made a check may change it.
  const mine = check_runs.find(
    (check) => check.name === request.name && check.app?.slug === 'github-actions',
  );
  const written =
    mine === undefined
      ? await client.call('POST', repoPath(repository, 'check-runs'), checkSchema, {
          ...options,
          body: { name: request.name, head_sha: request.head_sha, ...answer },
        })
      : await client.call('PATCH', repoPath(repository, 'check-runs', mine.id), checkSchema, {
          ...options,
          body: answer,
          idempotent: true,
        });
  return written.html_url ?? undefined;
}
