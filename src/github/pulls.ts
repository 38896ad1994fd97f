import { z } from 'zod';
import { type PullRequest, type Repository, sameRepository, toPullRequest } from './context.ts';
import { pullRequestSchema } from './event.ts';
import { type RestClient, repoPath } from './rest.ts';

/** A pull request as it is now. */
export async function readPullRequest(
  client: RestClient,
  repository: Repository,
  number: number,
  signal: AbortSignal,
): Promise<PullRequest> {
  const path = repoPath(repository, 'pulls', number);
  const permission = 'pull-requests: read';
  return toPullRequest(await client.call('GET', path, pullRequestSchema, { signal, permission }));
}

/**
 * The open pull request whose head is this commit of this branch of this repository, or undefined: what a
 * workflow on `workflow_run` may comment on. Numbers inside artifacts are never asked.
 */
export async function findPullRequest(
  client: RestClient,
  repository: Repository,
  head: { readonly sha: string; readonly branch: string; readonly repo: Repository },
  signal: AbortSignal,
): Promise<PullRequest | undefined> {
  const pulls = await client.list(
    repoPath(repository, 'pulls'),
    z.array(pullRequestSchema).max(100),
    (page) => page,
    {
      signal,
      permission: 'pull-requests: read',
      query: { state: 'open', head: `${head.repo.owner}:${head.branch}` },
    },
  );
  return pulls
    .map(toPullRequest)
    .find((pull) => pull.head_sha === head.sha && sameRepository(pull.head_repo, head.repo));
}
