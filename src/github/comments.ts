import { z } from 'zod';
import type { Log } from '../support/log.ts';
import type { Repository } from './context.ts';
import { githubError, hasCode } from './errors.ts';
import { numberSchema } from './event.ts';
import { readLogin } from './identity.ts';
import { formatMarker, isLater, type Marker, parseMarker, withoutRun } from './marker.ts';
import { readPullRequest } from './pulls.ts';
import { anything, type RestClient, repoPath } from './rest.ts';

/** What GitHub accepts. */
const MAX_COMMENT_CHARACTERS = 65_536;
/** For the marker, and for the line that says that results are outdated. */
const RESERVED_CHARACTERS = 512;
/** The longest text that may be given to postComment. */
export const MAX_COMMENT_TEXT = MAX_COMMENT_CHARACTERS - RESERVED_CHARACTERS;

/** Rounds of writing and reading again; two jobs settle in two. */
const MAX_ROUNDS = 4;
const PERMISSION = 'pull-requests: write';

export interface CommentDeps {
  readonly client: RestClient;
  readonly repository: Repository;
  readonly log: Log;
}

export interface CommentRequest {
  readonly pull_request: number;
  /** Which of several comments on the same pull request this is: the configuration, by any name. */
  readonly key: string;
  /** The commit that the results are of. */
  readonly head_sha: string;
  readonly run_id: number;
  readonly run_attempt: number;
}

/**
 * - `created`, `updated`, `unchanged`: the comment says it now
 * - `superseded`: a later run has already written its results of the same commit
 * - `outdated`: the pull request has moved on; nothing of the old commit stands there as if it were current
 * - `summary-only`: the token may not comment; write the job summary
 */
export type CommentOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'superseded'; readonly url: string }
  | { readonly kind: 'outdated'; readonly head_sha: string; readonly url?: string }
  | { readonly kind: 'summary-only'; readonly reason: string };

const commentSchema = z.object({
  id: numberSchema,
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? ''),
  html_url: z.url({ protocol: /^https?$/ }),
  user: z.object({ login: z.string().max(256) }).nullable(),
});
type Comment = z.infer<typeof commentSchema>;

/** A comment of ours for the key, with what its marker says. */
interface Own {
  readonly id: number;
  readonly url: string;
  readonly marker: Marker;
  readonly text: string;
}

const OUTDATED = '> ⏳ **Outdated:** ';

function outdatedText(text: string, marker: Marker, head_sha: string): string {
  const note = `${OUTDATED}these results are of ${marker.head_sha.slice(0, 7)}; the pull request is now at ${head_sha.slice(0, 7)}.`;
  return `${note}\n\n${withoutNote(text)}`;
}

function withoutNote(text: string): string {
  return text.startsWith(OUTDATED) ? text.slice(text.indexOf('\n\n') + 2) : text;
}

/** A later run of the same commit is told only when it found something else, not for its time and addresses. */
const saysTheSame = (a: string, b: string): boolean => withoutRun(a) === withoutRun(b);

/** Reading and writing of the comments of one key on one pull request. */
function createThread({ client, repository }: CommentDeps, request: CommentRequest, signal: AbortSignal) {
  const options = { signal, permission: PERMISSION };
  const path = repoPath(repository, 'issues', request.pull_request, 'comments');
  const pathOf = (id: number): string => repoPath(repository, 'issues', 'comments', id);
  let login: string | undefined;

  function own(comment: Comment): Own | undefined {
    if (comment.user?.login !== login) return undefined;
    const found = parseMarker(comment.body, request.key);
    // The API turns line ends into CRLF in some clients; compare and edit without them.
    return (
      found && {
        id: comment.id,
        url: comment.html_url,
        marker: found.marker,
        text: found.rest.replaceAll('\r\n', '\n'),
      }
    );
  }

  return {
    /** Oldest first, over all pages. */
    async read(): Promise<Own[]> {
      login ??= await readLogin(client, signal);
      const all = await client.list(path, z.array(commentSchema).max(100), (page) => page, options);
      return all
        .map(own)
        .filter((comment) => comment !== undefined)
        .sort((a, b) => a.id - b.id);
    },
    /** Undefined when it is gone, or no longer ours. */
    async readOne(id: number): Promise<Own | undefined> {
      try {
        return own(await client.call('GET', pathOf(id), commentSchema, options));
      } catch (error) {
        if (hasCode(error, 'GITHUB_NOT_FOUND')) return undefined;
        throw error;
      }
    },
    async create(text: string): Promise<Own> {
      const body = `${formatMarker(request)}\n${text}`;
      const made = await client.call('POST', path, commentSchema, { ...options, body: { body } });
      return { id: made.id, url: made.html_url, marker: request, text };
    },
    async update(id: number, marker: Marker, text: string): Promise<void> {
      const body = `${formatMarker(marker)}\n${text}`;
      await client.call('PATCH', pathOf(id), anything, { ...options, body: { body }, idempotent: true });
    },
    /** Another job may have done it. */
    async remove(id: number): Promise<void> {
      try {
        await client.call('DELETE', pathOf(id), anything, { ...options, idempotent: true });
      } catch (error) {
        if (!hasCode(error, 'GITHUB_NOT_FOUND')) throw error;
      }
    },
  };
}

type Thread = ReturnType<typeof createThread>;

/**
 * Writes the text until reading shows one comment that holds it, or that of a later run. Of several the
 * oldest stays: every job decides the same, whichever is first.
 */
async function settle(thread: Thread, request: CommentRequest, text: string): Promise<CommentOutcome> {
  let wrote: 'created' | 'updated' | 'unchanged' = 'unchanged';
  let made: Own | undefined;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const [listed, ...others] = withMade(await thread.read(), made);
    for (const other of others) {
      await thread.remove(other.id);
      if (other.id === made?.id) made = undefined;
    }
    // A list may be older than what was just written; a comment by its id is not. GitHub offers no
    // conditional update: two jobs may still cross in the moment between this and the write.
    const kept = listed === undefined ? undefined : await thread.readOne(listed.id);
    if (kept === undefined) {
      made = listed === undefined ? await create(thread, text) : undefined;
      if (made !== undefined) wrote = 'created';
      continue;
    }
    const same = kept.marker.head_sha === request.head_sha;
    if (same && saysTheSame(kept.text, text)) return { kind: wrote, url: kept.url };
    if (same && isLater(kept.marker, request)) return { kind: 'superseded', url: kept.url };
    await thread.update(kept.id, request, text);
    if (wrote === 'unchanged') wrote = 'updated';
  }
  throw githubError(
    'GITHUB_COMMENT_UNSETTLED',
    `The comment on pull request ${request.pull_request} was changed by others ${MAX_ROUNDS} times while it was written.`,
    'Let one job comment: use the report action after the jobs that measure.',
  );
}

/** What is listed and what this job made, oldest first. */
function withMade(listed: readonly Own[], made: Own | undefined): readonly Own[] {
  if (made === undefined || listed.some(({ id }) => id === made.id)) return listed;
  return [...listed, made].sort((a, b) => a.id - b.id);
}

/** Undefined when the answer was lost: the next round reads whether the comment is there. */
async function create(thread: Thread, text: string): Promise<Own | undefined> {
  try {
    return await thread.create(text);
  } catch (error) {
    if (hasCode(error, 'GITHUB_UNREACHABLE', 'GITHUB_UNAVAILABLE', 'GITHUB_ANSWER_INVALID')) return undefined;
    throw error;
  }
}

async function markOutdated(thread: Thread, head_sha: string): Promise<string | undefined> {
  let url: string | undefined;
  for (const comment of await thread.read()) {
    if (comment.marker.head_sha === head_sha) continue;
    url = comment.url;
    const text = outdatedText(comment.text, comment.marker, head_sha);
    if (text !== comment.text) await thread.update(comment.id, comment.marker, text);
  }
  return url;
}

/** What `write` returns, or why the token may not comment. */
async function ifAllowed<T>(deps: CommentDeps, write: () => Promise<T>): Promise<T | { reason: string }> {
  try {
    return await write();
  } catch (error) {
    if (!hasCode(error, 'GITHUB_FORBIDDEN')) throw error;
    deps.log.warn(`${error.message} ${error.hint} The results are in the job summary.`);
    return { reason: error.message };
  }
}

/**
 * Makes the one comment of `request.key` say `text`, if the pull request is still at `request.head_sha`.
 *
 * @param text Markdown of at most MAX_COMMENT_TEXT characters, without a marker
 * @throws {HilbenchError} `GITHUB_COMMENT_TOO_LONG`, `GITHUB_COMMENT_UNSETTLED`, and those of RestClient
 *   except `GITHUB_FORBIDDEN`, which is the outcome `summary-only`
 */
export async function postComment(
  deps: CommentDeps,
  request: CommentRequest,
  text: string,
  signal: AbortSignal,
): Promise<CommentOutcome> {
  if (text.length > MAX_COMMENT_TEXT) {
    throw githubError(
      'GITHUB_COMMENT_TOO_LONG',
      `The comment has ${text.length} characters; ${MAX_COMMENT_TEXT} fit.`,
      'Report this as a defect of hilbench: comments are made to fit.',
    );
  }
  const body = text.replaceAll('\r\n', '\n').trimEnd();
  const thread = createThread(deps, request, signal);
  const readHead = async (): Promise<string> =>
    (await readPullRequest(deps.client, deps.repository, request.pull_request, signal)).head_sha;
  const outdated = async (head_sha: string): Promise<CommentOutcome> => {
    const url = await markOutdated(thread, head_sha);
    return { kind: 'outdated', head_sha, ...(url === undefined ? {} : { url }) };
  };
  const outcome = await ifAllowed(deps, async () => {
    const before = await readHead();
    if (before !== request.head_sha) return outdated(before);
    const settled = await settle(thread, request, body);
    const after = await readHead();
    return after === request.head_sha ? settled : outdated(after);
  });
  return 'reason' in outcome ? { kind: 'summary-only', reason: outcome.reason } : outcome;
}

/**
 * Marks what an older commit left on the pull request as outdated: for the start of a run.
 *
 * @returns the address of the comment that is outdated now, if there is one and the token may comment
 */
export async function outdateComment(
  deps: CommentDeps,
  request: CommentRequest,
  signal: AbortSignal,
): Promise<string | undefined> {
  const thread = createThread(deps, request, signal);
  const outcome = await ifAllowed(deps, async () => {
    const { head_sha } = await readPullRequest(deps.client, deps.repository, request.pull_request, signal);
    return { url: await markOutdated(thread, head_sha) };
  });
  return 'reason' in outcome ? undefined : outcome.url;
}
