import { z } from 'zod';
import { listRunArtifacts } from '../github/artifacts.ts';
import { type BaselineFinder, createBaselineFinder } from '../github/baselines.ts';
import { writeCheck } from '../github/checks.ts';
import { type CollectedResult, collectResults } from '../github/collect.ts';
import { MAX_COMMENT_TEXT, postComment } from '../github/comments.ts';
import { type GithubContext, type PullRequest, readContext, readProxySettings } from '../github/context.ts';
import { hasCode } from '../github/errors.ts';
import type { ActionLog } from '../github/log.ts';
import { findPullRequest } from '../github/pulls.ts';
import { createRestClient, type RestClient, repoPath } from '../github/rest.ts';
import { createTransport } from '../github/transport.ts';
import { DEFAULT_CONFIG, type GateConfig, parseGate } from '../regression/config.ts';
import { judge } from '../regression/gate.ts';
import type { History, Verdict } from '../regression/types.ts';
import { commentMarkdown, type ReportInput } from '../report/markdown/comment.ts';
import { overallOutcome } from '../report/markdown/regressions.ts';
import { SUMMARY_LIMIT_BYTES, summaryMarkdown } from '../report/markdown/summary.ts';
import { HilbenchError } from '../support/errors.ts';
import { resultArtifactName } from './publish.ts';
import { loadReportInputs, type ReportInputs } from './report-inputs.ts';

const HISTORY_VALUES = 20;
const MAX_CHECK_BYTES = 65_000;

/** What the report action has of the runner. */
export interface ReportHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: ActionLog;
  readonly version: string;
  readonly addSummary: (markdown: string) => Promise<void>;
  readonly setOutput: (name: string, value: string) => void;
  readonly signal: AbortSignal;
}

interface Place {
  readonly client: RestClient;
  readonly context: GithubContext;
  readonly inputs: ReportInputs;
  readonly host: ReportHost;
  /** What readers must know of these results, in plain sentences of our own. */
  readonly remarks: string[];
}

/** The thresholds of the default branch: a pull request cannot loosen its own gate. */
async function readRules({ client, context, inputs, host, remarks }: Place): Promise<GateConfig> {
  const path = repoPath(context.repository, 'contents', ...inputs.config.split('/'));
  const schema = z.object({ encoding: z.literal('base64'), content: z.string().max(1024 * 1024) });
  try {
    const { content } = await client.call('GET', path, schema, {
      signal: host.signal,
      permission: 'contents: read',
    });
    return parseGate(Buffer.from(content, 'base64').toString('utf8'), inputs.config);
  } catch (error) {
    if (hasCode(error, 'GITHUB_FORBIDDEN')) {
      host.log.warn(`The thresholds cannot be read: ${error.message} [${error.code}]`);
      remarks.push(
        'The thresholds of the repository could not be read (contents: read): the built-in ones judge.',
      );
    } else if (hasCode(error, 'GITHUB_NOT_FOUND')) {
      host.log.info('The default branch has no file of thresholds: the built-in ones judge.');
    } else {
      throw error;
    }
    return DEFAULT_CONFIG;
  }
}

/** The pull request, found from the event; never from what an artifact says. */
async function pullRequestOf({ client, context, host }: Place): Promise<PullRequest | undefined> {
  if (context.pull_request !== undefined) return context.pull_request;
  const run = context.triggering_run;
  if (run?.head_repo === undefined || run.head_branch === undefined) return undefined;
  const head = { sha: run.head_sha, branch: run.head_branch, repo: run.head_repo };
  return findPullRequest(client, context.repository, head, host.signal);
}

async function collect({
  client,
  context,
  inputs,
  host,
  remarks,
}: Place): Promise<readonly CollectedResult[]> {
  const { log, signal } = host;
  const run = inputs.run_id ?? context.triggering_run?.id ?? context.run_id;
  const artifacts = await listRunArtifacts(client, context.repository, run, signal);
  const { results, refused } = await collectResults(artifacts, `${inputs.artifact_prefix}-`, signal);
  for (const { error } of refused) log.warn(`An artifact is left out: ${error.message} [${error.code}]`);
  if (refused.length > 0) {
    remarks.push(
      `${refused.length} of the artifacts of that run could not be read: results are missing here.`,
    );
  }
  return results;
}

/** What a stranger's job compared with counts only where the repository has nothing of its own. */
async function baselineOf(
  finder: BaselineFinder,
  { result: head, base }: CollectedResult,
  { context, inputs }: Place,
) {
  const paired = base === undefined ? {} : { base, baseline: { source: 'paired' as const } };
  if (base !== undefined && !context.fork) return paired;
  const stored = await finder.find(head, resultArtifactName(inputs.artifact_prefix, head));
  return stored.kind === 'found' ? { base: stored.result, baseline: stored.info } : paired;
}

async function judgeAll(
  place: Place,
  pull: PullRequest | undefined,
): Promise<{ verdicts: Verdict[]; histories: History[][] }> {
  const { client, context, host } = place;
  const { rules } = await readRules(place);
  const head_sha = pull?.head_sha ?? context.head_sha;
  const start =
    pull === undefined
      ? ({ kind: 'first-parent', head: head_sha } as const)
      : ({ kind: 'merge-base', base: pull.base_sha, head: head_sha } as const);
  const finder = createBaselineFinder(
    { client, repository: context.repository, log: host.log, start },
    host.signal,
  );
  const verdicts: Verdict[] = [];
  const histories: History[][] = [];
  for (const collected of await collect(place)) {
    const { result: head } = collected;
    const history = await finder.history(head, HISTORY_VALUES);
    verdicts.push(judge({ head, history, rules, ...(await baselineOf(finder, collected, place)) }));
    histories.push(history);
  }
  return { verdicts, histories };
}

/**
 * The report action: results of a run become one comment, one summary and one check.
 *
 * @returns exit status: 0, or 1 when the gate failed
 * @throws {HilbenchError} `INPUT_…`, `REPORT_NO_RESULTS`, `GITHUB_…`
 */
export async function runReport(host: ReportHost): Promise<number> {
  const { env, log, signal } = host;
  const inputs = loadReportInputs(env);
  log.mask(inputs.github_token);
  const context = await readContext(env);
  const { api_url, graphql_url, repository, server_url, run_id, run_attempt } = context;
  const transport = await createTransport(readProxySettings(env));
  const client = createRestClient({
    api_url,
    graphql_url,
    token: inputs.github_token,
    version: host.version,
    transport,
    log,
  });
  const place: Place = { client, context, inputs, host, remarks: [] };
  if (context.fork) {
    place.remarks.push(
      'These figures were measured by the fork itself: they are what it says, and nobody has checked them.',
    );
  }
  const pull = await pullRequestOf(place);
  const { verdicts, histories } = await judgeAll(place, pull);
  if (verdicts.length === 0) {
    throw new HilbenchError({
      kind: 'input',
      code: 'REPORT_NO_RESULTS',
      message: `The run has no artifact "${inputs.artifact_prefix}-…" with a result.`,
      hint: 'Check that the measuring jobs ran, that "artifact-prefix" is the same there, and that the token has actions: read.',
    });
  }
  const head_sha = pull?.head_sha ?? context.head_sha;
  const source = inputs.run_id ?? context.triggering_run?.id ?? run_id;
  const run = `${server_url}/${repository.owner}/${repository.name}/actions/runs/${source}`;
  const input: ReportInput = {
    verdicts,
    histories,
    links: { run, report: `${run}#artifacts`, artifacts: [] },
    commit: head_sha,
  };
  const outcome = overallOutcome(verdicts);
  const remarks = place.remarks.map((remark) => `> ℹ️ ${remark}\n\n`).join('');
  const bytes = Buffer.byteLength(remarks);
  await host.addSummary(
    `${remarks}${summaryMarkdown({ ...input, limit_bytes: SUMMARY_LIMIT_BYTES - bytes })}`,
  );
  if (inputs.check) {
    const conclusion =
      outcome === 'fail'
        ? inputs.gate === 'enforce'
          ? 'failure'
          : 'neutral'
        : (outcome === 'pass' || outcome === 'improved') && remarks === ''
          ? 'success'
          : 'neutral';
    const summary = `${remarks}${summaryMarkdown({ ...input, limit_bytes: MAX_CHECK_BYTES - bytes })}`;
    try {
      await writeCheck(
        client,
        repository,
        { name: 'hilbench', head_sha, conclusion, title: `hilbench: ${outcome}`, summary },
        signal,
      );
    } catch (error) {
      if (!hasCode(error, 'GITHUB_FORBIDDEN')) throw error;
      log.warn(`There is no check: ${error.message}`);
    }
  }
  let url = '';
  if (inputs.comment && pull !== undefined) {
    const request = {
      pull_request: pull.number,
      key: `report ${inputs.artifact_prefix}`,
      head_sha,
      run_id,
      run_attempt,
    };
    const posted = await postComment(
      { client, repository, log },
      request,
      `${remarks}${commentMarkdown({ ...input, limit: MAX_COMMENT_TEXT - remarks.length })}`,
      signal,
    );
    url = 'url' in posted ? (posted.url ?? '') : '';
  }
  host.setOutput('verdict', outcome);
  host.setOutput('comment-url', url);
  return outcome === 'fail' && inputs.gate === 'enforce' ? 1 : 0;
}
