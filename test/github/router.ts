import type { GithubState } from './state.ts';

export interface Request {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly data?: Buffer;
}

export type Handler = (request: Request, state: GithubState) => Answer;

export interface Route {
  readonly method: string;
  /** `/repos/:owner/:repo/pulls/:number`; a last `*name` takes the rest. */
  readonly pattern: string;
  /** Any one of these permissions does; as GitHub names them. */
  readonly needs?: readonly string[];
  readonly handle: Handler;
}

export const ok = (json: unknown, status = 200): Answer => ({ status, json });
export const notFound = (): Answer => ({ status: 404, json: { message: 'Not Found', status: '404' } });
export const unprocessable = (message: string): Answer => ({ status: 422, json: { message } });

export function match(route: Route, method: string, path: string): Record<string, string> | undefined {
  if (route.method !== method) return undefined;
  const pattern = route.pattern.split('/');
  const parts = path.split('/');
  const params: Record<string, string> = {};
  for (const [index, piece] of pattern.entries()) {
    const part = parts[index];
    if (piece.startsWith('*')) {
      params[piece.slice(1)] = decodeURIComponent(parts.slice(index).join('/'));
      return params;
    }
    if (part === undefined) return undefined;
    if (piece.startsWith(':')) params[piece.slice(1)] = decodeURIComponent(part);
    else if (piece !== part) return undefined;
  }
  return pattern.length === parts.length ? params : undefined;
}

/** The body as an object; what is not JSON is a defect of the caller. */
export function bodyOf(request: Request): Record<string, unknown> {
  return JSON.parse(request.body.toString('utf8')) as Record<string, unknown>;
}

/** One page, with the Link header that leads to the next. */
export function paged(
  request: Request,
  items: readonly unknown[],
  wrap = (page: unknown[]): unknown => page,
): Answer {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const page = Number(request.query.get('page') ?? 1);
  const json = wrap(items.slice((page - 1) * size, page * size));
  if (page * size >= items.length) return { status: 200, json };
  const next = new URL(`${request.origin}/api${request.path}?${request.query}`);
  next.searchParams.set('page', String(page + 1));
  return { status: 200, json, headers: { link: `<${next.href}>; rel="next"` } };
}
