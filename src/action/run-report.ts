import { z } from 'zod';
import { listRunArtifacts } from '../github/artifacts.ts';
import { createBaselineFinder } from '../github/baselines.ts';
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
import { summaryMarkdown } from '../report/markdown/summary.ts';
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
}

/** The thresholds of the default branch: a pull request cannot loosen its own gate. */
async function readRules({ client, context, inputs, host }: Place): Promise<GateConfig> {
  const path = repoPath(context.repository, 'contents', ...inputs.config.split('/'));
  const schema = z.object({ encoding: z.literal('base64'), content: z.string().max(1024 * 1024) });
  try {
    const { content } = await client.call('GET', path, schema, {
      signal: host.signal,
      permission: 'contents: read',
    });
    return parseGate(Buffer.from(content, 'base64').toString('utf8'), inputs.config);
  } catch (error) {
    if (!hasCode(error, 'GITHUB_NOT_FOUND', 'GITHUB_FORBIDDEN')) throw error;
    host.log.info(
      `${inputs.config} is not on the default branch or cannot be read: the built-in thresholds judge.`,
    );
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

async function collect({ client, context, inputs, host }: Place): Promise<readonly CollectedResult[]> {
  const { log, signal } = host;
  const run = inputs.run_id ?? context.triggering_run?.id ?? context.run_id;
  const artifacts = await listRunArtifacts(client, context.repository, run, signal);
  const { results, refused } = await collectResults(artifacts, `${inputs.artifact_prefix}-`, signal);
  for (const { error } of refused) log.warn(`An artifact is left out: ${error.message} [${error.code}]`);
  return results;
}

async function judgeAll(
  place: Place,
  pull: PullRequest | undefined,
): Promise<{ verdicts: Verdict[]; histories: History[][] }> {
  const { client, context, inputs, host } = place;
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
  for (const { result: head, base } of await collect(place)) {
    const history = await finder.history(head, HISTORY_VALUES);
    const stored =
      base === undefined
        ? await finder.find(head, resultArtifactName(inputs.artifact_prefix, head))
        : undefined;
    const baseline =
      base !== undefined
        ? { base, baseline: { source: 'paired' as const } }
        : stored?.kind === 'found'
          ? { base: stored.result, baseline: stored.info }
          : {};
    verdicts.push(judge({ head, history, rules, ...baseline }));
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
  const place: Place = { client, context, inputs, host };
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
  await host.addSummary(summaryMarkdown(input));
  if (inputs.check) {
    const conclusion =
      outcome === 'fail'
        ? inputs.gate === 'enforce'
          ? 'failure'
          : 'neutral'
        : outcome === 'pass' || outcome === 'improved'
          ? 'success'
          : 'neutral';
    const summary = summaryMarkdown({ ...input, limit_bytes: MAX_CHECK_BYTES });
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
      commentMarkdown({ ...input, limit: MAX_COMMENT_TEXT }),
      signal,
    );
    url = 'url' in posted ? (posted.url ?? '') : '';
  }
  host.setOutput('verdict', outcome);
  host.setOutput('comment-url', url);
  return outcome === 'fail' && inputs.gate === 'enforce' ? 1 : 0;
}
