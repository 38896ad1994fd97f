import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actionsRoutes } from './actions-routes.ts';
import { handleBlob } from './blobs.ts';
import { type EnvRequest, writeEnv } from './env.ts';
import { gitRoutes } from './git-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { type Answer, match, notFound, type Request, type Route } from './router.ts';
import { createState, type GithubState } from './state.ts';
import { handleTwirp } from './twirp.ts';

/** How the stand-in misbehaves at requests that match. */
export interface Fault {
  readonly method?: string;
  /** Tested against the path, without `/api`. */
  readonly path: RegExp;
  /** How often; default always. */
  readonly times?: number;
  /** Let so many requests that match pass first. */
  readonly after?: number;
  readonly does:
    | { readonly answer: Answer }
    /** The connection breaks, before or after the request took effect. */
    | { readonly cut: 'before' | 'after' }
    | { readonly slow_ms: number }
    /** A list that does not show its newest entries yet. */
    | { readonly stale: number }
    /** Something else happens just before: another writer, a push. */
    | { readonly first: (state: GithubState) => void };
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Github extends AsyncDisposable {
  readonly state: GithubState;
  readonly api_url: string;
  readonly server_url: string;
  readonly results_url: string;
  readonly requests: readonly SeenRequest[];
  misbehave(fault: Fault): void;
  /** Behave again, and forget what was asked. */
  calm(): void;
  /** Environment and files with which a runner starts an action, in the folder `dir`. */
  env(request: EnvRequest): Promise<Record<string, string>>;
}

const routes: readonly Route[] = [...repositoryRoutes, ...gitRoutes, ...actionsRoutes];

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forbidden(needs: readonly string[]): Answer {
  return {
    status: 403,
    headers: { 'x-accepted-github-permissions': needs.join('; ') },
    json: { message: 'Resource not accessible by integration', status: '403' },
  };
}

function handleRest(request: Request, state: GithubState): Answer {
  if (request.headers.authorization !== `Bearer ${state.token}`) {
    return { status: 401, json: { message: 'Bad credentials', status: '401' } };
  }
  if (request.headers['user-agent'] === undefined) {
    return { status: 403, json: { message: 'Request forbidden by administrative rules.' } };
  }
  for (const route of routes) {
    const params = match(route, request.method, request.path);
    if (params === undefined) continue;
    if (params.owner !== undefined && `${params.owner}/${params.repo}` !== `${state.owner}/${state.repo}`) {
      return notFound();
    }
    const { needs } = route;
    if (needs?.every((need) => state.denied.has(need))) return forbidden(needs);
    return route.handle({ ...request, params }, state);
  }
  return notFound();
}

function withoutNewest(answer: Answer, count: number): Answer {
  return Array.isArray(answer.json) ? { ...answer, json: answer.json.slice(0, -count || undefined) } : answer;
}

/**
 * GitHub's services on one loopback port, kept in memory: REST under `/api`, the artifact service v4, the
 * cache service v2, blob storage.
 */
export async function startGithub(options: Parameters<typeof createState>[0] = {}): Promise<Github> {
  const state = createState(options);
  const requests: SeenRequest[] = [];
  let faults: { fault: Fault; left: number; pass: number }[] = [];
  let origin = '';

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', origin);
    const rest = url.pathname.startsWith('/api/');
    const request: Request = {
      method: message.method ?? 'GET',
      path: rest ? url.pathname.slice('/api'.length) : url.pathname,
      params: {},
      query: url.searchParams,
      headers: message.headers,
      body: await readAll(message),
      origin,
    };
    requests.push({ method: request.method, path: request.path, headers: message.headers });
    const active = faults.find(
      ({ fault, left }) =>
        left > 0 && (fault.method ?? request.method) === request.method && fault.path.test(request.path),
    );
    if (active !== undefined && active.pass-- <= 0) active.left -= 1;
    const does = active !== undefined && active.pass < 0 ? active.fault.does : undefined;
    if (does !== undefined && 'slow_ms' in does) {
      await new Promise((resolve) => setTimeout(resolve, does.slow_ms).unref());
    }
    if (does !== undefined && 'first' in does) does.first(state);
    if (does !== undefined && 'cut' in does && does.cut === 'before') return void message.socket.destroy();
    let answer: Answer;
    if (does !== undefined && 'answer' in does) answer = does.answer;
    else if (rest) answer = handleRest(request, state);
    else if (request.path.startsWith('/twirp/')) answer = handleTwirp(request, state);
    else answer = handleBlob(request, state);
    if (does !== undefined && 'stale' in does) answer = withoutNewest(answer, does.stale);
    if (does !== undefined && 'cut' in does) return void message.socket.destroy();
    const data = answer.data ?? Buffer.from(answer.json === undefined ? '' : JSON.stringify(answer.json));
    const type = answer.json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
    response.writeHead(answer.status, { ...type, 'content-length': data.length, ...answer.headers });
    response.end(request.method === 'HEAD' ? undefined : data);
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      response.writeHead(500).end(JSON.stringify({ message: `stand-in: ${String(error)}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  const github = {
    state,
    requests,
    api_url: `${origin}/api`,
    server_url: `http://github.localhost:${port}`,
    results_url: `http://localhost:${port}/`,
    misbehave(fault: Fault) {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, pass: fault.after ?? 0 });
    },
    calm() {
      faults = [];
      requests.length = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return { ...github, env: (request) => writeEnv(github, request) };
}
