import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunConfig } from '../config/run.ts';
import { createStore } from '../firmware/store.ts';
import { readMergeBase, type Start } from '../github/ancestors.ts';
import type { ArtifactService } from '../github/artifacts.ts';
import { createBaselineFinder } from '../github/baselines.ts';
import { type CacheService, restoreImages, saveImages } from '../github/cache.ts';
import { outdateComment } from '../github/comments.ts';
import { type GithubContext, type Repository, readContext, readProxySettings } from '../github/context.ts';
import { hasCode, reasonOf } from '../github/errors.ts';
import { refuseForks } from '../github/forks.ts';
import type { ActionLog } from '../github/log.ts';
import { createRestClient, type RestClient } from '../github/rest.ts';
import { createTransport } from '../github/transport.ts';
import { DEFAULT_CONFIG, type GateConfig, readGate } from '../regression/config.ts';
import { HTML_FILE } from '../report/files.ts';
import type { RunResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import { childEnvironment } from './child-env.ts';
import { endsEverything, type Failure } from './failures.ts';
import { Git } from './git.ts';
import { type ActionInputs, loadInputs } from './inputs.ts';
import { listJobs } from './jobs.ts';
import { type Measured, measureJob } from './measure.ts';
import { outputsOf } from './outputs.ts';
import { commentRequest, publish, resultArtifactName } from './publish.ts';
import { resolveInside } from './workspace.ts';

/** What the action has of the runner. */
export interface ActionHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: ActionLog;
  readonly version: string;
  /** Folder of the store of images. */
  readonly image_store: string;
  readonly artifacts: () => Promise<ArtifactService>;
  readonly cache: () => Promise<CacheService>;
  /** Makes the pipeline for child processes with this environment. */
  readonly runner: (env: Record<string, string>) => {
    run(config: RunConfig, signal: AbortSignal): Promise<RunResult>;
  };
  readonly addSummary: (markdown: string) => Promise<void>;
  readonly setOutput: (name: string, value: string) => void;
  readonly signal: AbortSignal;
}

async function loadGate(inputs: ActionInputs, workspace: string): Promise<GateConfig> {
  const path = resolveInside(workspace, inputs.config);
  return path === undefined ? DEFAULT_CONFIG : await readGate(path, workspace);
}

async function clientOf(
  host: ActionHost,
  context: GithubContext,
  token: string,
): Promise<RestClient | undefined> {
  if (token === '') {
    host.log.warn('There is no github-token: no comment, no baselines.');
    return undefined;
  }
  const { api_url, graphql_url } = context;
  const transport = await createTransport(readProxySettings(host.env));
  return createRestClient({ api_url, graphql_url, token, version: host.version, transport, log: host.log });
}

/** Answers after which the checkout is asked instead. */
const NO_ANSWER = [
  'GITHUB_FORBIDDEN',
  'GITHUB_UNAUTHORIZED',
  'GITHUB_NOT_FOUND',
  'GITHUB_UNAVAILABLE',
  'GITHUB_UNREACHABLE',
  'GITHUB_RATE_LIMITED',
  'GITHUB_TIMEOUT',
] as const;

/** Where the pull request left its base: by the API, which knows all commits; else by the checkout. */
async function mergeBase(
  host: ActionHost,
  repository: Repository,
  sides: { readonly base: string; readonly head: string },
  client: RestClient | undefined,
  git: Git,
): Promise<string | undefined> {
  if (client !== undefined) {
    try {
      return await readMergeBase(client, repository, sides, host.signal);
    } catch (error) {
      throwIfAborted(host.signal);
      if (!hasCode(error, ...NO_ANSWER)) throw error;
      host.log.warn(
        `GitHub does not say where the change began: ${reasonOf(error)} The checkout is asked instead.`,
      );
    }
  }
  return git.mergeBase(sides.base, sides.head);
}

/**
 * What the default checkout of a pull request was merged into. The model under test is that of the merge, so
 * changes of the base branch since are in it, and must be in the base too.
 */
async function mergedInto({ pull_request }: GithubContext, git: Git): Promise<string | undefined> {
  const [into, merged, ...others] = await git.parents();
  return pull_request !== undefined && merged === pull_request.head_sha && others.length === 0
    ? into
    : undefined;
}

/** The commit that a paired comparison measures: the merge base, or what the branch was before. */
async function baseCommit(
  host: ActionHost,
  context: GithubContext,
  inputs: ActionInputs,
  client: RestClient | undefined,
  git: Git,
  into: string | undefined,
): Promise<string | undefined> {
  if (inputs.compare !== 'paired') return undefined;
  const { pull_request, repository, before } = context;
  const given = inputs.baseline_ref;
  const wanted =
    pull_request === undefined
      ? (given ?? before ?? 'HEAD^')
      : (into ??
        (await mergeBase(
          host,
          repository,
          { base: given ?? pull_request.base_sha, head: pull_request.head_sha },
          client,
          git,
        )));
  const found = wanted === undefined ? undefined : await git.commit(wanted);
  if (found === undefined) {
    host.log.warn(
      `The base${wanted === undefined ? '' : ` ${wanted.slice(0, 40)}`} is not in the checkout: there is nothing to compare with. Set "fetch-depth: 0" in the checkout step.`,
    );
  }
  return found;
}

/** Where the search for a stored result begins. */
function startOf(
  { pull_request, head_sha }: GithubContext,
  inputs: ActionInputs,
  into: string | undefined,
): Start {
  if (pull_request === undefined) return { kind: 'first-parent', head: head_sha };
  if (into !== undefined) return { kind: 'merge-base', base: into, head: into };
  return { kind: 'merge-base', base: inputs.baseline_ref ?? pull_request.base_sha, head: head_sha };
}

/** Nobody shall take what an older commit left for the new one's, while that is measured. */
async function markOlderResults(
  host: ActionHost,
  context: GithubContext,
  inputs: ActionInputs,
  client: RestClient | undefined,
): Promise<void> {
  const request = commentRequest(context, inputs);
  if (client === undefined || request === undefined) return;
  try {
    await outdateComment({ client, repository: context.repository, log: host.log }, request, host.signal);
  } catch (error) {
    throwIfAborted(host.signal);
    if (!(error instanceof HilbenchError)) throw error;
    // The comment with the results meets the same, and warns.
    host.log.debug(`Older results are not marked: ${error.message} [${error.code}]`);
  }
}

/** A folder for models and results of the base, which nobody needs afterwards. */
async function scratchFolder(temp_dir: string): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(temp_dir, 'hilbench-base-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/**
 * The action from its inputs to its outputs.
 *
 * @returns exit status: 0; 1 when the gate failed; that of the worst job when one could not run
 * @throws {HilbenchError} for what ends everything: inputs, a fork, cancellation
 */
export async function runAction(host: ActionHost): Promise<number> {
  const { env, log, signal } = host;
  const inputs = loadInputs(env);
  if (inputs.github_token !== '') log.mask(inputs.github_token);
  const context = await readContext(env);
  refuseForks(context, inputs.allow_forks);
  const { workspace } = context;
  const gate = await loadGate(inputs, workspace);
  const jobs = await listJobs(inputs, gate, workspace);
  const client = await clientOf(host, context, inputs.github_token);
  const childEnv = childEnvironment(env);
  const runner = host.runner(childEnv);
  const git = new Git(workspace, childEnv, signal);
  const into = inputs.baseline_ref === undefined ? await mergedInto(context, git) : undefined;
  const base_sha = await baseCommit(host, context, inputs, client, git, into);
  const start = startOf(context, inputs, into);
  await markOlderResults(host, context, inputs, client);
  const finder =
    client === undefined
      ? undefined
      : createBaselineFinder({ client, repository: context.repository, log, start }, signal);

  const imageCache = inputs.cache
    ? {
        service: await host.cache(),
        store: createStore(host.image_store, log),
        log,
        context,
        scope: `${process.platform}-${process.arch}`,
      }
    : undefined;
  const restored = imageCache === undefined ? undefined : await restoreImages(imageCache, signal);

  const results = await mkdtemp(join(context.temp_dir, 'hilbench-results-'));
  await using scratch = await scratchFolder(context.temp_dir);
  const measured: Measured[] = [];
  const failures: Failure[] = [];
  for (const job of jobs) {
    throwIfAborted(signal);
    await log.group(`${job.model.path} on ${job.platform}`, async () => {
      const deps = {
        run: (config: RunConfig) => runner.run(config, signal),
        git,
        log,
        artifactOf: (result: RunResult) => resultArtifactName(inputs.artifact_prefix, result),
        ...(finder === undefined ? {} : { finder }),
      };
      try {
        measured.push(
          await measureJob(
            deps,
            {
              inputs,
              gate,
              workspace,
              results,
              scratch: scratch.path,
              ...(base_sha === undefined ? {} : { base_sha }),
            },
            job,
          ),
        );
      } catch (error) {
        if (!(error instanceof HilbenchError) || endsEverything(error)) throw error;
        failures.push({ job, error });
        if (error.detail !== undefined) log.untrusted(error.detail);
      }
    });
  }

  const told = await publish(
    {
      ...(client === undefined ? {} : { client }),
      artifacts: host.artifacts,
      context,
      log,
      addSummary: host.addSummary,
      signal,
    },
    { measured, failures, inputs, results },
  );
  const [first] = measured;
  const outputs = outputsOf({
    ...told,
    results,
    ...(first === undefined ? {} : { report: join(first.folder, HTML_FILE), first: first.verdict.head }),
  });
  for (const [name, value] of Object.entries(outputs)) host.setOutput(name, value);
  if (imageCache !== undefined) {
    await saveImages(
      imageCache,
      measured.map(({ verdict }) => verdict.head.image.hash),
      restored,
      signal,
    );
  }
  if (failures.length > 0) return Math.max(...failures.map(({ error }) => error.exitStatus));
  return told.outcome === 'fail' && inputs.gate === 'enforce' ? 1 : 0;
}
