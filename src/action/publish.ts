import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactName } from '../github/artifact-name.ts';
import { type ArtifactService, type UploadedArtifact, uploadArtifact } from '../github/artifacts.ts';
import {
  type CommentOutcome,
  type CommentRequest,
  MAX_COMMENT_TEXT,
  postComment,
} from '../github/comments.ts';
import type { GithubContext } from '../github/context.ts';
import { recordResults } from '../github/data-branch.ts';
import { hasCode } from '../github/errors.ts';
import { MAX_ISSUE_TEXT, reconcileIssue } from '../github/issues.ts';
import type { ActionLog } from '../github/log.ts';
import type { RestClient } from '../github/rest.ts';
import { subjectOf } from '../github/subject.ts';
import { annotationsOf } from '../report/markdown/annotations.ts';
import { commentMarkdown, type Links, type ReportInput } from '../report/markdown/comment.ts';
import { link } from '../report/markdown/escape.ts';
import { overallOutcome } from '../report/markdown/regressions.ts';
import { SUMMARY_LIMIT_BYTES, summaryMarkdown } from '../report/markdown/summary.ts';
import type { RunResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import { type Failure, failuresMarkdown } from './failures.ts';
import type { ActionInputs } from './inputs.ts';
import type { Measured } from './measure.ts';

export interface PublishDeps {
  readonly client?: RestClient;
  /** Loaded only when something is uploaded. */
  readonly artifacts: () => Promise<ArtifactService>;
  readonly context: GithubContext;
  readonly log: ActionLog;
  /** Adds Markdown to the job's summary. */
  readonly addSummary: (markdown: string) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Findings {
  readonly measured: readonly Measured[];
  readonly failures: readonly Failure[];
  readonly inputs: ActionInputs;
  /** Folder with the results of all jobs. */
  readonly results: string;
}

/** The artifact of one result: its name is how later runs find it. */
export function resultArtifactName(prefix: string, result: RunResult): string {
  const { platform, engine, model } = subjectOf(result);
  return artifactName(prefix, platform, engine, model);
}

/** What GitHub refuses or cannot do now is a warning: the results are there all the same. */
async function orWarn<T>(
  log: ActionLog,
  what: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    throwIfAborted(signal);
    if (!(error instanceof HilbenchError)) throw error;
    log.warn(`${what}: ${error.message} ${error.hint} [${error.code}]`);
    return undefined;
  }
}

async function uploadAll(
  { artifacts, context, log, signal }: PublishDeps,
  { measured, inputs }: Findings,
): Promise<UploadedArtifact[]> {
  if (measured.length === 0) return [];
  const service = await artifacts();
  const { repository, server_url, run_id } = context;
  const uploaded: UploadedArtifact[] = [];
  for (const { folder, verdict } of measured) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const request = {
      name: resultArtifactName(inputs.artifact_prefix, verdict.head),
      files,
      folder,
      ...(inputs.retention_days === undefined ? {} : { retention_days: inputs.retention_days }),
    };
    const done = await orWarn(log, 'The results are not uploaded', signal, () =>
      uploadArtifact({ service, log, repository, server_url, run_id }, request, signal),
    );
    if (done !== undefined) uploaded.push(done);
  }
  return uploaded;
}

function linksOf(context: GithubContext, artifacts: readonly UploadedArtifact[]): Links {
  const run = `${context.server_url}/${context.repository.owner}/${context.repository.name}/actions/runs/${context.run_id}`;
  const [only, ...others] = artifacts;
  if (only === undefined) return { run, artifacts: [] };
  // Every artifact holds the report.html of its result.
  if (others.length === 0) return { run, report: only.url, artifacts: [] };
  return { run, report: `${run}#artifacts`, artifacts: artifacts.map(({ name, url }) => ({ name, url })) };
}

/** The comment of this configuration; undefined where there is none to write. */
export function commentRequest(context: GithubContext, inputs: ActionInputs): CommentRequest | undefined {
  const { pull_request, head_sha, run_id, run_attempt } = context;
  if (pull_request === undefined || !inputs.comment) return undefined;
  const key = `${inputs.config} ${inputs.artifact_prefix}`;
  return { pull_request: pull_request.number, key, head_sha, run_id, run_attempt };
}

/** What could not run, and the report of what could, in at most `limit` characters. */
function reportWithin(limit: number, input: ReportInput, failed: string): string {
  if (input.verdicts.length > 0)
    return `${failed}${commentMarkdown({ ...input, limit: limit - failed.length })}`;
  const { run } = input.links;
  return `${failed}${run === undefined ? '' : link('run', run)}\n`;
}

async function comment(
  deps: PublishDeps,
  findings: Findings,
  input: ReportInput,
  failed: string,
): Promise<CommentOutcome | undefined> {
  const { client, context, log, signal } = deps;
  const { repository } = context;
  const request = commentRequest(context, findings.inputs);
  if (client === undefined || request === undefined) return undefined;
  const text = reportWithin(MAX_COMMENT_TEXT, input, failed);
  const outcome = await orWarn(log, 'There is no comment', signal, () =>
    postComment({ client, repository, log }, request, text, signal),
  );
  if (outcome?.kind === 'outdated')
    log.info('The pull request has moved on: these results are not posted as if they were current.');
  return outcome;
}

async function keepIssue(
  { client, context, log, signal }: PublishDeps,
  { inputs }: Findings,
  regression: string | undefined,
): Promise<void> {
  if (client === undefined || !inputs.issue) return;
  const { repository, head_sha, run_id, run_attempt } = context;
  const request = {
    key: inputs.config,
    head_sha,
    run_id,
    run_attempt,
    title: 'hilbench: worse than allowed',
  };
  await orWarn(log, 'The issue is not kept', signal, () =>
    reconcileIssue({ client, repository }, request, regression, signal),
  );
}

async function record({ client, context, log, signal }: PublishDeps, { measured }: Findings): Promise<void> {
  if (client === undefined || measured.length === 0) return;
  const results = measured.map(({ verdict }) => verdict.head);
  try {
    await recordResults({ client, repository: context.repository, log }, context, results, signal);
  } catch (error) {
    throwIfAborted(signal);
    if (!(error instanceof HilbenchError)) throw error;
    // Not every workflow means to write it; who does sees why it did not.
    const say = hasCode(error, 'GITHUB_FORBIDDEN', 'GITHUB_UNAUTHORIZED') ? log.info : log.warn;
    say(`The data branch is not written: ${error.message} [${error.code}]`);
  }
}

/** Tells everyone: artifacts, summary, annotations, comment, issue, data branch. */
export async function publish(deps: PublishDeps, findings: Findings) {
  const { context, log } = deps;
  const { measured, failures } = findings;
  const artifacts = await uploadAll(deps, findings);
  const verdicts = measured.map(({ verdict }) => verdict);
  const input: ReportInput = {
    verdicts,
    histories: measured.map(({ history }) => history),
    links: linksOf(context, artifacts),
    commit: context.head_sha,
  };
  const failed = failuresMarkdown(failures);
  const body =
    verdicts.length === 0
      ? ''
      : summaryMarkdown({ ...input, limit_bytes: SUMMARY_LIMIT_BYTES - Buffer.byteLength(failed) });
  const markdown = `${failed}${body}`;
  const summary = join(findings.results, 'summary.md');
  await writeFile(summary, markdown);
  await deps.addSummary(markdown);
  log.annotate([
    ...annotationsOf(verdicts, context.workspace),
    ...failures.map(({ job, error }) => ({
      level: 'error' as const,
      title: `${job.name} on ${job.platform} could not run`,
      message: `${error.message} [${error.code}]\n${error.hint}`,
      file: job.model.path,
    })),
  ]);
  const outcome = failures.length > 0 || verdicts.length === 0 ? 'fail' : overallOutcome(verdicts);
  const posted = await comment(deps, findings, input, failed);
  const worse = outcome === 'fail' || outcome === 'warn';
  await keepIssue(deps, findings, worse ? reportWithin(MAX_ISSUE_TEXT, input, failed) : undefined);
  await record(deps, findings);
  return { outcome, artifacts, summary, ...(posted === undefined ? {} : { comment: posted }) };
}
