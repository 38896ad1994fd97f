import type { GithubContext } from './context.ts';
import { githubError } from './errors.ts';

/**
 * Refuses to let a stranger's code near the bench.
 *
 * Measuring a model builds and runs what the pull request holds. On a machine of the owner that is an open
 * door; on a hosted runner it is not, for that machine is thrown away.
 *
 * @param allow the owner said that strangers may use this bench
 * @throws {HilbenchError} `GITHUB_FORK_REFUSED` (kind `input`)
 */
export function refuseForks(
  context: Pick<GithubContext, 'fork' | 'self_hosted' | 'event' | 'pull_request' | 'triggering_run'>,
  allow: boolean,
): void {
  if (!context.fork || !context.self_hosted || allow) return;
  const head = context.pull_request?.head_repo ?? context.triggering_run?.head_repo;
  const from = head === undefined ? 'a repository that no longer exists' : `${head.owner}/${head.name}`;
  throw githubError(
    'GITHUB_FORK_REFUSED',
    `The code under test comes from ${from} (event ${context.event}), and this runner is self-hosted: its boards are not handed to a fork.`,
    'Measure pull requests of forks on a hosted runner with an emulated board, and comment from templates/workflows/fork-report.yml; or review the change, push it to a branch of this repository, and let that run. Set allow-forks only if anyone may use this machine.',
    { kind: 'input' },
  );
}
