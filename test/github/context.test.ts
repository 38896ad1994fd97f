import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { isDefaultBranchPush, readContext, readProxySettings } from '../../src/github/context.ts';
import { refuseForks } from '../../src/github/forks.ts';
import { findPullRequest } from '../../src/github/pulls.ts';
import { connect } from './connect.ts';
import { type EnvRequest, pullRequestEvent, pushEvent } from './env.ts';
import { type Github, startGithub } from './server.ts';
import { sha } from './state.ts';

let github: Github;
let dir: string;

beforeEach(async () => {
  github = await startGithub();
  dir = await mkdtemp(join(tmpdir(), 'hilbench-test-'));
  onTestFinished(async () => {
    await rm(dir, { recursive: true });
    await github[Symbol.asyncDispose]();
  });
  addPull(7, 'acme/models');
});

function addPull(number: number, repo: string | null, ref = 'topic'): void {
  github.state.pulls.set(number, {
    number,
    state: 'open',
    head: { sha: sha('head'), ref, repo },
    base: { sha: sha('base'), ref: 'main' },
  });
}

async function read(request: Partial<EnvRequest>, changes: Record<string, string> = {}) {
  const env = await github.env({ dir, event_name: 'push', event: {}, ...request });
  return readContext({ ...env, ...changes });
}
const readPull = (number: number, request: Partial<EnvRequest> = {}) =>
  read({ event_name: 'pull_request', event: pullRequestEvent(github.state, number), ...request });

const workflowRun = (repo: string | null) => ({
  workflow_run: {
    id: 99,
    run_attempt: 2,
    event: 'pull_request',
    conclusion: 'success',
    head_sha: sha('head'),
    head_branch: 'topic',
    head_repository: repo === null ? null : { full_name: repo },
  },
});

describe('the context of a workflow run', () => {
  it('of a pull request is about its head, and is not trusted', async () => {
    expect(await readPull(7, { sha: sha('merge'), run_id: 5, run_attempt: 2 })).toMatchObject({
      repository: { owner: 'acme', name: 'models' },
      sha: sha('merge'),
      head_sha: sha('head'),
      pull_request: { number: 7, head_ref: 'topic', base_ref: 'main', base_sha: sha('base') },
      fork: false,
      trusted: false,
      run_id: 5,
      run_attempt: 2,
    });
  });

  it.each([['mallory/models'], [null]])('of a pull request from %s is a fork', async (repo) => {
    addPull(8, repo);
    expect(await readPull(8)).toMatchObject({ fork: true, trusted: false });
  });

  it('of a push to the default branch is trusted, and may record', async () => {
    const event = pushEvent(github.state, sha('base'), sha('head'));
    const context = await read({ event });
    expect(context).toMatchObject({
      trusted: true,
      fork: false,
      before: sha('base'),
      default_branch: 'main',
    });
    expect(isDefaultBranchPush(context)).toBe(true);
    expect(isDefaultBranchPush(await read({ event, ref: 'refs/heads/topic' }))).toBe(false);
  });

  it('of a workflow_run is about the head of the run that ended', async () => {
    const context = await read({ event_name: 'workflow_run', event: workflowRun('mallory/models') });
    expect(context).toMatchObject({
      head_sha: sha('head'),
      fork: true,
      trusted: false,
      triggering_run: { id: 99, attempt: 2, head_branch: 'topic', head_repo: { owner: 'mallory' } },
    });
  });

  it.each([
    ['a number that is text', { number: '7; rm -rf /' }],
    ['a head that is no sha', { head: { sha: '$(id)', ref: 'x', repo: null } }],
    [
      'a branch that looks like an option',
      { head: { sha: sha('head'), ref: '--upload-pack=x', repo: null } },
    ],
    ['a branch with controls', { head: { sha: sha('head'), ref: 'a\u001bb', repo: null } }],
    ['a repository that climbs', { head: { sha: sha('head'), ref: 'x', repo: { full_name: '../..' } } }],
  ])('refuses an event with %s', async (_, changes) => {
    const event = pullRequestEvent(github.state, 7);
    const bad = { ...event, pull_request: { ...(event.pull_request as object), ...changes } };
    await expect(read({ event_name: 'pull_request', event: bad })).rejects.toMatchObject({
      code: 'GITHUB_CONTEXT_INVALID',
      kind: 'input',
    });
  });

  it('refuses a missing or broken event file and a missing variable', async () => {
    const event_path = join(dir, 'other.json');
    await expect(read({}, { GITHUB_EVENT_PATH: event_path })).rejects.toMatchObject({
      code: 'GITHUB_EVENT_UNREADABLE',
    });
    await writeFile(event_path, '{');
    await expect(read({}, { GITHUB_EVENT_PATH: event_path })).rejects.toMatchObject({
      code: 'GITHUB_EVENT_UNREADABLE',
    });
    await writeFile(event_path, Buffer.alloc(26 * 1024 * 1024, ' '));
    await expect(read({}, { GITHUB_EVENT_PATH: event_path })).rejects.toThrow(/at most 26214400/);
    await expect(read({}, { GITHUB_REPOSITORY: '' })).rejects.toThrow(/GITHUB_REPOSITORY/);
  });

  it('knows the proxy of the runner', () => {
    expect(
      readProxySettings({ https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost', HTTP_PROXY: '' }),
    ).toEqual({
      https_proxy: 'http://proxy:3128',
      no_proxy: 'localhost',
    });
  });
});

describe('a fork', () => {
  it('is refused on a self-hosted runner, with the workflow to use', async () => {
    addPull(8, 'mallory/models');
    const context = await readPull(8, { self_hosted: true });
    expect(() => refuseForks(context, false)).toThrow(
      expect.objectContaining({
        code: 'GITHUB_FORK_REFUSED',
        message: expect.stringContaining('mallory/models'),
        hint: expect.stringContaining('fork-report.yml'),
      }),
    );
    expect(() => refuseForks(context, true)).not.toThrow();
  });

  it('that is gone is refused, too', async () => {
    addPull(8, null);
    const context = await readPull(8, { self_hosted: true });
    expect(() => refuseForks(context, false)).toThrow(/no longer exists/);
  });

  it('is welcome on a hosted runner, and people of the repository anywhere', async () => {
    addPull(8, 'mallory/models');
    const hosted = await readPull(8);
    const own = await readPull(7, { self_hosted: true });
    expect(() => refuseForks(hosted, false)).not.toThrow();
    expect(() => refuseForks(own, false)).not.toThrow();
  });
});

describe('the pull request of a run that ended', () => {
  const { signal } = new AbortController();
  const head = { sha: sha('head'), branch: 'topic', repo: { owner: 'mallory', name: 'models' } };
  const find = (changes: Partial<typeof head> = {}) =>
    findPullRequest(connect(github), { owner: 'acme', name: 'models' }, { ...head, ...changes }, signal);

  it('is the open one with this head, branch and repository', async () => {
    addPull(8, 'mallory/models');
    addPull(9, 'mallory/other');
    expect(await find()).toMatchObject({ number: 8 });
    expect(await find({ sha: sha('older') })).toBeUndefined();
    expect(await find({ repo: { owner: 'eve', name: 'models' } })).toBeUndefined();
    const pull = github.state.pulls.get(8);
    if (pull !== undefined) pull.state = 'closed';
    expect(await find()).toBeUndefined();
  });
});
