import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  type CommentRequest,
  MAX_COMMENT_TEXT,
  outdateComment,
  postComment,
} from '../../src/github/comments.ts';
import { formatMarker } from '../../src/github/marker.ts';
import { connect, recordLog } from './connect.ts';
import { type Github, startGithub } from './server.ts';
import { sha } from './state.ts';

let github: Github;
const { signal } = new AbortController();
const log = recordLog();

beforeEach(async () => {
  log.lines.length = 0;
  github = await startGithub();
  onTestFinished(() => github[Symbol.asyncDispose]());
  github.state.pulls.set(7, {
    number: 7,
    state: 'open',
    head: { sha: sha('head'), ref: 'topic', repo: 'acme/models' },
    base: { sha: sha('base'), ref: 'main' },
  });
});

const request = (changes: Partial<CommentRequest> = {}): CommentRequest => ({
  pull_request: 7,
  key: 'kws',
  head_sha: sha('head'),
  run_id: 10,
  run_attempt: 1,
  ...changes,
});
const deps = () => ({ client: connect(github), repository: { owner: 'acme', name: 'models' }, log });
const post = (text: string, changes: Partial<CommentRequest> = {}) =>
  postComment(deps(), request(changes), text, signal);
const push = (name: string): void => {
  const pull = github.state.pulls.get(7);
  if (pull !== undefined) pull.head.sha = sha(name);
};
const texts = (): string[] => github.state.comments.map(({ body }) => body.split('\n').slice(1).join('\n'));
const writes = (): number => github.requests.filter(({ method }) => method !== 'GET').length;

describe('the comment on a pull request', () => {
  it('is made once and updated in place', async () => {
    expect(await post('first')).toMatchObject({ kind: 'created' });
    expect(await post('second', { run_id: 11 })).toMatchObject({ kind: 'updated' });
    expect(texts()).toEqual(['second']);
    expect(github.state.comments[0]?.body).toMatch(/^<!-- hilbench /);
  });

  it('is left alone when it says the same already', async () => {
    await post('same');
    github.calm();
    expect(await post('same', { run_id: 11 })).toMatchObject({ kind: 'unchanged' });
    // The one POST is the question who we are.
    expect(github.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
      '/graphql',
    ]);
  });

  it('is found behind many others', async () => {
    const filler = (id: number) => ({ id, issue: 7, body: 'talk', login: 'someone' });
    github.state.comments.push(...Array.from({ length: 150 }, (_, index) => filler(index + 1)));
    await post('first');
    github.state.comments.push(...Array.from({ length: 100 }, (_, index) => filler(index + 9000)));
    expect(await post('second')).toMatchObject({ kind: 'updated' });
    expect(texts().filter((text) => text === 'second')).toHaveLength(1);
  });

  it('is one for each configuration', async () => {
    await post('kws');
    await post('vww', { key: 'vww' });
    expect(texts()).toEqual(['kws', 'vww']);
  });

  it("does not touch a stranger's comment with the same marker, nor a quoted marker", async () => {
    const marker = formatMarker({ key: 'kws', head_sha: sha('head'), run_id: 99, run_attempt: 1 });
    github.state.comments.push({ id: 1, issue: 7, body: `${marker}\nforged`, login: 'mallory' });
    github.state.comments.push({ id: 2, issue: 7, body: `> ${marker}\nquoted`, login: github.state.login });
    expect(await post('ours')).toMatchObject({ kind: 'created' });
    expect(texts()).toEqual(['forged', 'quoted', 'ours']);
  });

  it('is one when two jobs finish together, and holds what the later run says', async () => {
    const outcomes = await Promise.all([
      post('from run 10', { run_id: 10 }),
      post('from run 11', { run_id: 11 }),
    ]);
    expect(texts()).toEqual(['from run 11']);
    expect(outcomes.map(({ kind }) => kind)).not.toContain('outdated');
  });

  it('is one when another job was first by a hair', async () => {
    const marker = formatMarker(request({ run_id: 12 }));
    github.misbehave({
      method: 'POST',
      path: /comments$/,
      times: 1,
      does: {
        first: (state) =>
          state.comments.push({ id: 1, issue: 7, body: `${marker}\nfrom run 12`, login: state.login }),
      },
    });
    expect(await post('from run 10')).toMatchObject({ kind: 'superseded' });
    expect(texts()).toEqual(['from run 12']);
  });

  it('is not made twice when the answer is lost', async () => {
    github.misbehave({ method: 'POST', path: /comments$/, times: 1, does: { cut: 'after' } });
    expect(await post('once')).toMatchObject({ url: expect.stringContaining('issuecomment') });
    expect(texts()).toEqual(['once']);
  });

  it('is not made twice when lists are behind', async () => {
    github.misbehave({ method: 'GET', path: /issues\/7\/comments$/, does: { stale: 1 } });
    expect(await post('once')).toMatchObject({ kind: 'created' });
    expect(texts()).toEqual(['once']);
  });

  it('clears away duplicates that a cancelled job left behind', async () => {
    for (const id of [1, 2, 3]) {
      const body = `${formatMarker(request())}\nold`;
      github.state.comments.push({ id, issue: 7, body, login: github.state.login });
    }
    await post('new');
    expect(github.state.comments.map(({ id }) => id)).toEqual([1]);
    expect(texts()).toEqual(['new']);
  });

  it('never shows results of a commit that is no longer the head', async () => {
    push('newer');
    expect(await post('old results')).toEqual({ kind: 'outdated', head_sha: sha('newer') });
    expect(github.state.comments).toEqual([]);
  });

  it('marks results as outdated when the head moves while they are written', async () => {
    github.misbehave({ method: 'POST', path: /comments$/, times: 1, does: { first: () => push('newer') } });
    expect(await post('old results')).toMatchObject({ kind: 'outdated', head_sha: sha('newer') });
    expect(texts()[0]).toMatch(/^> ⏳ \*\*Outdated:\*\* .+\n\nold results$/);
    expect(texts()[0]).toContain(sha('newer').slice(0, 7));
  });

  it('is marked as outdated when a new run starts, once, and replaced by its results', async () => {
    await post('old results');
    push('newer');
    const newer = request({ head_sha: sha('newer'), run_id: 11 });
    expect(await outdateComment(deps(), newer, signal)).toContain('issuecomment');
    const marked = texts();
    expect(marked[0]).toContain('Outdated');
    github.calm();
    await outdateComment(deps(), newer, signal);
    expect(writes()).toBe(1); // the question who we are
    await postComment(deps(), newer, 'new results', signal);
    expect(texts()).toEqual(['new results']);
  });

  it('gives way to the job summary when the token may not comment', async () => {
    github.state.denied = new Set(['issues=write', 'pull_requests=write']);
    expect(await post('results')).toMatchObject({ kind: 'summary-only' });
    expect(log.lines.join()).toMatch(/warn: .*pull-requests: write/);
  });

  it('fits when it is as long as may be, and is refused beyond', async () => {
    expect(await post('x'.repeat(MAX_COMMENT_TEXT))).toMatchObject({ kind: 'created' });
    push('newer');
    await outdateComment(deps(), request({ head_sha: sha('newer') }), signal);
    expect(texts()[0]).toContain('Outdated');
    await expect(post('x'.repeat(MAX_COMMENT_TEXT + 1))).rejects.toMatchObject({
      code: 'GITHUB_COMMENT_TOO_LONG',
    });
  });

  it('survives an API that answers 500 now and then', async () => {
    github.misbehave({ path: /./, times: 2, does: { answer: { status: 500, json: { message: 'oops' } } } });
    expect(await post('results')).toMatchObject({ kind: 'created' });
  });
});
