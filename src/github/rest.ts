import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { throwIfAborted, withDeadline } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { type Failure, failureError, parseAnswer, readBody, readFailure } from './answer.ts';
import type { Repository } from './context.ts';
import { githubError, reasonOf } from './errors.ts';
import type { HttpResponse, Transport } from './transport.ts';

export interface RestOptions {
  readonly api_url: string;
  readonly graphql_url: string;
  readonly token: string;
  /** Of hilbench, for the User-Agent. */
  readonly version: string;
  readonly transport: Transport;
  readonly log: Log;
  /** For one call with all its retries; default one minute. */
  readonly timeout_ms?: number;
  /** For one attempt; default 20 s. */
  readonly attempt_timeout_ms?: number;
  /** First wait between attempts, doubled each time; default 500 ms. */
  readonly backoff_ms?: number;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** What the call needs, as a workflow writes it (`pull-requests: write`), for GITHUB_FORBIDDEN. */
  readonly permission?: string;
  /** Whether doing it twice does no harm. GET always is; others are not repeated after a lost answer. */
  readonly idempotent?: boolean;
  /** Default `application/vnd.github+json`. */
  readonly accept?: string;
}

/**
 * GitHub's REST API. Calls are repeated while GitHub is in trouble or asks to wait, as long as the deadline
 * of the call allows. The token is sent to the API's own origin only, and appears in no message.
 *
 * Every call throws HilbenchErrors: `GITHUB_FORBIDDEN`, `GITHUB_UNAUTHORIZED`, `GITHUB_NOT_FOUND` (kind
 * `input`); `GITHUB_CONFLICT` (409, 422), `GITHUB_RATE_LIMITED`, `GITHUB_UNAVAILABLE` (5xx),
 * `GITHUB_UNREACHABLE`, `GITHUB_TIMEOUT`, `GITHUB_REJECTED`, `GITHUB_ANSWER_INVALID` (kind `bench`);
 * `CANCELLED`.
 */
export interface RestClient {
  call<T>(method: Method, path: string, schema: z.ZodType<T>, options: CallOptions): Promise<T>;
  /** All items over all pages of 100; `items` finds them in a page. Stops after `max_pages` (default 100). */
  list<Page, Item>(
    path: string,
    schema: z.ZodType<Page>,
    items: (page: Page) => readonly Item[],
    options: CallOptions & { readonly max_pages?: number },
  ): Promise<Item[]>;
  /** The bytes of a file, following one redirect to storage without the token. */
  download(path: string, options: CallOptions & { readonly max_bytes: number }): Promise<Buffer>;
  graphql<T>(query: string, schema: z.ZodType<T>, options: CallOptions): Promise<T>;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

const MAX_ATTEMPTS = 5;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const API_VERSION = '2022-11-28';

/** `/repos/o/r/…` with every segment encoded. */
export function repoPath(repository: Repository, ...segments: readonly (string | number)[]): string {
  const all = ['repos', repository.owner, repository.name, ...segments];
  return `/${all.map((segment) => encodeURIComponent(segment)).join('/')}`;
}

/** For answers that are not looked at. */
export const anything = z.unknown();

export function createRestClient(options: RestOptions): RestClient {
  const { transport, log } = options;
  const timeout_ms = options.timeout_ms ?? 60_000;
  const attempt_timeout_ms = options.attempt_timeout_ms ?? 20_000;
  const backoff_ms = options.backoff_ms ?? 500;
  const origin = new URL(options.api_url).origin;
  /** No answer came to all attempts of a call: until one comes, the next calls try once. */
  let silent = false;

  function urlOf(path: string, query: CallOptions['query']): string {
    const url = new URL(`${options.api_url}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    return url.href;
  }

  async function send(
    method: Method,
    url: string,
    call: CallOptions,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const own = new URL(url).origin === origin;
    return transport(url, {
      method,
      redirect: 'manual',
      signal,
      headers: {
        'user-agent': `hilbench/${options.version}`,
        ...(own
          ? {
              accept: call.accept ?? 'application/vnd.github+json',
              authorization: `Bearer ${options.token}`,
              'x-github-api-version': API_VERSION,
            }
          : {}),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  }

  /** One attempt: the value, or why it failed and may be tried again. */
  async function attempt<T>(
    method: Method,
    url: string,
    call: CallOptions,
    outer: AbortSignal,
    read: (response: HttpResponse, name: string) => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly failure: Failure } | { readonly lost: unknown }> {
    const name = `${method} ${new URL(url).pathname}`;
    const signal = AbortSignal.any([outer, AbortSignal.timeout(attempt_timeout_ms)]);
    try {
      const response = await send(method, url, call, signal);
      if (response.status < 400) return { value: await read(response, name) };
      return { failure: await readFailure(response, name, Date.now()) };
    } catch (cause) {
      throwIfAborted(outer);
      if (cause instanceof HilbenchError) throw cause;
      return { lost: cause };
    }
  }

  /** Repeats attempts until one succeeds, one fails for good, or the time is up. */
  async function retrying<T>(
    method: Method,
    url: string,
    call: CallOptions,
    read: (response: HttpResponse, name: string) => Promise<T>,
  ): Promise<T> {
    const name = `${method} ${new URL(url).pathname}`;
    const repeatable = method === 'GET' || call.idempotent === true;
    const ends_at = performance.now() + timeout_ms;
    const onTimeout = (): HilbenchError =>
      githubError(
        'GITHUB_TIMEOUT',
        `${name} was not answered within ${timeout_ms} ms.`,
        'Check the network of the runner, and run the job again.',
      );
    return withDeadline(call.signal, timeout_ms, onTimeout, async (signal) => {
      for (let count = 1; ; count += 1) {
        const outcome = await attempt(method, url, call, signal, read);
        if (!('lost' in outcome)) silent = false;
        if ('value' in outcome) return outcome.value;
        const { error, retry, asked_ms } =
          'failure' in outcome
            ? {
                error: failureError(outcome.failure, name, call.permission),
                retry:
                  outcome.failure.rate_limit_wait_ms !== undefined ||
                  (outcome.failure.status >= 500 && repeatable),
                asked_ms: outcome.failure.rate_limit_wait_ms ?? 0,
              }
            : {
                error: githubError(
                  'GITHUB_UNREACHABLE',
                  `${name} got no answer: ${reasonOf(outcome.lost)}`,
                  'Check the network of the runner and its proxy settings, and run the job again.',
                  { cause: outcome.lost },
                ),
                retry: repeatable,
                asked_ms: 0,
              };
        // Jitter keeps jobs that failed together from coming back together.
        const wait_ms = Math.max(asked_ms, backoff_ms * 2 ** (count - 1) * (0.5 + Math.random()));
        const last = count === MAX_ATTEMPTS || performance.now() + wait_ms > ends_at;
        if (!retry || last || silent) {
          silent ||= last && 'lost' in outcome;
          throw error;
        }
        log.debug(`${error.message} Trying again in ${Math.ceil(wait_ms)} ms.`);
        await delay(wait_ms, undefined, { signal }).catch(() => throwIfAborted(signal));
      }
    });
  }

  async function call<T>(
    method: Method,
    path: string,
    schema: z.ZodType<T>,
    callOptions: CallOptions,
  ): Promise<T> {
    return retrying(method, urlOf(path, callOptions.query), callOptions, async (response, name) => {
      if (response.status >= 300) return redirected(response, name);
      return parseAnswer(await readBody(response, MAX_ANSWER_BYTES, name), schema, name);
    });
  }

  async function redirected(response: HttpResponse, name: string): Promise<never> {
    await response.body?.cancel();
    throw githubError(
      'GITHUB_REJECTED',
      `${name} was answered with a redirect (${response.status}).`,
      'The repository may have been renamed: run the workflow again, so that it gets the new name.',
    );
  }

  async function list<Page, Item>(
    path: string,
    schema: z.ZodType<Page>,
    items: (page: Page) => readonly Item[],
    { max_pages = 100, ...callOptions }: CallOptions & { readonly max_pages?: number },
  ): Promise<Item[]> {
    const all: Item[] = [];
    let url: string | undefined = urlOf(path, { per_page: 100, ...callOptions.query });
    for (let page = 1; url !== undefined && page <= max_pages; page += 1) {
      const answer: { items: readonly Item[]; next: string | undefined } = await retrying(
        'GET',
        url,
        callOptions,
        async (response, name) => {
          if (response.status >= 300) return redirected(response, name);
          const body = await readBody(response, MAX_ANSWER_BYTES, name);
          return {
            items: items(parseAnswer(body, schema, name)),
            next: nextPage(response.headers.get('link'), origin),
          };
        },
      );
      all.push(...answer.items);
      url = answer.next;
    }
    return all;
  }

  async function download(
    path: string,
    { max_bytes, ...callOptions }: CallOptions & { readonly max_bytes: number },
  ): Promise<Buffer> {
    const found = await retrying(
      'GET',
      urlOf(path, callOptions.query),
      callOptions,
      async (response, name) => {
        const location = response.headers.get('location');
        if (response.status < 300) return { bytes: await readBody(response, max_bytes, name) };
        await response.body?.cancel();
        if (location === null) return redirected(response, name);
        return { location: new URL(location, options.api_url) };
      },
    );
    if ('bytes' in found) return found.bytes;
    const { location } = found;
    if (location.protocol !== 'https:' && location.protocol !== new URL(options.api_url).protocol) {
      throw githubError(
        'GITHUB_REJECTED',
        `GET ${path} was redirected to a ${location.protocol} address.`,
        'Check GITHUB_API_URL: GitHub stores files behind https.',
      );
    }
    return retrying('GET', location.href, callOptions, async (response, name) => {
      if (response.status >= 300) return redirected(response, name);
      return readBody(response, max_bytes, name);
    });
  }

  async function graphql<T>(query: string, schema: z.ZodType<T>, callOptions: CallOptions): Promise<T> {
    const envelope = z.object({ data: schema });
    const { data } = await retrying(
      'POST',
      options.graphql_url,
      { idempotent: true, ...callOptions, body: { query } },
      async (response, name) => parseAnswer(await readBody(response, MAX_ANSWER_BYTES, name), envelope, name),
    );
    return data;
  }

  return { call, list, download, graphql };
}

/** The address of the next page from a Link header; only at the API's own origin. */
function nextPage(link: string | null, origin: string): string | undefined {
  const match = /<([^>]+)>;\s*rel="next"/.exec(link ?? '');
  const url = match?.[1];
  return url !== undefined && URL.canParse(url) && new URL(url).origin === origin ? url : undefined;
}
