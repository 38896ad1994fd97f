import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analysisOnlyResult, hostileResult, powerOf, profiledResult } from '../../test/helpers/results.ts';
import { storeProfile } from './profile-store.ts';
import { appendResultLog, prepareResultLog, RESULT_LOG_HEADER, resultLogLine } from './result-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hilbench-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const columns = RESULT_LOG_HEADER.split(', ');
const cell = (line: string, column: string): string | undefined =>
  line.trimEnd().split(',')[columns.indexOf(column)];

describe('a line of the result log', () => {
  test('has a cell for every column, empty where nothing was measured', () => {
    const result = analysisOnlyResult();
    const line = resultLogLine(result);
    expect(line.trimEnd().split(',')).toHaveLength(29);
    expect(line).toBe(
      `person_detect,mps3_an547,gcc 12.2.1,,325.477,55,TCM,TCM,${result.model.macs},,,,,,,,,,,,,1.0.0,,,23.086,169.703,,02/01/2026,\n`,
    );
  });

  test('carries the id and the version of AmbiqSuite', () => {
    const line = resultLogLine(analysisOnlyResult(), { id: 'nightly-7', ambiqsuite: 'R5.3.0' });
    expect(cell(line, 'ID')).toBe('nightly-7');
    expect(cell(line, 'AS Version')).toBe('R5.3.0');
  });

  test('an engine that compiles ahead fills the AOT columns, an interpreter the others', () => {
    const result = { ...profiledResult(), power: [powerOf('hp', false), powerOf('lp', false)] };
    const aot = resultLogLine(result);
    expect(['HP(uJ)', 'LP(ms)', 'TFLM ROM (KB)'].map((column) => cell(aot, column))).toEqual(['', '', '']);
    expect(cell(aot, 'AOT HP(mW)')).toBe('28');
    expect(cell(aot, 'AOT LP(ms)')).toBe('20.495');
    const tflm = resultLogLine({ ...result, engine: { name: 'tflm', version: 'v1.6.0' } });
    expect(cell(tflm, 'HP(mW)')).toBe('28');
    expect(cell(tflm, 'TF Version')).toBe('v1.6.0');
    expect(['AOT HP(uJ)', 'AOT Version', 'AOT ROM (KB)'].map((column) => cell(tflm, column))).toEqual([
      '',
      '',
      '',
    ]);
  });

  test('energy from a model is never taken for measured', () => {
    const line = resultLogLine({ ...profiledResult(), power: [powerOf('hp', true)] });
    expect(cell(line, 'AOT HP(ms)')).toBe('7.856 (modelled)');
    expect(cell(line, 'AOT HP(mW)')).toBe('28 (modelled)');
  });

  test('a hostile name is one line and no formula', () => {
    const result = hostileResult();
    const line = resultLogLine({ ...result, model: { ...result.model, name: '=cmd|"/C calc"!A0\nx' } });
    expect(line.match(/\n/g)).toHaveLength(1);
    expect(line.startsWith('"\'=cmd')).toBe(true);
  });
});

describe('the result log', () => {
  test('is created with its header, in a new folder, and grows by a line a run', async () => {
    const path = join(folder, 'new', 'log.csv');
    await prepareResultLog(path);
    await appendResultLog(path, 'a,b\n');
    await prepareResultLog(path);
    await appendResultLog(path, 'c,d\n');
    expect(await readFile(path, 'utf8')).toBe(`${RESULT_LOG_HEADER}\na,b\nc,d\n`);
    expect(await readdir(join(folder, 'new'))).toEqual(['log.csv']);
  });

  test('a last line without an end gets one', async () => {
    const path = join(folder, 'log.csv');
    await writeFile(path, `${RESULT_LOG_HEADER}\na,b`);
    await appendResultLog(path, 'c,d\n');
    expect(await readFile(path, 'utf8')).toBe(`${RESULT_LOG_HEADER}\na,b\nc,d\n`);
  });

  test('one that was saved by a spreadsheet program is still one', async () => {
    const path = join(folder, 'log.csv');
    await writeFile(path, `\uFEFF${RESULT_LOG_HEADER}\r\n`);
    await expect(prepareResultLog(path)).resolves.toBeUndefined();
  });

  test.each([
    ['other columns', 'a,b,c\n', 'begins with "a,b,c"'],
    ['nothing', '', 'is empty'],
    ['the header and more', `${RESULT_LOG_HEADER}, Extra\n`, 'is not a result log'],
  ])('a file with %s is refused and left alone', async (_, content, message) => {
    const path = join(folder, 'log.csv');
    await writeFile(path, content);
    await expect(prepareResultLog(path)).rejects.toMatchObject({
      code: 'RESULT_LOG_OTHER_FILE',
      kind: 'input',
      message: expect.stringContaining(message),
    });
    await expect(appendResultLog(path, 'x\n')).rejects.toMatchObject({ code: 'RESULT_LOG_OTHER_FILE' });
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  test('a file where a folder is needed is told before anything runs', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(prepareResultLog(join(folder, 'file', 'log.csv'))).rejects.toMatchObject({
      code: 'FILE_IN_THE_WAY',
    });
  });

  test('a folder in its place is an error', async () => {
    await expect(prepareResultLog(folder)).rejects.toMatchObject({ kind: 'input' });
  });

  test('runs that write at once lose no line and write one header', { timeout: 60_000 }, async () => {
    const path = join(folder, 'log.csv');
    const script = `
      import { appendResultLog, prepareResultLog } from ${JSON.stringify(join(import.meta.dirname, 'result-log.ts'))};
      await prepareResultLog(${JSON.stringify(path)});
      for (let i = 0; i < 50; ++i) await appendResultLog(${JSON.stringify(path)}, process.argv[1] + ',' + i + ',' + 'x'.repeat(300) + '\\n');
    `;
    const writers = ['a', 'b', 'c', 'd'].map(
      (name) =>
        new Promise<number | null>((resolve, reject) => {
          const child = spawn(process.execPath, ['--input-type=module', '-e', script, name], {
            stdio: 'inherit',
          });
          child.on('error', reject).on('exit', resolve);
        }),
    );
    expect(await Promise.all(writers)).toEqual([0, 0, 0, 0]);
    const [header, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(header).toBe(RESULT_LOG_HEADER);
    expect(lines).toHaveLength(200);
    expect(new Set(lines.map((line) => line.replace(/,x{300}$/, '')))).toEqual(
      new Set(['a', 'b', 'c', 'd'].flatMap((name) => Array.from({ length: 50 }, (_, i) => `${name},${i}`))),
    );
  });
});

describe('--profile-results-path', () => {
  const files = [
    { name: 'layers.csv', content: 'a,b' },
    { name: 'layers.xlsx', content: new Uint8Array([1, 2]) },
    { name: 'report.html', content: '<p>' },
  ];

  test('keeps the per-layer files under a name of their own', async () => {
    const result = { ...profiledResult(), id: 'run-1' };
    const named = { ...result, model: { ...result.model, name: '../../evil model' } };
    await storeProfile(join(folder, 'all'), named, files);
    expect((await readdir(join(folder, 'all'))).sort()).toEqual([
      '______evil_model_mps3_an547_aot_gcc_run-1.csv',
      '______evil_model_mps3_an547_aot_gcc_run-1.xlsx',
    ]);
  });

  test('a run that did not profile leaves nothing', async () => {
    expect(await storeProfile(join(folder, 'all'), analysisOnlyResult(), files)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});
