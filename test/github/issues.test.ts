import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type CheckRequest, writeCheck } from '../../src/github/checks.ts';
import { ISSUE_LABEL, reconcileIssue } from '../../src/github/issues.ts';
import { formatMarker } from '../../src/github/marker.ts';
import { connect } from './connect.ts';
import { type Github, startGithub } from './server.ts';
import { sha } from './state.ts';

let github: Github;
const { signal } = new AbortController();
const repository = { owner: 'acme', name: 'models' };

beforeEach(async () => {
  github = await startGithub();
  onTestFinished(() => github[Symbol.asyncDispose]());
});

const marker = { key: 'nightly', head_sha: sha('head'), run_id: 1, run_attempt: 1 };
const reconcile = (regression: string | undefined, key = 'nightly') =>
  reconcileIssue(
    { client: connect(github), repository },
    { ...marker, key, title: 'kws is slower' },
    regression,
    signal,
  );
const open = () => github.state.issues.filter(({ state }) => state === 'open');
const issue = (number: number, login: string, body = `${formatMarker(marker)}\nold`) => ({
  number,
  title: 'kws is slower',
  body,
  state: 'open' as const,
  labels: [ISSUE_LABEL],
  login,
  pull_request: false,
});

describe('the issue about a regression', () => {
  it('is opened, updated while it lasts, and closed when it is gone', async () => {
    expect(await reconcile(undefined)).toEqual({ kind: 'none' });
    expect(await reconcile('+5 %')).toMatchObject({ kind: 'opened' });
    expect(await reconcile('+5 %')).toMatchObject({ kind: 'unchanged' });
    expect(await reconcile('+7 %')).toMatchObject({ kind: 'updated' });
    expect(open().map(({ body }) => body.split('\n')[1])).toEqual(['+7 %']);
    expect(await reconcile(undefined)).toMatchObject({ kind: 'closed' });
    expect(open()).toEqual([]);
    expect(github.state.comments.at(-1)?.body).toContain(sha('head'));
    expect(await reconcile('+9 %')).toMatchObject({ kind: 'opened' });
    expect(github.state.issues).toHaveLength(2);
  });

  it("leaves strangers' issues, pull requests and other configurations alone", async () => {
    const other = `${formatMarker({ ...marker, key: 'other' })}\ntext`;
    github.state.issues.push(issue(1, 'mallory'), issue(2, github.state.login, other));
    github.state.issues.push({ ...issue(3, github.state.login), pull_request: true });
    expect(await reconcile(undefined)).toEqual({ kind: 'none' });
    expect(open()).toHaveLength(3);
  });

  it('is one: duplicates are closed', async () => {
    github.state.issues.push(issue(1, github.state.login), issue(2, github.state.login));
    await reconcile('+5 %');
    expect(open().map(({ number }) => number)).toEqual([1]);
  });

  it('says which permission it needs', async () => {
    github.state.denied.add('issues=write');
    await expect(reconcile('+5 %')).rejects.toMatchObject({
      code: 'GITHUB_FORBIDDEN',
      hint: expect.stringContaining('`issues: write`'),
    });
  });
});

describe('the check on a commit', () => {
  const write = (changes: Partial<CheckRequest> = {}) =>
    writeCheck(
      connect(github),
      repository,
      {
        name: 'hilbench',
        head_sha: sha('head'),
        conclusion: 'failure',
        title: 'slower',
        summary: 'text',
        ...changes,
      },
      signal,
    );

  it('is one for a name, and that of another app is left alone', async () => {
    github.state.checks.push({
      id: 1,
      name: 'hilbench',
      head_sha: sha('head'),
      conclusion: 'neutral',
      output: {},
      app: 'another-app',
    });
    await write();
    await write({ conclusion: 'success' });
    expect(github.state.checks.map(({ conclusion }) => conclusion)).toEqual(['neutral', 'success']);
  });

  it('says which permission it needs', async () => {
    github.state.denied.add('checks=write');
    await expect(write()).rejects.toMatchObject({ hint: expect.stringContaining('`checks: write`') });
  });
});
