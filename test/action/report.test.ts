import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BASE_FILE } from '../../src/result/read.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { SYMLINK, writeZip, type ZipEntry } from '../github/zip.ts';
import { rendered, wouldLink } from '../helpers/gfm.ts';
import { HOSTILE_NAMES } from '../helpers/results.ts';
import { chain } from './models.ts';
import { createStage, type Stage, type Step, said } from './stage.ts';

const FORK = 'stranger/models';
const PULL = 7;
const MEASURED = 100;

let stage: Stage;
let head: string;
/** What the fork's run measured. */
let result: RunResult;
let base: RunResult;

/** The second workflow, in the repository's own context: no checkout, a run of the fork behind it. */
const report = (inputs: Record<string, string> = {}): Promise<Step> =>
  stage.step({
    entry: 'report/main.js',
    event_name: 'workflow_run',
    event: {
      action: 'completed',
      workflow_run: {
        id: MEASURED,
        run_attempt: 1,
        event: 'pull_request',
        conclusion: 'success',
        head_sha: head,
        head_branch: 'change',
        head_repository: { full_name: FORK },
      },
    },
    run_id: 200,
    sha: stage.state.pulls.get(PULL)?.base.sha ?? '',
    inputs,
  });

function upload(name: string, entries: readonly ZipEntry[]): void {
  stage.state.artifacts.push({
    id: stage.state.next_id++,
    run_id: MEASURED,
    name,
    data: writeZip(entries),
    expired: false,
    created_at: new Date().toISOString(),
    done: true,
  });
}

const json = (value: unknown): string => JSON.stringify(value);

beforeAll(async () => {
  stage = await createStage();
  const from = await stage.commit({ 'models/dense.tflite': chain([16, 32, 8]) });
  head = await stage.commit({ 'models/dense.tflite': chain([16, 64, 8]) });
  stage.pull(PULL, from, head, FORK);
  const measured = await stage.step({
    run_id: MEASURED,
    inputs: { models: 'models/*.tflite', comment: 'false', 'allow-forks': 'true', 'github-token': '' },
  });
  expect(measured.status, said(measured)).toBe(0);
  expect(stage.comments(PULL)).toEqual([]);
  const read = (name: string): RunResult =>
    JSON.parse(readFileSync(join(measured.outputs.results ?? '', 'mps3_an547', 'dense', name), 'utf8'));
  [result, base] = [read('results.json'), read(BASE_FILE)];
});
afterAll(() => stage[Symbol.asyncDispose]());

beforeEach(() => {
  stage.github.calm();
  stage.state.comments.length = 0;
  stage.state.checks.length = 0;
});

describe('the report of a run of a fork', () => {
  test('is a comment, a summary and a check on the commit that was measured', async () => {
    stage.pull(8, stage.state.pulls.get(PULL)?.base.sha ?? '', 'e'.repeat(40), FORK);
    const step = await report();
    expect(step.status, said(step)).toBe(0);
    expect(step.outputs.verdict).toBe('warn');
    expect(stage.comments(PULL)).toHaveLength(1);
    expect(stage.comments(8)).toEqual([]);
    expect(stage.comments(PULL)[0]).toMatch(/\*\*Instructions \+\d/);
    expect(stage.state.checks).toMatchObject([{ name: 'hilbench', head_sha: head, conclusion: 'neutral' }]);
    expect(step.summary).toMatch(/\*\*Instructions \+\d/);
    for (const text of [step.summary, stage.comments(PULL)[0]]) {
      expect(text).toMatch(/measured by the fork itself/);
    }
  });

  test('is judged by the thresholds of the default branch, whatever the fork says', async () => {
    stage.state.git.write('heads/main', '.hilbench.yml', 'thresholds: { macs: { max_increase: 2% } }\n');
    const step = await report();
    expect(step.status, said(step)).toBe(1);
    expect(step.outputs.verdict).toBe('fail');
    expect(stage.state.checks).toMatchObject([{ conclusion: 'failure' }]);
    const told = await report({ gate: 'report' });
    expect(told.status, said(told)).toBe(0);
    stage.state.git.refs.delete('heads/main');
  });

  test('leaves out what is poisoned, and says so', async () => {
    const before = [...stage.state.artifacts];
    upload('hilbench-up', [{ name: '../../outside/results.json', data: json(result) }]);
    upload('hilbench-link', [{ name: 'results.json', data: '/etc/passwd', mode: SYMLINK }]);
    upload('hilbench-words', [{ name: 'results.json', data: '{"pull_request": 1}' }]);
    upload('hilbench-liar', [{ name: 'results.json', data: 'x'.repeat(100_000), claimed_bytes: 10 }]);
    upload('hilbench-base', [
      { name: 'results.json', data: json(result) },
      { name: BASE_FILE, data: '[' },
    ]);
    const step = await report();
    stage.state.artifacts.splice(0, Number.POSITIVE_INFINITY, ...before);
    expect(step.status, said(step)).toBe(0);
    const refused = step.commands.filter(({ message }) => message.startsWith('An artifact is left out'));
    expect(refused).toHaveLength(5);
    expect(stage.comments(PULL)).toHaveLength(1);
  });

  test('shows names as text and nothing else, and runs no command', async () => {
    const before = [...stage.state.artifacts];
    stage.state.artifacts.length = 0;
    const names = [
      ...Object.values(HOSTILE_NAMES),
      '@octocat #1 www.example.com',
      '\n::set-output name=verdict::pass\n::error::owned',
    ];
    for (const [index, name] of names.entries()) {
      const hostile = (of: RunResult): RunResult => ({
        ...of,
        model: { ...of.model, name: `m${index}` },
        ...(of.profile === undefined
          ? {}
          : {
              profile: { ...of.profile, layers: of.profile.layers.map((layer) => ({ ...layer, name })) },
            }),
      });
      upload(`hilbench-${index}`, [
        { name: 'results.json', data: json(hostile(result)) },
        { name: BASE_FILE, data: json(hostile(base)) },
      ]);
    }
    const step = await report();
    stage.state.artifacts.splice(0, Number.POSITIVE_INFINITY, ...before);
    expect(step.status, said(step)).toBe(0);
    const [comment = ''] = stage.comments(PULL);
    for (const text of [comment, step.summary]) {
      const html = rendered(text);
      expect(html).not.toMatch(/<(script|img|b)\b|onmouseover="/);
      const found = wouldLink(html).filter((each) => !/^[0-9a-f]+$|^:\d\d:$/.test(each));
      expect(found, 'besides commits and times').toEqual([]);
    }
    expect(step.commands.filter(({ name }) => ['error', 'set-output'].includes(name))).toEqual([]);
  });

  test('of a head that is no longer there has no comment', async () => {
    const pull = stage.state.pulls.get(PULL);
    if (pull !== undefined) pull.head.sha = 'd'.repeat(40);
    const step = await report();
    if (pull !== undefined) pull.head.sha = head;
    expect(step.status, said(step)).toBe(0);
    expect(stage.state.comments).toEqual([]);
    expect(step.outputs['comment-url']).toBe('');
  });

  test('without any result says what is wrong', async () => {
    const step = await report({ 'artifact-prefix': 'other' });
    expect(step.status).toBe(2);
    expect(said(step)).toMatch(/REPORT_NO_RESULTS/);
  });
});
