import { z } from 'zod';
import type { BaselineInfo, History } from '../regression/types.ts';
import { parseResult } from '../result/read.ts';
import type { RunResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { readAncestors, type Start } from './ancestors.ts';
import { numberOf } from './artifact-name.ts';
import { type ArtifactHandle, listRunArtifacts, readArtifactResults } from './artifacts.ts';
import { parseRepository, type Repository, sameRepository } from './context.ts';
import { type DataBranch, openDataBranch } from './data-branch.ts';
import { type HistoryLine, toHistory } from './data-format.ts';
import { fullNameSchema, numberSchema, shaSchema } from './event.ts';
import { type RestClient, repoPath } from './rest.ts';
import { type Subject, sameSubject, subjectOf, subjectSlug } from './subject.ts';

export interface BaselineDeps {
  readonly client: RestClient;
  readonly repository: Repository;
  readonly log: Log;
  readonly start: Start;
  /** Commits that are looked at, along first parents. */
  readonly max_commits?: number;
}

export interface FoundBaseline {
  readonly kind: 'found';
  readonly result: RunResult;
  readonly info: BaselineInfo;
}

export interface NoBaseline {
  readonly kind: 'none';
  /** What was looked at, and why it did not do, in the order it was looked at. */
  readonly tried: readonly Tried[];
  /** The nearest that is about the same model, platform and engine, and cannot be compared. */
  readonly other?: FoundBaseline;
}

export interface Tried {
  readonly source: 'commits' | 'artifact' | 'data-branch' | 'file';
  readonly sha?: string;
  readonly reason: string;
}

export interface BaselineFinder {
  /**
   * The nearest comparable result. At each commit the artifact of its run comes first, then the data
   * branch; after all commits a file in the repository, as it is at the merge base.
   *
   * @param head the result to compare
   * @param artifact name under which runs upload results of this subject
   */
  find(head: RunResult, artifact: string): Promise<FoundBaseline | NoBaseline>;
  /** Earlier numbers comparable with `head`, from the data branch; empty without one. */
  history(head: RunResult, last_values: number): Promise<History[]>;
}

const DEFAULT_MAX_COMMITS = 20;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

const runsSchema = z.object({
  workflow_runs: z
    .array(
      z.object({
        id: numberSchema,
        head_sha: shaSchema,
        event: z.string(),
        conclusion: z.string().nullable(),
        head_repository: z.object({ full_name: fullNameSchema }).nullable(),
      }),
    )
    .max(100),
});

/** Where a baseline for the subject lies in the repository. */
export function baselineFile(subject: Subject): string {
  return `.hilbench/baselines/${subjectSlug(subject)}.json`;
}

/** Asks each thing once, however many models look for a baseline; a failure is remembered, too. */
function once<K, T>(load: (key: K) => Promise<T>, idOf: (key: K) => unknown = (key) => key) {
  const loaded = new Map<unknown, Promise<T>>();
  return (key: K): Promise<T> => {
    const known = loaded.get(idOf(key));
    if (known !== undefined) return known;
    const promise = load(key);
    loaded.set(idOf(key), promise);
    return promise;
  };
}

/** Failures that the next commit would meet again. */
const LASTING = new Set([
  'GITHUB_FORBIDDEN',
  'GITHUB_UNAUTHORIZED',
  'GITHUB_RATE_LIMITED',
  'GITHUB_UNAVAILABLE',
  'GITHUB_UNREACHABLE',
  'GITHUB_TIMEOUT',
]);

/**
 * Finds baselines for the results of one run. What GitHub refuses or what is broken on the way is a reason
 * in `tried`, not a failure: without a baseline the results still count.
 *
 * @param signal ends the finder
 */
export function createBaselineFinder(deps: BaselineDeps, signal: AbortSignal): BaselineFinder {
  const { client, repository, log } = deps;
  const permission = 'actions: read';

  /** Sources that have failed for good. */
  const down = new Set<Tried['source']>();
  const commits = once(() =>
    readAncestors(client, repository, deps.start, deps.max_commits ?? DEFAULT_MAX_COMMITS, signal),
  );
  const dataBranch = once(() => openDataBranch({ client, repository, log }, signal));
  const historyOf = once(async (subject: Subject): Promise<HistoryLine[]> => {
    const branch = await dataBranch(undefined);
    return branch === undefined ? [] : branch.history(subject);
  }, subjectSlug);

  /** Newest first; GitHub's filters are not trusted to be exact. */
  const runsOf = once(async (sha: string): Promise<number[]> => {
    const runs = await client.list(
      repoPath(repository, 'actions', 'runs'),
      runsSchema,
      (page) => page.workflow_runs,
      { signal, permission, query: { head_sha: sha, event: 'push', status: 'success' } },
    );
    return runs
      .filter((run) => run.head_sha === sha && run.event === 'push' && run.conclusion === 'success')
      .filter(
        (run) =>
          run.head_repository !== null &&
          sameRepository(parseRepository(run.head_repository.full_name), repository),
      )
      .map((run) => run.id)
      .sort((a, b) => b - a);
  });
  const artifactsOf = once((run_id: number) => listRunArtifacts(client, repository, run_id, signal));
  const resultsOf = once((artifact: ArtifactHandle) => readArtifactResults(artifact, signal));

  /** Results for the subject among the artifacts of a commit's runs, or why there are none. */
  async function fromArtifacts(sha: string, subject: Subject, name: string): Promise<RunResult[] | string> {
    const runs = await runsOf(sha);
    if (runs.length === 0) return 'no successful run on push';
    let expired = 0;
    for (const run_id of runs) {
      const named = (await artifactsOf(run_id))
        .map((artifact) => ({ artifact, number: numberOf(artifact.name, name) ?? 0 }))
        .filter(({ number }) => number > 0)
        .sort((a, b) => b.number - a.number);
      for (const { artifact } of named) {
        if (artifact.expired) {
          expired += 1;
          continue;
        }
        const results = (await resultsOf(artifact)).filter((result) =>
          sameSubject(subjectOf(result), subject),
        );
        if (results.length > 0) return results;
      }
    }
    return expired > 0 ? `artifact ${name} has expired` : `no artifact ${name}`;
  }

  async function fromBranch(sha: string, head: RunResult): Promise<RunResult[] | string> {
    const subject = subjectOf(head);
    const branch: DataBranch | undefined = await dataBranch(undefined);
    if (branch === undefined) return 'there is no data branch';
    const lines = (await historyOf(subject)).filter((line) => line.sha === sha);
    const line = lines.find(({ fingerprint }) => fingerprint === head.fingerprint) ?? lines.at(-1);
    if (line === undefined) return 'nothing recorded for this commit';
    const result = await branch.result(subject, line);
    return result === undefined || !sameSubject(subjectOf(result), subject)
      ? 'the recorded result is no longer kept'
      : [result];
  }

  async function fromFile(sha: string, subject: Subject): Promise<RunResult[] | string> {
    const path = baselineFile(subject);
    const segments = path.split('/');
    const bytes = await client.download(repoPath(repository, 'contents', ...segments), {
      signal,
      permission: 'contents: read',
      accept: 'application/vnd.github.raw+json',
      query: { ref: sha },
      max_bytes: MAX_FILE_BYTES,
    });
    const result = parseResult(bytes.toString('utf8'), path);
    return sameSubject(subjectOf(result), subject) ? [result] : 'it is about something else';
  }

  async function find(head: RunResult, artifact: string): Promise<FoundBaseline | NoBaseline> {
    const subject = subjectOf(head);
    const tried: Tried[] = [];
    let other: FoundBaseline | undefined;

    async function look(
      source: BaselineInfo['source'] & Tried['source'],
      sha: string,
      distance: number | undefined,
      load: () => Promise<RunResult[] | string>,
    ): Promise<FoundBaseline | undefined> {
      if (down.has(source)) return undefined;
      const results = await orReason(source, load);
      if (typeof results === 'string') {
        tried.push({ source, sha, reason: results });
        return undefined;
      }
      const found = results.map((result) => ({
        kind: 'found' as const,
        result,
        info: {
          source,
          sha,
          created_at: result.finished_at,
          ...(distance === undefined ? {} : { distance }),
        },
      }));
      const match = found.find(({ result }) => result.fingerprint === head.fingerprint);
      if (match === undefined) {
        other ??= found[0];
        tried.push({ source, sha, reason: 'measured under other conditions (the fingerprint differs)' });
      }
      return match;
    }

    const ancestors = await orReason('commits', () => commits(undefined));
    if (typeof ancestors === 'string') {
      return { kind: 'none', tried: [{ source: 'commits', reason: ancestors }] };
    }
    for (const [distance, sha] of ancestors.entries()) {
      const found =
        (await look('artifact', sha, distance, () => fromArtifacts(sha, subject, artifact))) ??
        (await look('data-branch', sha, distance, () => fromBranch(sha, head)));
      if (found !== undefined) return found;
    }
    const [nearest] = ancestors;
    const file =
      nearest === undefined
        ? undefined
        : await look('file', nearest, undefined, () => fromFile(nearest, subject));
    if (file !== undefined) return file;
    return { kind: 'none', tried, ...(other === undefined ? {} : { other }) };
  }

  /** What a source gives, or why it gives nothing. Being stopped is no reason, and passes through. */
  async function orReason<T>(source: Tried['source'], load: () => Promise<T>): Promise<T | string> {
    try {
      return await load();
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof HilbenchError)) throw error;
      if (error.code === 'GITHUB_NOT_FOUND') return 'not found';
      if (LASTING.has(error.code)) down.add(source);
      log.debug(error.message);
      return `${error.code}: ${error.message}`;
    }
  }

  return {
    find,
    async history(head, last_values) {
      const subject = subjectOf(head);
      const lines = await orReason('data-branch', () => historyOf(subject));
      return typeof lines === 'string' ? [] : toHistory(lines, head.fingerprint, last_values);
    },
  };
}
