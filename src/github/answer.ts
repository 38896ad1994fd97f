import type { z } from 'zod';
import type { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import { githubError } from './errors.ts';
import type { HttpResponse } from './transport.ts';

/** Longest time that a rate limit asks for and GitHub means: its windows are an hour. */
const MAX_WAIT_MS = 3_600_000;
const MAX_ERROR_BYTES = 64 * 1024;

/** What to call a request in errors: `GET /repos/o/r/pulls/7`. */
export type RequestName = string;

/**
 * The bytes of an answer.
 *
 * @throws {HilbenchError} `GITHUB_ANSWER_TOO_LARGE` as soon as there are more than `max_bytes`
 */
export async function readBody(
  response: HttpResponse,
  max_bytes: number,
  name: RequestName,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > max_bytes) {
      throw githubError(
        'GITHUB_ANSWER_TOO_LARGE',
        `The answer to ${name} is larger than ${max_bytes} bytes.`,
        'What is stored there was not written by hilbench: remove it.',
        { kind: 'input' },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The answer as checked data. */
export function parseAnswer<T>(body: Buffer, schema: z.ZodType<T>, name: RequestName): T {
  const hint = 'Try again; if it stays, GITHUB_API_URL may not name a GitHub API.';
  let value: unknown;
  try {
    value = body.length === 0 ? undefined : JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw githubError('GITHUB_ANSWER_INVALID', `The answer to ${name} is not JSON.`, hint, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = `${issue?.path.map(String).join('.') || '(top)'}: ${issue?.message ?? ''}`;
  throw githubError(
    'GITHUB_ANSWER_INVALID',
    `The answer to ${name} is not as documented: ${plainText(where, 300)}.`,
    hint,
    { cause: parsed.error },
  );
}

export interface Failure {
  readonly status: number;
  /** What GitHub says. Untrusted text. */
  readonly message: string;
  /** `pull_requests=write`, as GitHub names the missing permission. */
  readonly needs?: string;
  /** Milliseconds to wait, when it is a rate limit; 0 when GitHub does not say how long. */
  readonly rate_limit_wait_ms?: number;
}

function waitOf(response: HttpResponse, now_ms: number): number {
  const after = response.headers.get('retry-after');
  if (after !== null && /^\d{1,6}$/.test(after)) return Math.min(Number(after) * 1000, MAX_WAIT_MS);
  const date_ms = after === null ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(date_ms)) return Math.min(Math.max(0, date_ms - now_ms), MAX_WAIT_MS);
  const reset = response.headers.get('x-ratelimit-reset');
  if (response.headers.get('x-ratelimit-remaining') === '0' && reset !== null && /^\d{1,12}$/.test(reset)) {
    return Math.min(Math.max(0, Number(reset) * 1000 - now_ms), MAX_WAIT_MS);
  }
  return 0;
}

/** Reads an answer that is not a success. */
export async function readFailure(
  response: HttpResponse,
  name: RequestName,
  now_ms: number,
): Promise<Failure> {
  const text = (await readBody(response, MAX_ERROR_BYTES, name)).toString('utf8');
  let said = text;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'message' in value) said = String(value.message);
  } catch {
    said = text; // an error page of something in between
  }
  const message = plainText(said, 300);
  const needs = response.headers.get('x-accepted-github-permissions');
  const limited =
    response.status === 429 ||
    (response.status === 403 &&
      (response.headers.get('retry-after') !== null ||
        response.headers.get('x-ratelimit-remaining') === '0' ||
        /rate limit/i.test(message)));
  return {
    status: response.status,
    message,
    ...(needs === null ? {} : { needs: plainText(needs, 200) }),
    ...(limited ? { rate_limit_wait_ms: waitOf(response, now_ms) } : {}),
  };
}

/** The error for a failure that is final. `permission`: what the request needs, as workflows write it. */
export function failureError(failure: Failure, name: RequestName, permission?: string): HilbenchError {
  const said = `${name} was answered with ${failure.status}: ${failure.message || '(nothing)'}`;
  if (failure.rate_limit_wait_ms !== undefined) {
    const wait_s = Math.ceil(failure.rate_limit_wait_ms / 1000);
    return githubError(
      'GITHUB_RATE_LIMITED',
      `${said}; GitHub asks to wait ${wait_s} s.`,
      'Run the job again later, or let fewer jobs run at once.',
    );
  }
  if (failure.status === 401) {
    return githubError('GITHUB_UNAUTHORIZED', said, 'Give a valid token as github-token.', { kind: 'input' });
  }
  if (failure.status === 403) {
    const missing = permission ?? failure.needs?.replaceAll('_', '-').replaceAll('=', ': ');
    const headers = failure.needs === undefined ? '' : ` (GitHub names: ${failure.needs})`;
    return githubError(
      'GITHUB_FORBIDDEN',
      `${said}. The token lacks the permission ${missing ?? 'for it'}${headers}.`,
      missing === undefined
        ? 'Give the job the permission that GitHub names, under `permissions:`.'
        : `Add \`${missing}\` under \`permissions:\` of the job. A pull request from a fork never gets it: comment from a workflow on workflow_run.`,
      { kind: 'input' },
    );
  }
  if (failure.status === 404) {
    return githubError(
      'GITHUB_NOT_FOUND',
      said,
      'Check that it exists and that the token may read it: GitHub hides what it may not.',
      { kind: 'input' },
    );
  }
  if (failure.status === 409 || failure.status === 422) {
    return githubError('GITHUB_CONFLICT', said, 'Another job may have been first; run the job again.');
  }
  if (failure.status >= 500) {
    return githubError(
      'GITHUB_UNAVAILABLE',
      said,
      'See githubstatus.com, and run the job again when GitHub works.',
    );
  }
  return githubError('GITHUB_REJECTED', said, 'See what GitHub says above.');
}
