import { z } from 'zod';
import type { Repository } from './context.ts';
import { githubError } from './errors.ts';
import { numberSchema } from './event.ts';
import { readLogin } from './identity.ts';
import { formatMarker, type Marker, parseMarker, withoutRun } from './marker.ts';
import { anything, type RestClient, repoPath } from './rest.ts';

/** The label by which issues are found. */
export const ISSUE_LABEL = 'hilbench-regression';

const PERMISSION = 'issues: write';
const MAX_BODY_CHARACTERS = 65_000;
const RESERVED_CHARACTERS = 512;
/** The longest text that may be given to reconcileIssue: the marker comes before it. */
export const MAX_ISSUE_TEXT = MAX_BODY_CHARACTERS - RESERVED_CHARACTERS;

export interface IssueDeps {
  readonly client: RestClient;
  readonly repository: Repository;
}

export interface IssueRequest extends Marker {
  /** Plain text. */
  readonly title: string;
}

export type IssueOutcome =
  | {
      readonly kind: 'opened' | 'updated' | 'unchanged' | 'closed';
      readonly number: number;
      readonly url: string;
    }
  | { readonly kind: 'none' };

const issueSchema = z.object({
  number: numberSchema,
  html_url: z.url({ protocol: /^https?$/ }),
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? ''),
  user: z.object({ login: z.string().max(256) }).nullable(),
  pull_request: z.unknown().optional(),
});

/**
 * Keeps one open issue for a regression, and none when there is no regression.
 *
 * An open issue is ours when it has the label, was opened under our login and begins with the marker of
 * `request.key`. Of several, which two runs at once can leave, the oldest is kept.
 *
 * @param regression Markdown that says what is worse; undefined when nothing is
 * @throws {HilbenchError} those of RestClient; `GITHUB_FORBIDDEN` without `issues: write`
 */
export async function reconcileIssue(
  { client, repository }: IssueDeps,
  request: IssueRequest,
  regression: string | undefined,
  signal: AbortSignal,
): Promise<IssueOutcome> {
  const options = { signal, permission: PERMISSION };
  const login = await readLogin(client, signal);
  const open = await client.list(
    repoPath(repository, 'issues'),
    z.array(issueSchema).max(100),
    (page) => page,
    { ...options, query: { state: 'open', labels: ISSUE_LABEL } },
  );
  const ours = open
    .filter((issue) => issue.pull_request === undefined && issue.user?.login === login)
    .filter((issue) => parseMarker(issue.body, request.key) !== undefined)
    .sort((a, b) => a.number - b.number);
  const at = (number: number): string => repoPath(repository, 'issues', number);

  async function close(number: number, why: string): Promise<void> {
    await client.call('POST', `${at(number)}/comments`, anything, { ...options, body: { body: why } });
    const body = { state: 'closed', state_reason: 'completed' };
    await client.call('PATCH', at(number), anything, { ...options, body, idempotent: true });
  }

  const [kept, ...duplicates] = ours;
  for (const { number } of duplicates) await close(number, `A duplicate of #${kept?.number}.`);
  if (regression === undefined) {
    if (kept === undefined) return { kind: 'none' };
    await close(kept.number, `Gone at ${request.head_sha}.`);
    return { kind: 'closed', number: kept.number, url: kept.html_url };
  }
  const text = regression.replaceAll('\r\n', '\n').trimEnd();
  const body = `${formatMarker(request)}\n${text}`;
  if (body.length > MAX_BODY_CHARACTERS) {
    throw githubError(
      'GITHUB_COMMENT_TOO_LONG',
      `The issue has ${body.length} characters; ${MAX_BODY_CHARACTERS} fit.`,
      'Report this as a defect of hilbench: issues are made to fit.',
    );
  }
  if (kept === undefined) {
    const made = await client.call('POST', repoPath(repository, 'issues'), issueSchema, {
      ...options,
      body: { title: request.title, body, labels: [ISSUE_LABEL] },
    });
    return { kind: 'opened', number: made.number, url: made.html_url };
  }
  const found = { number: kept.number, url: kept.html_url };
  const before = parseMarker(kept.body, request.key)?.rest.replaceAll('\r\n', '\n') ?? '';
  if (withoutRun(before) === withoutRun(text)) {
    return { kind: 'unchanged', ...found };
  }
  await client.call('PATCH', at(kept.number), anything, {
    ...options,
    body: { title: request.title, body },
    idempotent: true,
  });
  return { kind: 'updated', ...found };
}
