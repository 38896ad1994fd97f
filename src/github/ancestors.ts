import { z } from 'zod';
import type { Repository } from './context.ts';
import { shaSchema } from './event.ts';
import { type RestClient, repoPath } from './rest.ts';

const READ = 'contents: read';
const compareSchema = z.object({ merge_base_commit: z.object({ sha: shaSchema }) });
const commitSchema = z.object({ sha: shaSchema, parents: z.array(z.object({ sha: shaSchema })) });

/** Where the search for a baseline begins. */
export type Start =
  /** A pull request: where head left base. `base` is a sha or the name of a branch or tag. */
  | { readonly kind: 'merge-base'; readonly base: string; readonly head: string }
  /** A push: what the branch was before this commit. */
  | { readonly kind: 'first-parent'; readonly head: string };

/** Where `head` left `base`, by the compare API: right also when the clone is shallow. */
export async function readMergeBase(
  client: RestClient,
  repository: Repository,
  { base, head }: { readonly base: string; readonly head: string },
  signal: AbortSignal,
): Promise<string> {
  const path = repoPath(repository, 'compare', `${base}...${head}`);
  const answer = await client.call('GET', path, compareSchema, {
    signal,
    permission: READ,
    query: { per_page: 1 },
  });
  return answer.merge_base_commit.sha;
}

/**
 * The start and its first parents, nearest first.
 *
 * @param count at most so many commits; fewer where the history begins
 */
export async function readAncestors(
  client: RestClient,
  repository: Repository,
  start: Start,
  count: number,
  signal: AbortSignal,
): Promise<string[]> {
  const options = { signal, permission: READ };
  const from =
    start.kind === 'first-parent' ? start.head : await readMergeBase(client, repository, start, signal);
  const wanted = start.kind === 'first-parent' ? count + 1 : count;
  // One page of the log holds the first parents, unless side branches fill it; those are asked for singly.
  const log = await client.call('GET', repoPath(repository, 'commits'), z.array(commitSchema).max(100), {
    ...options,
    query: { sha: from, per_page: 100 },
  });
  const known = new Map(log.map((commit) => [commit.sha, commit]));
  const line: string[] = [];
  for (let sha: string | undefined = from; sha !== undefined && line.length < wanted; ) {
    line.push(sha);
    const commit: z.infer<typeof commitSchema> =
      known.get(sha) ??
      (await client.call('GET', repoPath(repository, 'commits', sha), commitSchema, options));
    sha = commit.parents[0]?.sha;
  }
  return start.kind === 'first-parent' ? line.slice(1) : line;
}
