import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { METRIC_IDS, METRICS } from '../../src/regression/catalog.ts';
import { parseGate } from '../../src/regression/config.ts';
import { worstOf } from '../../src/regression/outcomes.ts';
import { DEFAULT_RULES } from '../../src/regression/rules.ts';
import type { Outcome } from '../../src/regression/types.ts';
import { ROOT } from '../helpers/cli.ts';

const PAGE = readFileSync(join(ROOT, 'docs', 'gate.md'), 'utf8');

const OUTCOMES: readonly Outcome[] = [
  'pass',
  'fail',
  'warn',
  'improved',
  'inconclusive',
  'no-baseline',
  'not-comparable',
];

/** The rows of the table behind a mark. */
function rowsBehind(mark: string): string[] {
  const behind = PAGE.split(`<!-- ${mark} -->\n`)[1] ?? '';
  const lines = behind.split('\n');
  return lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith('|')),
  );
}

describe('docs/gate.md', () => {
  test.each(OUTCOMES)('explains %s', (outcome) => {
    expect(worstOf([outcome])).toBe(outcome);
    expect(PAGE).toContain(`### \`${outcome}\`\n`);
  });

  test('has an example file that is taken', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(PAGE) ?? [];
    const { rules, run, models } = parseGate(example, '/repo/.hilbench.yml');
    expect(models).toHaveLength(1);
    expect(run.get('max_lsb')?.value).toBe(8);
    expect(rules.metrics.filter(({ metric }) => metric === 'energy_uj')).toHaveLength(2);
  });

  test('lists every metric', () => {
    expect(rowsBehind('metrics')).toEqual(
      METRIC_IDS.map((metric) => {
        const { unit, better, description } = METRICS[metric];
        return `| \`${metric}\` | ${unit} | ${better} | ${description} |`;
      }),
    );
  });

  test('lists every default', () => {
    expect(rowsBehind('defaults')).toEqual(
      DEFAULT_RULES.metrics.map(({ metric, max_increase, max, severity }) => {
        const percent = max_increase !== undefined && 'percent' in max_increase ? max_increase.percent : 0;
        const limit = max === undefined ? `\`max_increase: ${percent}%\`` : `\`max: ${max}\``;
        return `| \`${metric}\` | ${limit} | ${severity} |`;
      }),
    );
    expect(DEFAULT_RULES.layers).toEqual([]);
  });
});
