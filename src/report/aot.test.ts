import { describe, expect, test } from 'vitest';
import { powerOf, profiledResult } from '../../test/helpers/results.ts';
import { type AotPassResult, type RunResult, runResultSchema } from '../result/schema.ts';
import { aotLines } from './aot.ts';
import { htmlReport } from './html/report.ts';
import { aotSection } from './markdown/measured.ts';
import { RESULT_LOG_HEADER, resultLogLine } from './result-log.ts';
import { terminalReport } from './terminal.ts';

const outputs = [{ index: 0, name: 'out', dtype: 'INT8', elements: 4, max_abs_lsb: 2, mean_abs_lsb: 0.5 }];

function withPass(changes: Partial<AotPassResult> = {}): RunResult {
  const main = profiledResult();
  const { profile } = main;
  if (profile === undefined) throw new Error('unreachable');
  const result: RunResult = {
    ...main,
    engine: { name: 'tflm', version: 'v1.6.0' },
    power: [powerOf('hp', false), powerOf('lp', false)],
    aot: {
      engine: { name: 'helia-aot', version: '1.1.0' },
      image: { hash: 'a'.repeat(64), build_id: 'b'.repeat(32), rom_bytes: 51_200, ram_bytes: 20_480 },
      main: { runs: 3, identical: false, outputs },
      profile: { ...profile, total: { ...profile.total, ticks: profile.total.ticks / 2 } },
      power: [{ ...powerOf('hp', false), engine: 'helia-aot' }],
      ...changes,
    },
  };
  return runResultSchema.parse(result);
}

describe('the pass with an engine compiled ahead of time', () => {
  test('on a terminal', () => {
    const report = terminalReport(withPass());
    expect(report).toMatch(/^\[AOT\] Engine: +helia-aot 1\.1\.0$/m);
    expect(report).toMatch(/^\[AOT\] Outputs vs\. tflm: +output 0: worst 2 steps in 3 runs$/m);
    expect(report).toMatch(/^\[AOT\] Total \w+: +[\d,]+ \(0\.500 of tflm's\)$/m);
    expect(report).toMatch(/^\[Power\] AOT HP Inference Avg Power \(mW\): +28\.000$/m);
    expect(report).not.toMatch(/AOT LP/);
  });

  test('a name of the result cannot draw on the terminal', () => {
    const hostile = withPass({ engine: { name: '\u001b[2J', version: '\n1' } });
    expect(aotLines(hostile).flat().join('')).not.toMatch(/\p{Cc}/u);
  });

  test('in the result log it has the columns named AOT, and the main engine the others', () => {
    const columns = RESULT_LOG_HEADER.split(', ');
    for (const name of ['tflm', 'aot']) {
      const cells = resultLogLine({ ...withPass(), engine: { name, version: '9' } })
        .trimEnd()
        .split(',');
      const cell = (column: string) => cells[columns.indexOf(column)];
      expect(cells).toHaveLength(columns.length);
      expect(cell('TF Version')).toBe(name === 'tflm' ? '9' : '');
      expect(cell('HP(mW)')).toBe('28');
      expect(cell('LP(ms)')).toBe('20.495');
      expect(cell('AOT HP(mW)')).toBe('28');
      expect(cell('AOT LP(ms)')).toBe('');
      expect(cell('AOT Version')).toBe('1.1.0');
      expect(cell('AOT ROM (KB)')).toBe('50');
      expect(cell('AOT RAM (KB)')).toBe('20');
      expect(cell('TFLM ROM (KB)')).not.toBe('');
    }
  });

  test('as a page', () => {
    const page = htmlReport(withPass({ engine: { name: '<b>', version: '1' } }));
    expect(page).toContain('id="aot"');
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<b>');
    expect(htmlReport(profiledResult())).not.toContain('id="aot"');
  });

  test('as a line of a comment', () => {
    const [line] = aotSection({ head: withPass() } as Parameters<typeof aotSection>[0]);
    expect(line).toMatch(/^\*\*Compiled ahead of time\*\* by `helia-aot` `1\.1\.0`: .*0\.50×/);
    expect(aotSection({ head: profiledResult() } as Parameters<typeof aotSection>[0])).toEqual([]);
  });
});
