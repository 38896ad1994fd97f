import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { RunResult } from '../result/schema.ts';
import { throwIfAborted, withDeadline } from '../support/deadline.ts';
import type { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { type GithubContext, isDefaultBranchPush, type Repository } from './context.ts';
import {
  formatHistory,
  formatStoredResult,
  type HistoryLine,
  historyPath,
  MAX_HISTORY_BYTES,
  MAX_RESULT_BYTES,
  MAX_RESULTS,
  parseHistory,
  parseStoredResult,
  type ResultId,
  resultPath,
  withResult,
} from './data-format.ts';
import { githubError, hasCode } from './errors.ts';
import { shaSchema } from './event.ts';
import { anything, type RestClient, repoPath } from './rest.ts';
import { type Subject, subjectOf, subjectSlug } from './subject.ts';

export const DATA_BRANCH = 'hilbench-data';
/** Jobs that write at the same time come through one after the other. */
const MAX_ATTEMPTS = 12;
const BACKOFF_MS = 100;
/** Waits double up to this many times the first. */
const MAX_BACKOFF_FACTOR = 40;
const TIMEOUT_MS = 120_000;
const READ = 'contents: read';
const WRITE = 'contents: write';

export interface DataBranchDeps {
  readonly client: RestClient;
  readonly repository: Repository;
  readonly log: Log;
  /** First wait after another writer was faster; default 100 ms. */
  readonly backoff_ms?: number;
}

const objectSchema = z.object({ sha: shaSchema });
const refSchema = z.object({ object: objectSchema });
const commitSchema = z.object({ tree: objectSchema });
const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({ path: z.string(), type: z.string(), sha: shaSchema, size: z.number().int().optional() }),
  ),
});

/** The branch as it was at one commit. */
interface Snapshot {
  readonly commit: string;
  readonly tree: string;
  /** Blob and size of every file. */
  readonly files: ReadonlyMap<string, { readonly sha: string; readonly bytes: number }>;
}

/** What was on the branch when it was opened. */
export interface DataBranch {
  /** Lines of a subject, oldest first; empty when there are none. */
  history(subject: Subject): Promise<HistoryLine[]>;
  /** The results of a commit, if they are kept still. */
  result(subject: Subject, id: ResultId): Promise<RunResult | undefined>;
}

async function readSnapshot(
  { client, repository }: DataBranchDeps,
  signal: AbortSignal,
): Promise<Snapshot | undefined> {
  const options = { signal, permission: READ };
  const git = (...segments: readonly string[]): string => repoPath(repository, 'git', ...segments);
  let commit: string;
  try {
    const path = `${git('ref', 'heads')}/${DATA_BRANCH}`;
    commit = (await client.call('GET', path, refSchema, options)).object.sha;
  } catch (error) {
    if (hasCode(error, 'GITHUB_NOT_FOUND')) return undefined;
    throw error;
  }
  const { tree } = await client.call('GET', git('commits', commit), commitSchema, options);
  const listed = await client.call('GET', git('trees', tree.sha), treeSchema, {
    ...options,
    query: { recursive: 1 },
  });
  if (listed.truncated) {
    throw githubError(
      'GITHUB_DATA_BRANCH_TOO_LARGE',
      `The branch ${DATA_BRANCH} has more files than GitHub lists at once.`,
      `Delete the folders of models that are gone from ${DATA_BRANCH}.`,
      { kind: 'input' },
    );
  }
  const files = listed.tree
    .filter(({ type }) => type === 'blob')
    .map(({ path, sha, size }) => [path, { sha, bytes: size ?? 0 }] as const);
  return { commit, tree: tree.sha, files: new Map(files) };
}

async function readFile(
  { client, repository }: DataBranchDeps,
  snapshot: Snapshot,
  path: string,
  max_bytes: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const file = snapshot.files.get(path);
  if (file === undefined) return undefined;
  const bytes = await client.download(repoPath(repository, 'git', 'blobs', file.sha), {
    signal,
    permission: READ,
    accept: 'application/vnd.github.raw+json',
    max_bytes,
  });
  return bytes.toString('utf8');
}

/**
 * Opens the data branch for reading; undefined when the repository has none.
 *
 * @throws {HilbenchError} those of RestClient, `GITHUB_DATA_BRANCH_TOO_LARGE`
 */
export async function openDataBranch(
  deps: DataBranchDeps,
  signal: AbortSignal,
): Promise<DataBranch | undefined> {
  const snapshot = await readSnapshot(deps, signal);
  if (snapshot === undefined) return undefined;
  return {
    async history(subject) {
      const text = await readFile(deps, snapshot, historyPath(subject), MAX_HISTORY_BYTES, signal);
      return parseHistory(text ?? '');
    },
    async result(subject, id) {
      const path = resultPath(subject, id);
      const text = await readFile(deps, snapshot, path, MAX_RESULT_BYTES, signal);
      return text === undefined ? undefined : parseStoredResult(text, `${DATA_BRANCH}:${path}`);
    },
  };
}

/** A file to write, or to remove where `blob` is null. */
interface Change {
  readonly path: string;
  readonly blob: string | null;
}

/**
 * Writes results to the data branch, all in one commit; creates the branch when there is none. Other jobs
 * may write at the same time: the commit is made again on top of theirs.
 *
 * @returns `not-default-branch` for anything but a push to the default branch: nothing else may write
 * @throws {HilbenchError} `GITHUB_FORBIDDEN` without `contents: write`, `GITHUB_DATA_BRANCH_BUSY`, and
 *   those of RestClient
 */
export async function recordResults(
  deps: DataBranchDeps,
  context: GithubContext,
  results: readonly RunResult[],
  signal: AbortSignal,
): Promise<'recorded' | 'not-default-branch'> {
  if (!isDefaultBranchPush(context)) return 'not-default-branch';
  const busy = (cause?: unknown): HilbenchError =>
    githubError(
      'GITHUB_DATA_BRANCH_BUSY',
      `The branch ${DATA_BRANCH} could not be written within ${MAX_ATTEMPTS} attempts or ${TIMEOUT_MS} ms.`,
      'Too many jobs write it at once: let the report action record the results of all of them.',
      { cause },
    );
  // Neither changes from one attempt to the next.
  const blobs = new Map<string, string>();
  return withDeadline(signal, TIMEOUT_MS, busy, async (inner): Promise<'recorded'> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const snapshot = await readSnapshot(deps, inner);
        const changes = await changesFor(deps, snapshot, context.sha, results, blobs, inner);
        await commit(deps, snapshot, changes, `hilbench results of ${context.sha}`, inner);
        return 'recorded';
      } catch (error) {
        if (!hasCode(error, 'GITHUB_CONFLICT')) throw error;
        if (attempt === MAX_ATTEMPTS) throw busy(error);
        deps.log.debug(`${DATA_BRANCH} was changed meanwhile; trying again.`);
        const factor = Math.min(MAX_BACKOFF_FACTOR, 2 ** (attempt - 1)) * (0.5 + Math.random());
        const wait_ms = (deps.backoff_ms ?? BACKOFF_MS) * factor;
        await delay(wait_ms, undefined, { signal: inner }).catch(() => throwIfAborted(inner));
      }
    }
  });
}

/** The files of every subject: history with the new line, its result, and results that go. */
async function changesFor(
  deps: DataBranchDeps,
  snapshot: Snapshot | undefined,
  sha: string,
  results: readonly RunResult[],
  blobs: Map<string, string>,
  signal: AbortSignal,
): Promise<Change[]> {
  const { client, repository } = deps;
  async function blob(content: string): Promise<string> {
    const known = blobs.get(content);
    if (known !== undefined) return known;
    const made = await client.call('POST', repoPath(repository, 'git', 'blobs'), objectSchema, {
      signal,
      permission: WRITE,
      idempotent: true,
      body: { content, encoding: 'utf-8' },
    });
    blobs.set(content, made.sha);
    return made.sha;
  }
  const changes: Change[] = [];
  const bySubject = Map.groupBy(results, (result) => subjectSlug(subjectOf(result)));
  for (const [slug, all] of bySubject) {
    const [first] = all;
    if (first === undefined) continue;
    const subject = subjectOf(first);
    const path = historyPath(subject);
    const text = snapshot && (await readFile(deps, snapshot, path, MAX_HISTORY_BYTES, signal));
    let lines = parseHistory(text ?? '');
    for (const result of all) {
      lines = withResult(lines, sha, result);
      const { fingerprint } = result;
      const stored = await blob(formatStoredResult(result));
      changes.push({ path: resultPath(subject, { sha, fingerprint }), blob: stored });
    }
    changes.push({ path, blob: await blob(formatHistory(lines)) });
    const kept = new Set([...new Set(lines.map((line) => line.sha))].slice(-MAX_RESULTS));
    for (const found of snapshot?.files.keys() ?? []) {
      const match = /^v1\/([^/]+)\/results\/([0-9a-f]+)-[0-9a-f]+\.json$/.exec(found);
      if (match?.[1] === slug && !kept.has(match[2] ?? '')) changes.push({ path: found, blob: null });
    }
  }
  return changes;
}

async function commit(
  { client, repository }: DataBranchDeps,
  snapshot: Snapshot | undefined,
  changes: readonly Change[],
  message: string,
  signal: AbortSignal,
): Promise<void> {
  const options = { signal, permission: WRITE, idempotent: true };
  const git = (...segments: readonly string[]): string => repoPath(repository, 'git', ...segments);
  const tree = await client.call('POST', git('trees'), objectSchema, {
    ...options,
    body: {
      ...(snapshot === undefined ? {} : { base_tree: snapshot.tree }),
      tree: changes.map(({ path, blob }) => ({ path, mode: '100644', type: 'blob', sha: blob })),
    },
  });
  const made = await client.call('POST', git('commits'), objectSchema, {
    ...options,
    body: { message, tree: tree.sha, parents: snapshot === undefined ? [] : [snapshot.commit] },
  });
  if (snapshot === undefined) {
    await client.call('POST', git('refs'), anything, {
      ...options,
      body: { ref: `refs/heads/${DATA_BRANCH}`, sha: made.sha },
    });
  } else {
    await client.call('PATCH', `${git('refs', 'heads')}/${DATA_BRANCH}`, anything, {
      ...options,
      body: { sha: made.sha, force: false },
    });
  }
}
