import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pullJson } from './repository-routes.ts';
import type { Github } from './server.ts';
import { type GithubState, sha } from './state.ts';

export interface EnvRequest {
  /** A folder of the test; everything is written below it. */
  readonly dir: string;
  readonly event_name: string;
  /** The payload; `repository` is added. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly sha?: string;
  readonly ref?: string;
  readonly run_id?: number;
  readonly run_attempt?: number;
  readonly job?: string;
  readonly self_hosted?: boolean;
  /** By name, as in action.yml. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Default `dir/workspace`, which is created. */
  readonly workspace?: string;
}

/** The payload of an event about a pull request. */
export function pullRequestEvent(state: GithubState, number: number): Record<string, unknown> {
  const pull = state.pulls.get(number);
  if (pull === undefined) throw new Error(`There is no pull request ${number}.`);
  return { action: 'synchronize', number, pull_request: pullJson(pull, state) };
}

/** The payload of a push to the default branch. */
export function pushEvent(state: GithubState, before: string, after: string): Record<string, unknown> {
  return { ref: `refs/heads/${state.default_branch}`, before, after };
}

/** A token that says for which run it is, as the runner hands out; nobody checks its signature. */
export function runtimeToken(run_id: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const scp = `Actions.GenericRead Actions.Results:run-${run_id}:job-${run_id}`;
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ scp, exp: 4_000_000_000 })}.c2ln`;
}

export async function writeEnv(
  github: Pick<Github, 'state' | 'api_url' | 'server_url' | 'results_url'>,
  request: EnvRequest,
): Promise<Record<string, string>> {
  const { state } = github;
  const repository = { full_name: `${state.owner}/${state.repo}`, default_branch: state.default_branch };
  const at = (name: string): string => join(request.dir, name);
  const workspace = request.workspace ?? at('workspace');
  await mkdir(workspace, { recursive: true });
  await mkdir(at('temp'), { recursive: true });
  await writeFile(at('event.json'), JSON.stringify({ repository, ...request.event }));
  for (const file of ['output', 'state', 'summary', 'env', 'path']) await writeFile(at(file), '');
  const run_id = request.run_id ?? 1;
  const inputs = Object.entries(request.inputs ?? {}).map(
    ([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value] as const,
  );
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: repository.full_name,
    GITHUB_EVENT_NAME: request.event_name,
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_ACTOR: 'octocat',
    GITHUB_SHA: request.sha ?? sha('head'),
    GITHUB_REF: request.ref ?? `refs/heads/${state.default_branch}`,
    GITHUB_RUN_ID: String(run_id),
    GITHUB_RUN_ATTEMPT: String(request.run_attempt ?? 1),
    GITHUB_JOB: request.job ?? 'measure',
    GITHUB_SERVER_URL: github.server_url,
    GITHUB_API_URL: github.api_url,
    GITHUB_GRAPHQL_URL: `${github.api_url}/graphql`,
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: at('output'),
    GITHUB_STATE: at('state'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_ENV: at('env'),
    GITHUB_PATH: at('path'),
    RUNNER_TEMP: at('temp'),
    RUNNER_OS: 'Linux',
    RUNNER_ENVIRONMENT: request.self_hosted === true ? 'self-hosted' : 'github-hosted',
    ACTIONS_RESULTS_URL: github.results_url,
    ACTIONS_RUNTIME_TOKEN: runtimeToken(run_id),
    ACTIONS_CACHE_SERVICE_V2: '1',
    'INPUT_GITHUB-TOKEN': state.token,
    ...Object.fromEntries(inputs),
  };
}
