import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunConfig } from '../config/run.ts';
import { createStore } from '../firmware/store.ts';
import type { ArtifactService } from '../github/artifacts.ts';
import { createBaselineFinder } from '../github/baselines.ts';
import { type CacheService, restoreImages, saveImages } from '../github/cache.ts';
import { outdateComment } from '../github/comments.ts';
import { type GithubContext, readContext, readProxySettings } from '../github/context.ts';
import { refuseForks } from '../github/forks.ts';
import type { ActionLog } from '../github/log.ts';
import { createRestClient, type RestClient } from '../github/rest.ts';
import { createTransport } from '../github/transport.ts';
import { DEFAULT_CONFIG, type GateConfig, readGate } from '../regression/config.ts';
import { HTML_FILE } from '../report/files.ts';
import type { RunResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import { baseCommit, mergedInto, startOf } from './base.ts';
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
  const baseDeps = { ...(client === undefined ? {} : { client }), git, log, signal };
  const base_sha = await baseCommit(baseDeps, context, inputs, into);
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
