import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BoardReport, decodeBoardReport } from '../../src/power/board-report.ts';
import { ROOT } from '../helpers/cli.ts';
import { DRIVER_DIR, DRIVER_FLAGS, MODEL_CC } from '../helpers/register-model.ts';

const TEMPLATES = join(ROOT, 'templates', 'firmware');
const TEST = join(ROOT, 'test', 'firmware');
/** The timer is read before and after what is measured. */
const MOST_LEFT_OVER = 100;

let program = '';

function run(cycles: number, inferences: number, windows: number, failing = 0) {
  const args = [cycles, inferences, windows, failing].map(String);
  const lines = execFileSync(program, args, { encoding: 'utf8', timeout: 20_000 }).trimEnd().split('\n');
  const report: BoardReport = decodeBoardReport(Buffer.from(lines.pop() ?? '', 'hex'));
  return { story: lines.join(' '), report };
}

describe.skipIf(MODEL_CC === undefined)('the report that the firmware writes (needs cc)', () => {
  beforeAll(() => {
    program = join(mkdtempSync(join(tmpdir(), 'windows-')), 'windows');
    const sources = [
      ...['host_windows.c', 'register_model.c'].map((name) => join(TEST, name)),
      ...['power/hb_windows.c', 'power/hb_report.c'].map((name) => join(TEMPLATES, name)),
      ...['hb_crc32.c', 'hb_text.c', 'hb_watch.c'].map((name) => join(TEMPLATES, 'common', name)),
      join(DRIVER_DIR, 'hb_dwt.c'),
    ];
    const flags = [...DRIVER_FLAGS, '-DHB_REGISTERS_MODEL', `-I${join(TEMPLATES, 'power')}`];
    execFileSync(MODEL_CC ?? 'cc', [...flags, ...sources, '-o', program]);
  });

  test('is what the host reads, window by window', () => {
    const { story, report } = run(1_000_000, 5, 2);
    expect(story).toBe(['state+ wait 20 state- gate+ gate-', 'state+ wait 20 state- gate+ gate-'].join(' '));
    expect(report).toMatchObject({ run: 0x1234, phase: 'finished', unit: 'cycles', timer_hz: 96_000_000 });
    expect(report.windows).toHaveLength(2);
    for (const { inferences, units } of report.windows) {
      expect(inferences).toBe(5);
      expect(units - 5_000_000).toBeLessThan(MOST_LEFT_OVER);
    }
  });

  test.each([
    ['a timer of 32 bits goes around in it', 70_000_000, 500],
    ['it goes around every other inference', 3_000_000_000, 7],
    ['it goes around between windows', 1_300_000_000, 3],
  ])('counts a whole window, also where %s', (_what, cycles, inferences) => {
    const { report } = run(cycles, inferences, 3);
    expect(report.windows).toHaveLength(3);
    for (const { units } of report.windows) {
      expect(units).toBeGreaterThanOrEqual(cycles * inferences);
      expect(units - cycles * inferences).toBeLessThan(MOST_LEFT_OVER);
    }
  });

  test('has the windows before the one that failed, and why', () => {
    // The warm-up is the first inference.
    const { story, report } = run(1000, 5, 3, 1 + 5 + 2);
    expect(story).toMatch(/gate\+ gate-$/u);
    expect(report).toMatchObject({ phase: 'failed', status: 8, text: 'it fails' });
    expect(report.windows).toHaveLength(1);
  });
});
