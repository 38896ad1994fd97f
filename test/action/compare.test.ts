import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { buildModel } from '../../src/model/build.ts';
import { pushEvent } from '../github/env.ts';
import { editableModel, widenKernel } from '../helpers/edit-model.ts';
import { chain, unsupported } from './models.ts';
import { createStage, type Stage, type Step, said } from './stage.ts';

const MODELS = { models: 'models/*.tflite' };
const MODEL = 'models/dense.tflite';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** A pull request from one tree to another, measured. */
async function change(
  number: number,
  base: Record<string, string | Uint8Array>,
  head: Record<string, string | Uint8Array>,
  inputs: Record<string, string> = MODELS,
): Promise<Step> {
  await stage.git('checkout', '--quiet', '--orphan', `pull-${number}`);
  await stage.git('rm', '-r', '--quiet', '--force', '--ignore-unmatch', '.');
  const from = await stage.commit(base);
  stage.pull(number, from, await stage.commit(head));
  const step = await stage.step({ inputs });
  await stage.expectNothingLeft();
  return step;
}

describe('a pull request', () => {
  test('with a model that is new has results, and nothing to compare with', async () => {
    const step = await change(1, { 'README.md': 'models' }, { [MODEL]: chain([16, 32, 8]) });
    expect(step.status, said(step)).toBe(0);
    expect(step.outputs).toMatchObject({ verdict: 'no-baseline', 'time-us': '', 'energy-uj': '' });
    expect(Number(step.outputs.ticks)).toBeGreaterThan(500);
    expect(step.outputs['artifact-urls']).toMatch(/\/actions\/runs\/1\/artifacts\/\d+$/);
    const [comment = ''] = stage.comments(1);
    expect(comment).toMatch(/^<!-- hilbench .*-->\n\*\*ℹ️.No baseline\*\*/);
    expect(comment).toContain(`[report](${step.outputs['artifact-urls']})`);
    expect(step.summary).toContain('| 1 | `FULLY_CONNECTED` `dense_1/BiasAdd` | 1×8 |');
    expect(step.commands.filter(({ name }) => name === 'error' || name === 'warning')).toEqual([]);
    const [artifact] = stage.state.artifacts;
    expect(artifact).toMatchObject({ name: 'hilbench-mps3_an547-aot-dense', done: true });
  });

  test('that changes the shape of one layer fails where the budget says so', async () => {
    const wide = editableModel(dsCnnKeywordSpotter());
    widenKernel(wide, 5, 5);
    const step = await change(
      2,
      { 'models/kws.tflite': dsCnnKeywordSpotter() },
      {
        'models/kws.tflite': buildModel(wide),
        '.hilbench.yml':
          'models: [models/kws.tflite]\nplatforms: [mps3_an547]\nthresholds:\n  ticks:\n    max_increase: 2%\n    note: the frame rate\n',
      },
      {},
    );
    expect(step.status, said(step)).toBe(1);
    expect(step.outputs.verdict).toBe('fail');
    const [comment = ''] = stage.comments(2);
    expect(comment.split('\n')[1]).toMatch(/^### ❌.Fail: /);
    expect(comment).toContain('the frame rate');
    const rows = comment.split('\n').filter((line) => /^\| \d+ \|/.test(line));
    expect(rows).toHaveLength(13);
    const changed = rows.filter((row) => /changed/.test(row));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/^\| 5 \| .*DEPTHWISE_CONV_2D/);
    const number = (text = '0'): number => Number(text.replace('−', '-').replaceAll(',', ''));
    const [, total, inLayers, , between] =
      /Total ([+−][\d,]+) instructions: ([+−][\d,]+) in layers(, ([+−][\d,]+) between)?/.exec(comment) ?? [];
    expect(number(total)).toBe(number(inLayers) + number(between));
    const changes = rows.map((row) => number(/([+−][\d,]+) \([^)]*\)[^|]*\|$/.exec(row)?.[1]));
    expect(changes.reduce((sum, each) => sum + each, 0)).toBe(number(inLayers));
    expect(changes[5]).toBeGreaterThan(0.9 * number(total));
    expect(comment).not.toMatch(/\b(added|removed)\b/i);
    expect(comment).toMatch(/\*\*Why:\*\* .*layer 5 `DEPTHWISE_CONV_2D`/);
    const places = step.commands
      .filter(({ name, properties }) => name === 'error' && properties.file !== undefined)
      .map(({ properties: { file, line } }) => `${file}:${line ?? ''}`);
    expect(places).toEqual(['models/kws.tflite:', '.hilbench.yml:4']);
    expect(step.summary).toContain('the frame rate');
    expect(step.stdout).toMatch(/::error::The gate failed/);
  });

  test('that makes a model smaller is told as an improvement', async () => {
    const step = await change(3, { [MODEL]: chain([16, 64, 8]) }, { [MODEL]: chain([16, 32, 8]) });
    expect(step.status, said(step)).toBe(0);
    expect(step.outputs.verdict).toBe('improved');
    expect(stage.comments(3)[0]).toMatch(/Improved/);
  });

  test('that adds or removes a layer shows it as such, and aligns the others', async () => {
    const [short, long] = [chain([16, 32, 32, 8]), chain([16, 32, 32, 32, 8])];
    const added = await change(4, { [MODEL]: short }, { [MODEL]: long });
    expect(added.status, said(added)).toBe(0);
    expect(added.outputs.verdict).toBe('warn');
    expect(stage.comments(4)[0]).toMatch(/\badded\b/i);
    expect(stage.comments(4)[0]).not.toMatch(/\bremoved\b/i);
    const removed = await change(5, { [MODEL]: long }, { [MODEL]: short });
    expect(removed.outputs.verdict).toBe('improved');
    expect(stage.comments(5)[0]).toMatch(/\bremoved\b/i);
    expect(stage.comments(5)[0]).not.toMatch(/\badded\b/i);
  });

  test('that leaves the model alone gets two lines, and a second run writes nothing', async () => {
    const files = { [MODEL]: chain([16, 24, 8]) };
    const step = await change(6, files, { 'README.md': 'words' });
    expect(step.status, said(step)).toBe(0);
    expect(step.outputs.verdict).toBe('pass');
    const [comment = ''] = stage.comments(6);
    const open = comment.replace(/<details>[\s\S]*?<\/details>/g, '').split('\n');
    expect(open.filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(4);
    stage.github.calm();
    const again = await stage.step({ inputs: MODELS, run_id: 2 });
    expect(again.outputs['comment-url']).toBe(step.outputs['comment-url']);
    expect(stage.comments(6)).toEqual([comment]);
    expect(stage.github.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  test('with a model that cannot run has the results of the others, and says what to do', async () => {
    const good = chain([16, 40, 8]);
    const step = await change(
      8,
      { 'models/good.tflite': good },
      { 'models/good.tflite': good, 'models/odd.tflite': unsupported() },
    );
    expect(step.status, said(step)).toBe(2);
    expect(step.outputs.verdict).toBe('fail');
    const [comment = ''] = stage.comments(8);
    expect(comment).toMatch(/Could not run:\*\*\n\n- `odd` on `mps3_an547`: .*FancyAttention/);
    expect(comment).toContain('`good`');
    expect(step.commands).toContainEqual(
      expect.objectContaining({
        name: 'error',
        properties: { title: 'odd on mps3_an547 could not run', file: 'models/odd.tflite' },
      }),
    );
  });
});

test('what the base branch changed meanwhile is not held against a pull request, whose checkout is a merge', async () => {
  await using own = await createStage();
  const base = await own.commit({ [MODEL]: chain([16, 24, 8]) });
  await own.git('checkout', '--quiet', '-b', 'change');
  const head = await own.commit({ 'README.md': 'words' });
  await own.git('checkout', '--quiet', 'main');
  const tip = await own.commit({ [MODEL]: chain([16, 64, 8]) });
  await own.git('merge', '--quiet', '--no-ff', '--no-commit', 'change');
  const merge = await own.commit({});
  own.pull(7, base, head);
  const step = await own.step({ sha: merge, ref: 'refs/pull/7/merge', inputs: MODELS });
  expect(step.status, said(step)).toBe(0);
  expect(step.outputs.verdict).toBe('pass');
  expect(own.comments(7)[0]).toContain(`Baseline: ${tip.slice(0, 7)}`);
});

test('a push to the default branch leaves a baseline for pull requests: its artifact, then the data branch', async () => {
  await using own = await createStage();
  const push = await own.commit({ [MODEL]: chain([16, 24, 8]) });
  const event = { event_name: 'push', event: pushEvent(own.state, '0'.repeat(40), push), sha: push };
  const pushed = await own.step({ ...event, inputs: MODELS, run_id: 50 });
  expect(pushed.status, said(pushed)).toBe(0);
  expect([...own.state.git.files('heads/hilbench-data').keys()].sort()).toEqual([
    'v1/mps3_an547-aot-dense/history.jsonl',
    expect.stringMatching(`^v1/mps3_an547-aot-dense/results/${push}-[0-9a-f]{12}\\.json$`),
  ]);
  own.state.runs.push({
    id: 50,
    head_sha: push,
    event: 'push',
    conclusion: 'success',
    head_repository: own.repository,
  });

  await own.git('checkout', '--quiet', '-b', 'change');
  const head = await own.commit({ [MODEL]: chain([16, 64, 8]) });
  own.pull(7, push, head);
  const inputs = { ...MODELS, compare: 'stored' };
  const first = await own.step({ inputs, run_id: 51 });
  expect(first.outputs.verdict, said(first)).toBe('warn');
  expect(own.comments(7)[0]).toMatch(new RegExp(`Baseline: ${push.slice(0, 7)}.*the merge base.*artifact`));

  for (const artifact of own.state.artifacts) artifact.expired = true;
  const second = await own.step({ inputs, run_id: 52 });
  expect(second.outputs.verdict, said(second)).toBe('warn');
  expect(own.comments(7)).toHaveLength(1);
  expect(own.comments(7)[0]).toMatch(
    new RegExp(`Baseline: ${push.slice(0, 7)}.*the merge base.*data branch`),
  );
  await own.expectNothingLeft();
});
