import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { buildModel } from '../../src/model/build.ts';
import { readResult } from '../../src/result/read.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { hilbench, hilbenchHere, tempFolder } from '../helpers/cli.ts';
import { editableModel, repeatLayer, widenKernel } from '../helpers/edit-model.ts';

const DEPTHWISE = 5;

let folder: ReturnType<typeof tempFolder>;

/** Measures a model on the emulated board, into a folder of the name. */
async function measure(name: string, model: Uint8Array): Promise<void> {
  writeFileSync(join(folder.path, `${name}.tflite`), model);
  const args = ['run', `${name}.tflite`, '--platform', 'mps3_an547', '--model-name', 'kws', '--out', name];
  const { status, stderr } = await hilbench([...args, '--runs', '2'], { cwd: folder.path });
  expect(status, stderr).toBe(0);
}

const compare = (...args: string[]) => hilbenchHere(['compare', ...args], { cwd: folder.path });

interface ComparedLayer {
  readonly kind: string;
  readonly change_ticks: number;
  readonly base?: { readonly index: number };
  readonly head?: { readonly index: number };
}

async function compareJson(...args: string[]) {
  const { status, stdout } = await compare(...args, '--format', 'json');
  return { status, verdict: JSON.parse(stdout) };
}

beforeAll(async () => {
  folder = tempFolder();
  const file = dsCnnKeywordSpotter();
  const wide = editableModel(file);
  widenKernel(wide, DEPTHWISE, 5);
  const deep = editableModel(file);
  repeatLayer(deep, DEPTHWISE);
  await measure('base', file);
  await measure('wide', buildModel(wide));
  await measure('deep', buildModel(deep));
  writeFileSync(
    join(folder.path, 'budget.yml'),
    'thresholds:\n  ticks:\n    max_increase: 2%\n    note: the frame rate\nlayers:\n  max_increase: 50%\n',
  );
});

afterAll(() => folder[Symbol.dispose]());

describe('hilbench compare', () => {
  test('passes a result against itself, with every layer the same', async () => {
    const { status, verdict } = await compareJson('base', 'base/results.json');
    expect(status).toBe(0);
    expect(verdict).toMatchObject({ outcome: 'pass', differences: [] });
    expect(new Set(verdict.layers.map((layer: ComparedLayer) => layer.kind))).toEqual(new Set(['same']));
  });

  test('shows a layer of another shape as changed, all others aligned, and explains the total', async () => {
    const { verdict } = await compareJson('base', 'wide');
    const layers = verdict.layers as ComparedLayer[];
    expect(layers.filter(({ kind }) => kind !== 'same')).toMatchObject([
      { kind: 'changed', base: { index: DEPTHWISE }, head: { index: DEPTHWISE } },
    ]);
    const changed = layers.find(({ kind }) => kind === 'changed')?.change_ticks ?? 0;
    expect(changed).toBeGreaterThan(0.9 * verdict.explained.total_ticks);
    const sum = layers.reduce((total, { change_ticks }) => total + change_ticks, 0);
    expect(sum + verdict.explained.rest_ticks).toBe(verdict.explained.total_ticks);
    const ticks = verdict.metrics.find(({ metric }: { metric: string }) => metric === 'ticks');
    expect(ticks.change).toBe(verdict.explained.total_ticks);
  });

  test('shows an inserted layer as added, one that is taken out as removed', async () => {
    const inserted = await compareJson('base', 'deep');
    expect(inserted.verdict.layers.filter(({ kind }: ComparedLayer) => kind !== 'same')).toMatchObject([
      { kind: 'added', head: { op: 'DEPTHWISE_CONV_2D', index: DEPTHWISE } },
    ]);
    const removed = await compareJson('deep', 'base');
    const gone = removed.verdict.layers.filter(({ kind }: ComparedLayer) => kind !== 'same');
    expect(gone).toMatchObject([{ kind: 'removed', base: { index: DEPTHWISE } }]);
    expect(gone[0].change_ticks).toBeLessThan(0);
  });

  test('fails with status 1 where the file says so, and names line and note', async () => {
    expect((await compare('base', 'wide')).status).toBe(0);
    const { status, stdout } = await compare('base', 'wide', '--gate', 'budget.yml');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Verdict: fail$/m);
    expect(stdout).toMatch(/Note: the frame rate\. \[budget\.yml:2:3\]/);
    expect(stdout).toMatch(/5 +changed +DEPTHWISE_CONV_2D .* fail$/m);
    expect(stdout).toMatch(/^Total instructions: \+[\d,]+ = /m);
    expect((await compare('wide', 'base', '--gate', 'budget.yml')).stdout).toMatch(/^Verdict: improved$/m);
  });

  test('takes .hilbench.yml of the working folder', async () => {
    const cwd = join(folder.path, 'repository');
    mkdirSync(cwd);
    writeFileSync(join(cwd, '.hilbench.yml'), 'thresholds: { layers: { max: 12 } }\n');
    const { status, stdout } = await hilbenchHere(['compare', '../base', '../base'], { cwd });
    expect(stdout).toContain('[.hilbench.yml:1:15]');
    expect(status).toBe(1);
  });

  test('tells it as Markdown, too', async () => {
    const { status, stdout } = await compare('base', 'wide', '--gate', 'budget.yml', '--format', 'markdown');
    expect(status).toBe(1);
    expect(stdout).toMatch(/Fail/);
    expect(stdout).toMatch(/the frame rate/);
    expect(stdout).not.toMatch(/commit|repository/);
  });

  test('ends with the status that it tells: wrong outputs fail, whatever the thresholds say', async () => {
    const result: RunResult = await readResult(join(folder.path, 'base'));
    const { validation } = result;
    if (validation === undefined) throw new Error('the base was validated');
    const wrong = { ...result, validation: { ...validation, verdict: 'fail', violations: ['far off'] } };
    writeFileSync(join(folder.path, 'wrong.json'), JSON.stringify(wrong));
    writeFileSync(join(folder.path, 'lenient.yml'), 'thresholds: { violations: [] }\n');
    const args = ['base', 'wrong.json', '--gate', 'lenient.yml'];
    const [text, markdown] = [await compare(...args), await compare(...args, '--format', 'markdown')];
    expect([text.status, markdown.status]).toEqual([1, 1]);
    expect(text.stdout).toMatch(/^Verdict: fail$/m);
    expect(markdown.stdout).toMatch(/Fail/);
  });

  test('does not hold a result of another compiler against this one', async () => {
    const result: RunResult = await readResult(join(folder.path, 'wide'));
    const other = { ...result, toolchain: { ...result.toolchain, version: '99.1' } };
    writeFileSync(join(folder.path, 'other.json'), JSON.stringify(other));
    const { status, stdout } = await compare('base', 'other.json');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Verdict: not-comparable$/m);
    expect(stdout).toMatch(/toolchain: gcc .* → gcc 99\.1/);
  });

  test.each([
    [['nowhere', 'base'], 'RESULT_NOT_FOUND'],
    [['base', 'base', '--gate', 'nowhere.yml'], 'GATE_NOT_FOUND'],
    [['base', 'base', '--format', 'xml'], 'COMPARE_FORMAT'],
    [['base', 'base', '--json', '--format', 'text'], 'COMPARE_FORMAT'],
    [['base'], 'CONFIG_USAGE'],
  ])('refuses %j', async (args, code) => {
    const { status, stderr } = await compare(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(code);
  });

  test('with --json prints JSON and nothing else', async () => {
    const { stdout } = await compare('base', 'wide', '--json');
    expect(JSON.parse(stdout).head.model.name).toBe('kws');
    expect(readFileSync(join(folder.path, 'wide', 'results.json'), 'utf8')).toContain(
      JSON.parse(stdout).head.id,
    );
  });
});

describe('hilbench report', () => {
  const report = (...args: string[]) => hilbenchHere(['report', ...args], { cwd: folder.path });
  const filesIn = (name: string) => readdirSync(join(folder.path, name)).sort();

  test('keeps several results of the same model and platform apart, and one that was given again', async () => {
    const { status, stderr } = await report('base', 'wide', 'wide', 'wide', '--out', 'reports');
    expect(status, stderr).toBe(0);
    const wide = `${(await readResult(join(folder.path, 'wide'))).id}-mps3_an547-kws`;
    expect(filesIn('reports')).toEqual([wide, `${wide}-2`, `${wide}-3`, 'mps3_an547-kws']);
  });

  test('goes to a folder of its own where none is named, and replaces what it wrote before', async () => {
    const { stdout } = await report('base');
    const html = join(folder.path, 'hilbench-report', 'report.html');
    expect(stdout).toContain(html);
    const before = readFileSync(html, 'utf8');
    const files = filesIn('hilbench-report');
    expect((await report('wide')).status).toBe(0);
    expect(readFileSync(html, 'utf8')).not.toBe(before);
    expect(filesIn('hilbench-report')).toEqual(files);
  });

  test('writes nothing where one of the results cannot be read', async () => {
    const { status, stderr } = await report('base', 'nowhere', '--out', 'none');
    expect(status).toBe(2);
    expect(stderr).toContain('[RESULT_NOT_FOUND]');
    expect(readdirSync(folder.path)).not.toContain('none');
  });

  test('says what stands in its way', async () => {
    const { status, stderr } = await report('base', '--out', join('base', 'results.json'));
    expect(status).toBe(2);
    expect(stderr).toContain('[FILE_IN_THE_WAY]');
  });
});
