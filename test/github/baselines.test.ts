import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Start } from '../../src/github/ancestors.ts';
import { baselineFile, createBaselineFinder } from '../../src/github/baselines.ts';
import type { GithubContext } from '../../src/github/context.ts';
import { DATA_BRANCH, recordResults } from '../../src/github/data-branch.ts';
import { MAX_RESULTS } from '../../src/github/data-format.ts';
import { subjectOf } from '../../src/github/subject.ts';
import { exampleResult } from '../../src/result/result.fixture.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { serializeResult } from '../../src/result/write.ts';
import { connect, recordLog } from './connect.ts';
import { type Github, startGithub } from './server.ts';
import { sha } from './state.ts';
import { writeZip } from './zip.ts';

const ARTIFACT = 'hilbench-tiny';
const { signal } = new AbortController();
const repository = { owner: 'acme', name: 'models' };
const start: Start = { kind: 'merge-base', base: 'main', head: sha('head') };
let github: Github;

/** main: c0 ← … ← c5 ← ahead; the topic left main at c5. */
beforeEach(async () => {
  github = await startGithub();
  onTestFinished(() => github[Symbol.asyncDispose]());
  const { commits, git } = github.state;
  const add = (name: string, ...parents: string[]): void =>
    void commits.set(sha(name), { sha: sha(name), parents: parents.map(sha) });
  add('c0');
  for (let index = 1; index <= 5; index += 1) add(`c${index}`, `c${index - 1}`);
  add('ahead', 'c5');
  add('head', 'c5');
  git.refs.set('heads/main', sha('ahead'));
});

const result = (changes: Partial<RunResult> = {}): RunResult => ({ ...exampleResult(), ...changes });
const head = result({ id: 'head' });
const otherBoard = { fingerprint: 'f'.repeat(64) };

/** A run on push of a commit, with an artifact that holds the results. */
function measured(
  name: string,
  results: readonly RunResult[] | Buffer,
  changes: { event?: string; conclusion?: string; expired?: boolean; artifact?: string; repo?: string } = {},
): void {
  const id = github.state.next_id++;
  github.state.runs.push({
    id,
    head_sha: sha(name),
    event: changes.event ?? 'push',
    conclusion: changes.conclusion ?? 'success',
    head_repository: changes.repo ?? 'acme/models',
  });
  const data = Buffer.isBuffer(results)
    ? results
    : writeZip(
        results.map((each, index) => ({ name: `${index}/results.json`, data: serializeResult(each) })),
      );
  github.state.artifacts.push({
    id: github.state.next_id++,
    run_id: id,
    name: changes.artifact ?? ARTIFACT,
    data,
    expired: changes.expired ?? false,
    created_at: '2026-01-01T00:00:00Z',
    done: true,
  });
}

const finder = (from: Start = start) =>
  createBaselineFinder(
    { client: connect(github), repository, log: recordLog(), start: from, max_commits: 4 },
    signal,
  );
const find = (from?: Start) => finder(from).find(head, ARTIFACT);

const pushTo = (name: string, changes: Partial<GithubContext> = {}): GithubContext => ({
  repository,
  event: 'push',
  actor: 'octocat',
  sha: sha(name),
  head_sha: sha(name),
  ref: 'refs/heads/main',
  default_branch: 'main',
  fork: false,
  trusted: true,
  self_hosted: false,
  run_id: 1,
  run_attempt: 1,
  job: 'measure',
  server_url: 'https://github.com',
  api_url: github.api_url,
  graphql_url: `${github.api_url}/graphql`,
  temp_dir: '/tmp',
  workspace: '/tmp',
  ...changes,
});
const record = (name: string, results: readonly RunResult[], changes: Partial<GithubContext> = {}) => {
  const deps = { client: connect(github), repository, log: recordLog(), backoff_ms: 2 };
  return recordResults(deps, pushTo(name, changes), results, signal);
};
const files = () => github.state.git.files(`heads/${DATA_BRANCH}`);

describe('the baseline', () => {
  it('is that of the merge base, not the latest of the branch', async () => {
    measured('ahead', [result({ id: 'ahead' })]);
    measured('c5', [result({ id: 'at-base' })]);
    expect(await find()).toMatchObject({
      kind: 'found',
      result: { id: 'at-base' },
      info: { source: 'artifact', sha: sha('c5'), distance: 0, created_at: head.finished_at },
    });
  });

  it('is of the nearest first parent that has one, and says how far', async () => {
    measured('c5', [result()], { expired: true });
    measured('c4', [result()], { conclusion: 'failure' });
    measured('c3', [result({ id: 'c3' })]);
    expect(await find()).toMatchObject({ result: { id: 'c3' }, info: { sha: sha('c3'), distance: 2 } });
  });

  it('of a push is that of the commit before', async () => {
    measured('c5', [result({ id: 'c5' })]);
    measured('c4', [result({ id: 'c4' })]);
    expect(await find({ kind: 'first-parent', head: sha('c5') })).toMatchObject({
      result: { id: 'c4' },
      info: { distance: 0 },
    });
  });

  it('ignores side branches that were merged', async () => {
    github.state.commits.set(sha('c5'), { sha: sha('c5'), parents: [sha('c4'), sha('side')] });
    github.state.commits.set(sha('side'), { sha: sha('side'), parents: [sha('c3')] });
    measured('side', [result({ id: 'side' })]);
    measured('c4', [result({ id: 'c4' })]);
    expect(await find()).toMatchObject({ result: { id: 'c4' } });
  });

  it('is of the same model, platform and engine, and the same fingerprint', async () => {
    measured('c5', [
      result({ model: { ...head.model, name: 'other' } }),
      result({ engine: { name: 'tflm', version: '1' } }),
      result({ id: 'other-board', ...otherBoard }),
      result({ id: 'same' }),
    ]);
    expect(await find()).toMatchObject({ kind: 'found', result: { id: 'same' } });
  });

  it('is the nearest with the same fingerprint; without one, the other is told', async () => {
    measured('c5', [result({ id: 'other-board', ...otherBoard })]);
    expect(await find()).toMatchObject({
      kind: 'none',
      other: { result: { id: 'other-board' }, info: { sha: sha('c5') } },
      tried: expect.arrayContaining([
        { source: 'artifact', sha: sha('c5'), reason: expect.stringContaining('fingerprint') },
      ]),
    });
    measured('c4', [result({ id: 'same' })]);
    expect(await find()).toMatchObject({ kind: 'found', result: { id: 'same' }, info: { distance: 1 } });
  });

  it('never comes from a pull request or a fork, whatever the filters of lists let through', async () => {
    measured('c5', [result()], { event: 'pull_request' });
    measured('c5', [result()], { repo: 'mallory/models' });
    measured('c5', [result()], { conclusion: 'failure' });
    measured('ahead', [result()]);
    const workflow_runs = github.state.runs.map((run) => ({
      ...run,
      head_repository: { full_name: run.head_repository },
    }));
    const answer = { status: 200, json: { total_count: workflow_runs.length, workflow_runs } };
    github.misbehave({ path: /actions\/runs$/, does: { answer } });
    expect(await find()).toMatchObject({ kind: 'none' });
  });

  it('is the last of several uploads of one run', async () => {
    measured('c5', [result({ id: 'first' })]);
    const run = github.state.runs.at(-1)?.id ?? 0;
    measured('c4', [result({ id: 'second' })], { artifact: `${ARTIFACT}~2` });
    const second = github.state.artifacts.at(-1);
    if (second !== undefined) second.run_id = run;
    expect(await find()).toMatchObject({ result: { id: 'second' } });
  });

  it('is looked for on when an artifact is poisoned, and says so', async () => {
    measured('c5', writeZip([{ name: '../results.json', data: '{}' }]));
    measured('c4', writeZip([{ name: 'results.json', data: '{"schema":"hilbench.run/9"}' }]));
    measured('c3', [result({ id: 'c3' })]);
    const found = await find();
    expect(found).toMatchObject({ kind: 'found', result: { id: 'c3' } });
    github.state.artifacts.pop();
    expect(await find()).toMatchObject({
      kind: 'none',
      tried: expect.arrayContaining([
        expect.objectContaining({ reason: expect.stringContaining('GITHUB_ARCHIVE_REFUSED') }),
        expect.objectContaining({ reason: expect.stringContaining('RESULT_OTHER_VERSION') }),
      ]),
    });
  });

  it('is none, with what was tried, when there is nothing', async () => {
    const found = await find();
    if (found.kind !== 'none') throw new Error('found something');
    expect(found.tried).toHaveLength(4 * 2 + 1);
    expect(found.tried.at(-1)).toEqual({ source: 'file', sha: sha('c5'), reason: 'not found' });
  });

  it('is none, not a failure, when the token may not look, and asks once', async () => {
    github.state.denied.add('actions=read');
    const found = await find();
    expect(found).toMatchObject({
      kind: 'none',
      tried: expect.arrayContaining([
        expect.objectContaining({ reason: expect.stringContaining('GITHUB_FORBIDDEN') }),
      ]),
    });
    expect(github.requests.filter(({ path }) => path.endsWith('/actions/runs'))).toHaveLength(1);
  });

  it('asks GitHub once for many models', async () => {
    measured('c5', [result(), result({ model: { ...head.model, name: 'vww' } })]);
    const all = finder();
    await all.find(head, ARTIFACT);
    const before = github.requests.length;
    await all.find(result({ model: { ...head.model, name: 'vww' } }), ARTIFACT);
    expect(github.requests.length).toBe(before);
  });

  it('falls back to the data branch, then to a file as it is at the merge base', async () => {
    const file = baselineFile(subjectOf(head));
    github.state.git.write(sha('c5'), file, serializeResult(result({ id: 'file' })));
    expect(await find()).toMatchObject({ result: { id: 'file' }, info: { source: 'file', sha: sha('c5') } });
    await record('c4', [result({ id: 'recorded' })]);
    expect(await find()).toMatchObject({
      result: { id: 'recorded' },
      info: { source: 'data-branch', sha: sha('c4'), distance: 1 },
    });
    measured('c5', [result({ id: 'artifact' })]);
    expect(await find()).toMatchObject({ result: { id: 'artifact' }, info: { source: 'artifact' } });
  });
});

describe('the data branch', () => {
  it('is made by the first push, holds a line a commit and gives the history', async () => {
    for (const [index, name] of ['c0', 'c1', 'c2'].entries()) {
      const profile = { ...head.profile, total: { ticks: 100 + index, ticks_min: 1, ticks_max: 999 } };
      expect(await record(name, [result({ profile: profile as RunResult['profile'] })])).toBe('recorded');
    }
    await record('c2', [result(otherBoard)]);
    const history = await finder().history(head, 10);
    expect(history.find(({ metric }) => metric === 'ticks')?.values).toEqual([100, 101, 102]);
    expect(await finder().history(head, 2)).toContainEqual({ metric: 'ticks', values: [101, 102] });
    expect([...files().keys()].filter((path) => path.endsWith('history.jsonl'))).toHaveLength(1);
  });

  it('replaces what a commit said when its run is repeated', async () => {
    await record('c1', [result({ id: 'first' })]);
    await record('c1', [result({ id: 'again' })]);
    const [history] = [...files()].filter(([path]) => path.endsWith('history.jsonl'));
    expect(history?.[1].trim().split('\n')).toHaveLength(1);
    expect(await find({ kind: 'first-parent', head: sha('c2') })).toMatchObject({ result: { id: 'again' } });
  });

  it.each([
    ['a pull request', { event: 'pull_request', trusted: false }],
    ['a push to another branch', { ref: 'refs/heads/topic' }],
    ['a tag named like the default branch', { ref: 'refs/tags/main' }],
    ['a schedule', { event: 'schedule' }],
  ])('is not written by %s', async (_, changes) => {
    expect(await record('c1', [head], changes)).toBe('not-default-branch');
    expect(github.requests).toEqual([]);
  });

  it('loses nothing when jobs write at once', async () => {
    const names = ['kws', 'vww', 'ic', 'ad'];
    const outcomes = await Promise.all(
      names.map((name) => record('c1', [result({ model: { ...head.model, name } })])),
    );
    expect(outcomes).toEqual(['recorded', 'recorded', 'recorded', 'recorded']);
    expect([...files().keys()].filter((path) => path.endsWith('history.jsonl'))).toHaveLength(4);
  });

  it('is written on top of what another job wrote in the last moment, also when that made it', async () => {
    for (const method of ['POST', 'PATCH']) {
      const name = `${method}.txt`;
      const path = method === 'POST' ? /git\/refs$/ : /git\/refs\/heads/;
      const first = (state: Github['state']) => state.git.write(`heads/${DATA_BRANCH}`, name, 'theirs');
      github.misbehave({ method, path, times: 1, does: { first } });
      await record('c1', [result({ model: { ...head.model, name: method } })]);
      expect(files().get(name)).toBe('theirs');
    }
    expect([...files().keys()].filter((path) => path.endsWith('history.jsonl'))).toHaveLength(2);
  });

  it('survives a lost answer and a 500 without a second line', async () => {
    await record('c0', [head]);
    github.misbehave({ method: 'PATCH', path: /git\/refs/, times: 1, does: { cut: 'after' } });
    const answer = { status: 500, json: { message: 'oops' } };
    github.misbehave({ method: 'POST', path: /git\/trees/, times: 1, does: { answer } });
    await record('c1', [head]);
    const [history] = [...files()].filter(([path]) => path.endsWith('history.jsonl'));
    expect(history?.[1].trim().split('\n')).toHaveLength(2);
  });

  it('says which permission it lacks', async () => {
    github.state.denied.add('contents=write');
    await expect(record('c1', [head])).rejects.toMatchObject({
      code: 'GITHUB_FORBIDDEN',
      hint: expect.stringContaining('`contents: write`'),
    });
  });

  it('gives up when it never gets through', async () => {
    github.state.git.write(`heads/${DATA_BRANCH}`, 'x', 'x');
    const first = (state: Github['state']) =>
      state.git.write(`heads/${DATA_BRANCH}`, 'x', `${Math.random()}`);
    github.misbehave({ method: 'PATCH', path: /git\/refs/, does: { first } });
    await expect(record('c1', [head], {})).rejects.toMatchObject({ code: 'GITHUB_DATA_BRANCH_BUSY' });
  });

  it('keeps the results of the latest commits only', async () => {
    for (let index = 0; index < MAX_RESULTS + 3; index += 1) await record(`n${index}`, [head]);
    const kept = [...files().keys()].filter((path) => path.includes('/results/'));
    expect(kept).toHaveLength(MAX_RESULTS);
    expect(kept.join()).not.toContain(sha('n0'));
    expect(kept.join()).toContain(sha(`n${MAX_RESULTS + 2}`));
  });

  it('is read as far as it is sound', async () => {
    await record('c4', [result({ id: 'sound' })]);
    const [path] = [...files().keys()].filter((name) => name.endsWith('history.jsonl'));
    const text = files().get(path ?? '') ?? '';
    github.state.git.write(`heads/${DATA_BRANCH}`, path ?? '', `not json\n{"schema":"x"}\n${text}`);
    expect(await find()).toMatchObject({ result: { id: 'sound' } });
  });
});
