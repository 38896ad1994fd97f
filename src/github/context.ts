import { open } from 'node:fs/promises';
import { z } from 'zod';
import type { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import { githubError, reasonOf } from './errors.ts';
import {
  eventSchema,
  fullNameSchema,
  numberSchema,
  type PullRequestEvent,
  refSchema,
  shaSchema,
  type WorkflowEvent,
} from './event.ts';

/** GitHub cuts webhook payloads at 25 MB. */
const MAX_EVENT_BYTES = 25 * 1024 * 1024;

/** `owner/name` in its two parts. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
}

export interface PullRequest {
  readonly number: number;
  readonly head_sha: string;
  readonly head_ref: string;
  /** Absent when the fork was deleted. */
  readonly head_repo?: Repository;
  readonly base_sha: string;
  readonly base_ref: string;
}

/** The run whose end started this one (`workflow_run`). What it uploaded is untrusted. */
export interface TriggeringRun {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly conclusion?: string;
  readonly head_sha: string;
  readonly head_branch?: string;
  readonly head_repo?: Repository;
}

/** Where and for what a workflow runs. */
export interface GithubContext {
  readonly repository: Repository;
  readonly event: string;
  readonly actor: string;
  /** What was checked out by default; for a pull request the merge commit, not its head. */
  readonly sha: string;
  /** `refs/heads/main`, `refs/pull/7/merge`. */
  readonly ref: string;
  readonly default_branch?: string;
  /** Commit of the branch before a push; absent for a new branch and other events. */
  readonly before?: string;
  readonly pull_request?: PullRequest;
  readonly triggering_run?: TriggeringRun;
  /** The commit that results are about: the head of the pull request, or of the run, or `sha`. */
  readonly head_sha: string;
  /** The code under test comes from another repository, or from one that is gone. */
  readonly fork: boolean;
  /** Only people who may write to the repository start such an event, with code that is in it. */
  readonly trusted: boolean;
  /** Not a machine that GitHub throws away after the job. */
  readonly self_hosted: boolean;
  readonly run_id: number;
  readonly run_attempt: number;
  readonly job: string;
  readonly server_url: string;
  readonly api_url: string;
  readonly graphql_url: string;
  /** Folder for the job's temporary files. */
  readonly temp_dir: string;
  readonly workspace: string;
}

/** Events that nobody but a writer causes. Pull requests are not among them, whoever opened them. */
const TRUSTED_EVENTS = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'release',
  'create',
  'merge_group',
]);

const urlSchema = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const wholeNumber = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number)
  .pipe(numberSchema);

const envSchema = z.object({
  GITHUB_REPOSITORY: fullNameSchema,
  GITHUB_EVENT_NAME: z.string().regex(/^[a-z_]{1,64}$/),
  GITHUB_EVENT_PATH: z.string().min(1).max(4096),
  GITHUB_ACTOR: z.string().max(256).default(''),
  GITHUB_SHA: shaSchema,
  GITHUB_REF: refSchema,
  GITHUB_RUN_ID: wholeNumber,
  GITHUB_RUN_ATTEMPT: wholeNumber.default(1),
  GITHUB_JOB: z.string().max(256).default(''),
  GITHUB_SERVER_URL: urlSchema.default('https://github.com'),
  GITHUB_API_URL: urlSchema.default('https://api.github.com'),
  GITHUB_GRAPHQL_URL: urlSchema.default('https://api.github.com/graphql'),
  GITHUB_WORKSPACE: z.string().min(1).max(4096),
  RUNNER_TEMP: z.string().min(1).max(4096),
  RUNNER_ENVIRONMENT: z.string().max(64).default('self-hosted'),
});

function invalid(what: string, error: z.ZodError): HilbenchError {
  const issue = error.issues[0];
  const where = issue?.path.map(String).join('.') || '(top)';
  return githubError(
    'GITHUB_CONTEXT_INVALID',
    `${what} is not what GitHub provides: ${plainText(`${where}: ${issue?.message ?? ''}`, 300)}.`,
    'Run this as a step of a GitHub Actions workflow; on a desk, use the hilbench command line.',
    { kind: 'input', cause: error },
  );
}

async function readEvent(path: string): Promise<WorkflowEvent> {
  const fail = (message: string, cause?: unknown): HilbenchError =>
    githubError(
      'GITHUB_EVENT_UNREADABLE',
      message,
      'GITHUB_EVENT_PATH must name the event file that the runner wrote.',
      { kind: 'input', cause },
    );
  let text: string;
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > MAX_EVENT_BYTES) {
      throw fail(`The event file has ${size} bytes; GitHub sends at most ${MAX_EVENT_BYTES}.`);
    }
    text = await file.readFile('utf8');
  } catch (cause) {
    if (cause instanceof Error && 'kind' in cause) throw cause;
    throw fail(`The event file cannot be read: ${reasonOf(cause)}`, cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw fail('The event file is not JSON.', cause);
  }
  const event = eventSchema.safeParse(value);
  if (!event.success) throw invalid('The event file', event.error);
  return event.data;
}

/** Splits a checked `owner/name`. */
export function parseRepository(fullName: string): Repository {
  const [owner = '', name = ''] = fullNameSchema.parse(fullName).split('/');
  return { owner, name };
}

export function sameRepository(a: Repository | undefined, b: Repository | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return `${a.owner}/${a.name}`.toLowerCase() === `${b.owner}/${b.name}`.toLowerCase();
}

/** A pull request as an event or the API tells it. */
export function toPullRequest(pull: PullRequestEvent): PullRequest {
  return {
    number: pull.number,
    head_sha: pull.head.sha,
    head_ref: pull.head.ref,
    ...(pull.head.repo === null ? {} : { head_repo: parseRepository(pull.head.repo.full_name) }),
    base_sha: pull.base.sha,
    base_ref: pull.base.ref,
  };
}

function triggeringRunOf(event: WorkflowEvent): TriggeringRun | undefined {
  const run = event.workflow_run;
  if (run === undefined) return undefined;
  return {
    id: run.id,
    attempt: run.run_attempt ?? 1,
    event: run.event,
    head_sha: run.head_sha,
    ...(run.conclusion === null ? {} : { conclusion: run.conclusion }),
    ...(run.head_branch === null ? {} : { head_branch: run.head_branch }),
    ...(run.head_repository === null ? {} : { head_repo: parseRepository(run.head_repository.full_name) }),
  };
}

/**
 * Reads what the runner tells about the workflow run: environment and event file.
 *
 * @throws {HilbenchError} `GITHUB_CONTEXT_INVALID`, `GITHUB_EVENT_UNREADABLE` (kind `input`)
 */
export async function readContext(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<GithubContext> {
  // The runner sets what it does not know to nothing.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) throw invalid('The environment', parsed.error);
  const vars = parsed.data;
  const event = await readEvent(vars.GITHUB_EVENT_PATH);
  const repository = parseRepository(vars.GITHUB_REPOSITORY);
  const pull_request = event.pull_request === undefined ? undefined : toPullRequest(event.pull_request);
  const triggering_run = triggeringRunOf(event);
  const fromElsewhere =
    (pull_request !== undefined && !sameRepository(pull_request.head_repo, repository)) ||
    (triggering_run !== undefined && !sameRepository(triggering_run.head_repo, repository));
  return {
    repository,
    event: vars.GITHUB_EVENT_NAME,
    actor: plainText(vars.GITHUB_ACTOR, 100),
    sha: vars.GITHUB_SHA,
    ref: vars.GITHUB_REF,
    ...(event.repository?.default_branch === undefined
      ? {}
      : { default_branch: event.repository.default_branch }),
    ...(event.before === undefined || /^0+$/.test(event.before) ? {} : { before: event.before }),
    ...(pull_request === undefined ? {} : { pull_request }),
    ...(triggering_run === undefined ? {} : { triggering_run }),
    head_sha: pull_request?.head_sha ?? triggering_run?.head_sha ?? vars.GITHUB_SHA,
    fork: fromElsewhere,
    trusted: TRUSTED_EVENTS.has(vars.GITHUB_EVENT_NAME) && !fromElsewhere,
    self_hosted: vars.RUNNER_ENVIRONMENT !== 'github-hosted',
    run_id: vars.GITHUB_RUN_ID,
    run_attempt: vars.GITHUB_RUN_ATTEMPT,
    job: plainText(vars.GITHUB_JOB, 200),
    server_url: vars.GITHUB_SERVER_URL,
    api_url: vars.GITHUB_API_URL,
    graphql_url: vars.GITHUB_GRAPHQL_URL,
    temp_dir: vars.RUNNER_TEMP,
    workspace: vars.GITHUB_WORKSPACE,
  };
}

/** The proxy settings of the runner, for createTransport. */
export function readProxySettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ProxySettings {
  const value = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const http = value('HTTP_PROXY');
  const https = value('HTTPS_PROXY');
  const none = value('NO_PROXY');
  return {
    ...(http === undefined ? {} : { http_proxy: http }),
    ...(https === undefined ? {} : { https_proxy: https }),
    ...(none === undefined ? {} : { no_proxy: none }),
  };
}

export interface ProxySettings {
  readonly http_proxy?: string;
  readonly https_proxy?: string;
  readonly no_proxy?: string;
}

/** Whether this is a push to the default branch: the only thing that may write the data branch. */
export function isDefaultBranchPush(context: GithubContext): boolean {
  return (
    context.event === 'push' &&
    context.trusted &&
    context.default_branch !== undefined &&
    context.ref === `refs/heads/${context.default_branch}`
  );
}
