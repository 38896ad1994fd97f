import { readMergeBase, type Start } from '../github/ancestors.ts';
import type { GithubContext, Repository } from '../github/context.ts';
import { hasCode, reasonOf } from '../github/errors.ts';
import type { RestClient } from '../github/rest.ts';
import { throwIfAborted } from '../support/deadline.ts';
import type { Log } from '../support/log.ts';
import type { Git } from './git.ts';
import type { ActionInputs } from './inputs.ts';

export interface BaseDeps {
  /** Absent without a token. */
  readonly client?: RestClient;
  readonly git: Git;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Answers after which the checkout is asked instead. */
const NO_ANSWER = [
  'GITHUB_FORBIDDEN',
  'GITHUB_UNAUTHORIZED',
  'GITHUB_NOT_FOUND',
  'GITHUB_UNAVAILABLE',
  'GITHUB_UNREACHABLE',
  'GITHUB_RATE_LIMITED',
  'GITHUB_TIMEOUT',
] as const;

/** Where the pull request left its base: by the API, which knows all commits; else by the checkout. */
async function mergeBase(
  deps: BaseDeps,
  repository: Repository,
  sides: { readonly base: string; readonly head: string },
): Promise<string | undefined> {
  const { client, git, log, signal } = deps;
  if (client !== undefined) {
    try {
      return await readMergeBase(client, repository, sides, signal);
    } catch (error) {
      throwIfAborted(signal);
      if (!hasCode(error, ...NO_ANSWER)) throw error;
      log.warn(
        `GitHub does not say where the change began: ${reasonOf(error)} The checkout is asked instead.`,
      );
    }
  }
  return git.mergeBase(sides.base, sides.head);
}

/**
 * What the default checkout of a pull request was merged into. The model under test is that of the merge, so
 * changes of the base branch since are in it, and must be in the base too.
 */
export async function mergedInto({ pull_request }: GithubContext, git: Git): Promise<string | undefined> {
  const [into, merged, ...others] = await git.parents();
  return pull_request !== undefined && merged === pull_request.head_sha && others.length === 0
    ? into
    : undefined;
}

/** The commit that a paired comparison measures: the merge base, or what the branch was before. */
export async function baseCommit(
  deps: BaseDeps,
  context: GithubContext,
  inputs: ActionInputs,
  into: string | undefined,
): Promise<string | undefined> {
  if (inputs.compare !== 'paired') return undefined;
  const { git, log } = deps;
  const { pull_request, repository, before } = context;
  const given = inputs.baseline_ref;
  const wanted =
    pull_request === undefined
      ? (given ?? before ?? 'HEAD^')
      : (into ??
        (await mergeBase(deps, repository, {
          base: given ?? pull_request.base_sha,
          head: pull_request.head_sha,
        })));
  const found = wanted === undefined ? undefined : await git.commit(wanted);
  if (found === undefined) {
    log.warn(
      `The base${wanted === undefined ? '' : ` ${wanted.slice(0, 40)}`} is not in the checkout: there is nothing to compare with. Set "fetch-depth: 0" in the checkout step.`,
    );
  }
  return found;
}

/** Where the search for a stored result begins. */
export function startOf(
  { pull_request, head_sha }: GithubContext,
  inputs: ActionInputs,
  into: string | undefined,
): Start {
  const given = inputs.baseline_ref;
  if (pull_request === undefined) {
    return given === undefined
      ? { kind: 'first-parent', head: head_sha }
      : { kind: 'merge-base', base: given, head: given };
  }
  if (into !== undefined) return { kind: 'merge-base', base: into, head: into };
  return { kind: 'merge-base', base: given ?? pull_request.base_sha, head: head_sha };
}
