import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chain } from './models.ts';
import { createStage, type Stage, said } from './stage.ts';

/** The budget that the change breaks, so that the gate fails whatever GitHub does. */
const BUDGET = 'models: [models/dense.tflite]\nthresholds: { macs: { max_increase: 2% } }\n';
const PULL = 7;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  const base = await stage.commit({ 'models/dense.tflite': chain([16, 32, 8]), '.hilbench.yml': BUDGET });
  const head = await stage.commit({ 'models/dense.tflite': chain([16, 64, 8]) });
  stage.pull(PULL, base, head);
});
afterAll(() => stage[Symbol.asyncDispose]());

beforeEach(() => {
  stage.github.calm();
  stage.state.denied.clear();
  stage.state.comments.length = 0;
  stage.state.artifacts.length = 0;
});

/** Besides the annotations, which have a title. */
const warnings = (step: Awaited<ReturnType<Stage['step']>>): string[] =>
  step.commands
    .filter(({ name, properties }) => name === 'warning' && properties.title === undefined)
    .map(({ message }) => message);

describe('GitHub in trouble', () => {
  test('without the permission to comment there is a warning and the summary, and the gate still judges', async () => {
    stage.state.denied = new Set(['issues=write', 'pull_requests=write']);
    const step = await stage.step();
    expect(step.status, said(step)).toBe(1);
    expect(step.outputs).toMatchObject({ verdict: 'fail', 'comment-url': '' });
    expect(stage.comments(PULL)).toEqual([]);
    expect(warnings(step)).toEqual([expect.stringMatching(/pull-requests: write.* in the job summary/)]);
    expect(step.summary).toMatch(/Fail/);
    await stage.expectNothingLeft();
  });

  test('errors and requests to wait are answered by trying again', async () => {
    const path = /\/issues\/7\/comments$/;
    stage.github.misbehave({ path, times: 1, does: { answer: { status: 500, json: { message: 'Oops' } } } });
    stage.github.misbehave({
      path,
      times: 1,
      does: { answer: { status: 429, headers: { 'retry-after': '1' }, json: { message: 'slow down' } } },
    });
    const step = await stage.step();
    expect(step.status, said(step)).toBe(1);
    expect(warnings(step)).toEqual([]);
    expect(stage.comments(PULL)).toHaveLength(1);
  });

  test('with the whole API down the checkout has the base, the results are there, and the gate judges', async () => {
    stage.github.misbehave({ path: /^\/repos\/|^\/graphql/, does: { cut: 'before' } });
    const step = await stage.step();
    expect(step.status, said(step)).toBe(1);
    expect(step.outputs).toMatchObject({ verdict: 'fail', 'comment-url': '' });
    expect(step.summary).toMatch(/Fail/);
    expect(warnings(step).join('\n')).toMatch(/GITHUB_UNREACHABLE/);
    expect(step.took_ms).toBeLessThan(30_000);
  });

  test('with artifacts and cache down the comment is there without their links', async () => {
    stage.github.misbehave({
      path: /^\/twirp\//,
      does: { answer: { status: 403, json: { code: 'x', msg: 'no' } } },
    });
    const step = await stage.step();
    expect(step.status, said(step)).toBe(1);
    expect(step.outputs['artifact-ids']).toBe('');
    expect(stage.comments(PULL)[0]).toMatch(/Fail/);
    expect(stage.comments(PULL)[0]).not.toContain('[report]');
  });

  test('two jobs at once end with one comment', async () => {
    const steps = await Promise.all([stage.step({ run_id: 11 }), stage.step({ run_id: 12 })]);
    for (const step of steps) expect(step.status, said(step)).toBe(1);
    expect(stage.comments(PULL)).toHaveLength(1);
    await stage.expectNothingLeft();
  });

  test('results of an older commit are marked as outdated while the new one is measured', async () => {
    await stage.step();
    const pull = stage.state.pulls.get(PULL);
    const old = pull?.head.sha ?? '';
    if (pull !== undefined) pull.head.sha = await stage.commit({ 'README.md': 'words' });
    let meanwhile = '';
    stage.github.misbehave({
      path: /CreateArtifact$/,
      times: 1,
      does: {
        first: () => {
          meanwhile = stage.comments(PULL)[0] ?? '';
        },
      },
    });
    const step = await stage.step({ run_id: 2 });
    expect(step.status, said(step)).toBe(1);
    expect(meanwhile).toMatch(new RegExp(`Outdated.*${old.slice(0, 7)}`));
    expect(stage.comments(PULL)).toHaveLength(1);
    expect(stage.comments(PULL)[0]).not.toMatch(/Outdated/);
    if (pull !== undefined) pull.head.sha = old;
  });

  test('results of a commit that is no longer the head are not posted', async () => {
    const { head } = stage.state.pulls.get(PULL) ?? { head: { sha: '' } };
    const old = head.sha;
    stage.github.misbehave({
      path: /\/pulls\/7$/,
      times: 1,
      does: {
        first: () => {
          head.sha = 'f'.repeat(40);
        },
      },
    });
    const step = await stage.step();
    head.sha = old;
    expect(step.status, said(step)).toBe(1);
    expect(stage.comments(PULL)).toEqual([]);
  });
});

describe('a fork', () => {
  const fork = (): void => {
    const pull = stage.state.pulls.get(PULL);
    if (pull !== undefined) pull.head.repo = 'stranger/models';
  };

  test('is not let near a bench, and nothing is asked with the token', async () => {
    fork();
    const step = await stage.step({ self_hosted: true });
    expect(step.status).toBe(2);
    expect(said(step)).toMatch(/stranger\/models.*self-hosted/);
    expect(said(step)).toMatch(/fork-report\.yml/);
    expect(step.stdout).not.toMatch(/Running dense/);
    expect(stage.github.requests).toEqual([]);
    await stage.expectNothingLeft();
  });

  test('runs where the owner allows it, and on a hosted runner', async () => {
    fork();
    for (const more of [{ inputs: { 'allow-forks': 'true' }, self_hosted: true }, { self_hosted: false }]) {
      const step = await stage.step(more);
      expect(step.status, said(step)).toBe(1);
      expect(step.outputs.verdict).toBe('fail');
    }
  });
});

test('a model of hundreds of layers gets a comment that fits and is whole', async () => {
  await using own = await createStage();
  const widths = (width: number): number[] => [4, ...Array.from({ length: 400 }, () => width), 4];
  const name = (index: number): string => `network/${'block/'.repeat(20)}${index}|\`@octocat #1 <img src=x>`;
  const base = await own.commit({ 'models/deep.tflite': chain(widths(4), { name }) });
  own.pull(3, base, await own.commit({ 'models/deep.tflite': chain(widths(5), { name }) }));
  const step = await own.step({ inputs: { models: 'models/deep.tflite' } });
  expect(step.status, said(step)).toBe(0);
  const [comment = ''] = own.comments(3);
  expect(comment.length).toBeLessThanOrEqual(65_536);
  expect(comment.trimEnd()).toMatch(/\[run\]\(http[^)]+\)$/);
  expect(comment.match(/<details>/g)?.length).toBe(comment.match(/<\/details>/g)?.length);
  expect(Buffer.byteLength(step.summary)).toBeLessThanOrEqual(1_048_576);
  expect(step.summary).toMatch(/^\| 400 \|/m);
});
