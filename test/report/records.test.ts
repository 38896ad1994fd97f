import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { RESULT_LOG_HEADER } from '../../src/report/result-log.ts';
import { hilbench, resultOf, tempFolder } from '../helpers/cli.ts';

test('a run leaves its reports, a line in the log and its profile among those of others', async () => {
  using folder = tempFolder();
  const at = (name: string): string => join(folder.path, name);
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  const outcome = await hilbench([
    ...['run', at('kws.tflite'), '--platform', 'mps3_an547', '--out', at('out'), '--json', '--runs', '2'],
    ...[
      '--resultlog-file',
      at('log.csv'),
      '--run-log-id',
      'nightly-7',
      '--profile-results-path',
      at('profiles'),
    ],
  ]);
  expect(outcome.status, outcome.stderr).toBe(0);
  const result = resultOf(outcome);

  const [header, line, ...more] = readFileSync(at('log.csv'), 'utf8').trimEnd().split('\n');
  expect(header).toBe(RESULT_LOG_HEADER);
  expect(line).toMatch(/^kws,mps3_an547,gcc .*,nightly-7$/);
  expect(more).toEqual([]);
  const kept = `kws_mps3_an547_aot_gcc_${result.id}`;
  expect(readdirSync(at('profiles')).sort()).toEqual([`${kept}.csv`, `${kept}.xlsx`]);

  const book = await readXlsx(readFileSync(join(at('out'), 'layers.xlsx')));
  const [titles = [], ...rows] = book.sheets.find(({ name }) => name === 'Data')?.rows ?? [];
  const column = titles.indexOf('Instructions');
  expect(rows.map((row) => row[column])).toEqual(result.profile?.layers.map(({ ticks }) => ticks));
  const overlay = JSON.parse(readFileSync(join(at('out'), 'model_explorer.json'), 'utf8'));
  expect(Object.keys(overlay.results)).toHaveLength(result.model.layers);

  const { arena, hints } = result.analysis;
  expect(arena?.bytes).toBe(result.placement.arena.used_bytes);
  expect(arena?.peak_bytes).toBeLessThanOrEqual(arena?.bytes ?? 0);
  expect(hints?.map(({ code }) => code)).toEqual(['HINT_ARENA_PEAK']);
});

test('a log that is another file stops the run before it starts', async () => {
  using folder = tempFolder();
  const model = join(folder.path, 'kws.tflite');
  const log = join(folder.path, 'notes.csv');
  writeFileSync(model, dsCnnKeywordSpotter());
  writeFileSync(log, 'my,own,notes\n');
  const out = join(folder.path, 'out');
  const outcome = await hilbench([
    ...['run', model, '--platform', 'mps3_an547', '--out', out, '--resultlog-file', log],
  ]);
  expect(outcome.status).toBe(2);
  expect(outcome.stderr).toContain('RESULT_LOG_OTHER_FILE');
  expect(existsSync(out)).toBe(false);
  expect(readFileSync(log, 'utf8')).toBe('my,own,notes\n');
});

test('analyze prints hints with what to do instead', async () => {
  using folder = tempFolder();
  const model = join(folder.path, 'kws.tflite');
  writeFileSync(model, dsCnnKeywordSpotter());
  const outcome = await hilbench(['analyze', model]);
  expect(outcome.status).toBe(0);
  expect(outcome.stdout).toMatch(
    /info: layer \d+: The arena peaks at [\d,]+ bytes .*\[HINT_ARENA_PEAK\]\n {2}To need less/,
  );
});
