import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { pullRequestEvent } from '../github/env.ts';
import { type Github, startGithub } from '../github/server.ts';
import { ROOT } from '../helpers/cli.ts';
import { processesNaming } from '../helpers/processes.ts';
import { installAction, sharedCache } from './install.ts';

/** The Node of the action: that of package.json, whatever runs the tests. */
const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const RUN_LIMIT_MS = 120_000;

export interface StepRequest {
  /** Default: the pull request that `stage.pull` opened last. */
  readonly event_name?: string;
  readonly event?: Readonly<Record<string, unknown>>;
  readonly ref?: string;
  readonly sha?: string;
  readonly run_id?: number;
  readonly run_attempt?: number;
  readonly self_hosted?: boolean;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder before all others in PATH. */
  readonly shims?: string;
  /** Called with all that was written to stdout so far, at every piece. */
  readonly onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** File in dist; default the action. */
  readonly entry?: 'action/main.js' | 'report/main.js';
}

/** What a step left for the runner and the next steps. */
export interface Step {
  readonly status: number;
  /** Milliseconds from the start to the end. */
  readonly took_ms: number;
  readonly ended_at: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Workflow commands in stdout: `error`, `warning`, … with properties and message. */
  readonly commands: readonly Command[];
  /** The folder of this step; RUNNER_TEMP is `temp` in it. */
  readonly dir: string;
}

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescaped = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/** Commands as the runner would take them: not between `stop-commands` and its token. */
function commandsOf(stdout: string): Command[] {
  const commands: Command[] = [];
  let stopped: string | undefined;
  for (const line of stdout.split('\n')) {
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const [, name, properties = '', message = ''] = /^\s*::([\w-]+)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (name === 'stop-commands') stopped = message;
    const pairs = properties.split(',').filter((pair) => pair.includes('='));
    commands.push({
      name,
      properties: Object.fromEntries(
        pairs.map((pair) => [pair.split('=')[0], unescaped(pair.split('=')[1] ?? '')]),
      ),
      message: unescaped(message),
    });
  }
  return commands;
}

/** The file of `core.setOutput`: `name<<delimiter`, the value, the delimiter. */
function outputsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(\S+?)<<(\S+)\n([\s\S]*?)\n?^\2$/gm)].map(([, name, , value]) => [name, value]),
  );
}

/** What a step said, for the message of an assertion. */
export function said({ stdout, stderr }: Step): string {
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::debug::'));
  return [...lines, stderr].join('\n');
}

/** A repository on GitHub, its checkout, and a runner for steps of the action. Dispose to end it all. */
export async function createStage() {
  const action = await installAction();
  const dir = await mkdtemp(join(tmpdir(), 'stage-'));
  const at = (...names: string[]): string => join(dir, ...names);
  const workspace = at('workspace');
  for (const name of ['workspace', 'home', 'tmp', 'leases']) await mkdir(at(name));
  const github: Github = await startGithub();
  const { state } = github;
  const repository = `${state.owner}/${state.repo}`;
  const gitEnv = {
    HOME: at('home'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Octo Cat',
    GIT_AUTHOR_EMAIL: 'octo@example.com',
    GIT_COMMITTER_NAME: 'Octo Cat',
    GIT_COMMITTER_EMAIL: 'octo@example.com',
  };
  const git = async (...args: string[]): Promise<string> =>
    (await execa('git', args, { cwd: workspace, env: gitEnv })).stdout.trim();
  await git('init', '--quiet', '--initial-branch=main');
  let steps = 0;
  let opened: number | undefined;

  async function commit(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(workspace, path)), { recursive: true });
      await writeFile(join(workspace, path), content);
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message=change');
    const sha = await git('rev-parse', 'HEAD');
    const parents = (await git('log', '-1', '--format=%P')).split(' ').filter((parent) => parent !== '');
    state.commits.set(sha, { sha, parents });
    return sha;
  }

  /** Opens a pull request, or moves it to a new head; the checkout stays where it is. */
  function pull(number: number, base: string, head: string, head_repo: string | null = repository): void {
    state.pulls.set(number, {
      number,
      state: 'open',
      head: { sha: head, ref: 'change', repo: head_repo },
      base: { sha: base, ref: 'main' },
    });
    opened = number;
  }

  async function environment(request: StepRequest): Promise<Record<string, string>> {
    steps += 1;
    const step = at(`step-${steps}`);
    await mkdir(step);
    const {
      event_name = 'pull_request',
      inputs,
      env,
      shims,
      onOutput: _,
      entry: __,
      event,
      ...rest
    } = request;
    const payload = event ?? (opened === undefined ? {} : pullRequestEvent(state, opened));
    const given = await github.env({
      ...rest,
      dir: step,
      event_name,
      event: payload,
      workspace,
      inputs: request.entry === 'report/main.js' ? { ...inputs } : { runs: '3', ...inputs },
    });
    return {
      ...given,
      PATH: [...(shims === undefined ? [] : [shims]), process.env.PATH].join(delimiter),
      HOME: at('home'),
      TMPDIR: at('tmp'),
      GIT_CONFIG_GLOBAL: '/dev/null',
      HILBENCH_CACHE_DIR: sharedCache(),
      HILBENCH_LEASE_DIR: at('leases'),
      ...env,
    };
  }

  /** Runs a step as the runner does: Node with a file of dist, the environment, nothing on stdin. */
  async function step(request: StepRequest = {}): Promise<Step> {
    const env = await environment(request);
    const folder = dirname(env.GITHUB_OUTPUT ?? '');
    const started = performance.now();
    const child = execa(NODE, [join(action, 'dist', request.entry ?? 'action/main.js')], {
      cwd: workspace,
      env,
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      timeout: RUN_LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let seen = '';
    child.stdout?.on('data', (piece: Buffer) => {
      seen += piece.toString();
      request.onOutput?.(seen, (signal) => child.kill(signal));
    });
    const done = await child;
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
    return {
      status: done.exitCode ?? -1,
      took_ms: performance.now() - started,
      ended_at: performance.now(),
      stdout: done.stdout,
      stderr: done.stderr,
      outputs: outputsOf(await read('output')),
      summary: await read('summary'),
      commands: commandsOf(done.stdout),
      dir: folder,
    };
  }

  /** Runs the post step of the action with what the main step had. */
  async function post(): Promise<{ readonly status: number; readonly took_ms: number }> {
    const env = await environment({});
    const started = performance.now();
    const done = await execa(NODE, [join(action, 'dist', 'action', 'post.js')], {
      cwd: workspace,
      env,
      extendEnv: false,
      reject: false,
    });
    return { status: done.exitCode ?? -1, took_ms: performance.now() - started };
  }

  /** Processes, leases, temporary files: what no step may leave, however it ended. */
  async function expectNothingLeft(): Promise<void> {
    expect(await processesNaming(dir)).toEqual([]);
    expect(await readdir(at('tmp'))).toEqual([]);
    const held = (await readdir(at('leases'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .filter((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').includes('"held"'));
    expect(held.map(({ name }) => name)).toEqual([]);
    expect(await git('status', '--porcelain')).toBe('');
    for (let number = 1; number <= steps; number += 1) {
      const temp = at(`step-${number}`, 'temp');
      const kept = existsSync(temp) ? readdirSync(temp) : [];
      // Results are outputs. The client of the cache leaves a folder with the list of what it packed.
      const more = kept
        .filter((name) => !name.startsWith('hilbench-results-'))
        .flatMap((name) => readdirSync(join(temp, name)));
      expect(more.filter((name) => name !== 'manifest.txt')).toEqual([]);
    }
  }

  return {
    dir,
    workspace,
    github,
    state,
    repository,
    git,
    commit,
    pull,
    step,
    post,
    expectNothingLeft,
    /** Bodies of the comments on a pull request. */
    comments: (number: number): string[] =>
      state.comments.filter(({ issue }) => issue === number).map(({ body }) => body),
    async [Symbol.asyncDispose]() {
      await github[Symbol.asyncDispose]();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof createStage>>;
