import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseGate } from '../regression/config.ts';
import { loadInputs } from './inputs.ts';
import { configOf, listJobs } from './jobs.ts';

const folder = mkdtempSync(join(tmpdir(), 'hilbench-jobs-'));
const workspace = join(folder, 'checkout');
const at = (...names: string[]): string => join(workspace, ...names);

beforeAll(() => {
  for (const name of ['a', 'b']) {
    mkdirSync(at(name), { recursive: true });
    writeFileSync(at(name, 'kws.tflite'), '');
  }
  writeFileSync(at('inputs.npy'), '');
  writeFileSync(join(folder, 'secret.npy'), '');
  symlinkSync(join(folder, 'secret.npy'), at('link.npy'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gateOf = (yaml: string) => parseGate(yaml, at('.hilbench.yml'), '.hilbench.yml');
const inputsOf = (inputs: Record<string, string>) =>
  loadInputs(
    Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );

async function configure(inputs: Record<string, string>, yaml = '') {
  const gate = gateOf(yaml);
  const [job] = await listJobs(inputsOf({ models: 'a/kws.tflite', ...inputs }), gate, workspace);
  if (job === undefined) throw new Error('no job');
  return configOf(job, job.model.file, join(folder, 'out'), inputsOf(inputs), gate, workspace);
}

test('models of the same name keep apart, on every platform', async () => {
  const jobs = await listJobs(
    inputsOf({ models: '**/*.tflite', platform: 'mps3_an547,mps2_an386' }),
    gateOf(''),
    workspace,
  );
  expect(jobs.map(({ name, platform }) => `${name} ${platform}`)).toEqual([
    'a_kws mps3_an547',
    'a_kws mps2_an386',
    'b_kws mps3_an547',
    'b_kws mps2_an386',
  ]);
});

test('inputs win over the file, the file over defaults', async () => {
  const yaml = 'run:\n  runs: 7\n  seed: 3\n';
  expect(await configure({ runs: '9' }, yaml)).toMatchObject({ runs: 9, seed: 3, profile_warmup: 1 });
});

describe('a path that leads out of the checkout is refused, whoever gives it', () => {
  test.each([
    ['an input', { dataset: '../secret.npy' }, ''],
    ['an absolute input', { dataset: '/etc/passwd' }, ''],
    ['a link', { dataset: 'link.npy' }, ''],
    ['the file', {}, 'run:\n  dataset: ../secret.npy\n'],
    ['the file, absolute', {}, 'run:\n  dataset: /etc/passwd\n'],
    ['the file, a link', {}, 'run:\n  dataset: link.npy\n'],
  ])('%s', async (_who, inputs: Record<string, string>, yaml) => {
    await expect(configure(inputs, yaml)).rejects.toMatchObject({ code: 'INPUT_OUTSIDE_WORKSPACE' });
  });

  test('one that stays is taken', async () => {
    expect(await configure({ dataset: 'inputs.npy' })).toMatchObject({ dataset_path: at('inputs.npy') });
    expect(await configure({}, 'run:\n  dataset: inputs.npy\n')).toMatchObject({
      dataset_path: at('inputs.npy'),
    });
  });
});
