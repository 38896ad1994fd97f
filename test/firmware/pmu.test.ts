import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProgram } from '../../src/support/find-program.ts';
import {
  DRIVER_DIR,
  DRIVER_FLAGS,
  finallyOnRegisters,
  MODEL_CC,
  onRegisters,
} from '../helpers/register-model.ts';

const ARM_GCC = findProgram('arm-none-eabi-gcc', process.env);
const SOURCES = readdirSync(DRIVER_DIR).filter((name) => name.endsWith('.c'));

/** INST_RETIRED, MVE_INST_RETIRED, STALL, MVE_ST_MULTI_RETIRED. */
const SELECT = 'pmu_select 8 200 3c 264';
const UNSUPPORTED = 'b';

describe.skipIf(ARM_GCC === undefined)('the drivers of counters compile without a warning', () => {
  test.each([
    ['cortex-m55', []],
    ['cortex-m4', []],
    ['cortex-m4', ['-DAM_PART_APOLLO3P']],
    ['cortex-m4', ['-DAM_PART_APOLLO4P']],
  ])('for %s %j', (cpu, defines) => {
    for (const name of SOURCES) {
      const flags = [...DRIVER_FLAGS, `-mcpu=${cpu}`, '-mthumb', ...defines];
      execFileSync(ARM_GCC ?? '', [...flags, '-c', join(DRIVER_DIR, name), '-o', '/dev/null']);
    }
  });
});

describe.skipIf(MODEL_CC === undefined)('the PMU driver on a model of the registers', () => {
  test('offers four counters of 32 bits where there are eight of 16, and fewer where there are fewer', () => {
    expect(onRegisters('pmu_slots', 'counters 4', 'pmu_slots', 'counters 0', 'pmu_slots')).toEqual([
      ...['4', '', '2', '', '0'],
    ]);
  });

  test('counts four events side by side, whatever else happens', () => {
    expect(
      finallyOnRegisters(
        ...[SELECT, 'pmu_start', 'happen 8 5', 'happen 200 3', 'happen 3c 1', 'happen 264 2'],
        ...['happen 11 99', 'happen 261 7', 'pmu_read'],
      ),
    ).toBe('0 5 3 1 2');
  });

  test.each([
    ['below 16 bits', 'ffff'],
    ['at 16 bits', '10000'],
    ['beyond 16 bits', '12345678'],
    ['below 32 bits', 'ffffffff'],
  ])('chains two counters: %s', (_, times) => {
    expect(finallyOnRegisters(SELECT, 'pmu_start', `happen 8 ${times}`, 'pmu_read')).toBe(`0 ${times} 0 0 0`);
  });

  test('carries over however the events come', () => {
    const events = Array.from({ length: 20 }, () => 'happen 8 8001');
    expect(finallyOnRegisters(SELECT, 'pmu_start', ...events, 'pmu_read')).toBe('0 a0014 0 0 0');
  });

  test('says which counter went beyond 32 bits, and of the next window that it did not', () => {
    const answers = onRegisters(
      ...[SELECT, 'pmu_start', 'happen 200 100000005', 'happen 8 7', 'pmu_read'],
      ...['pmu_start', 'happen 200 4', 'pmu_read'],
    );
    expect(answers[4]).toBe('2 7 5 0 0');
    expect(answers[7]).toBe('0 0 4 0 0');
  });

  test('counts from the start to the reading only', () => {
    expect(
      onRegisters(
        ...[SELECT, 'happen 8 9', 'pmu_start', 'happen 8 5', 'pmu_read', 'happen 8 70000', 'pmu_read'],
        ...['pmu_start', 'pmu_start', 'happen 8 1', 'pmu_read'],
      ).filter((_, at) => [4, 6, 10].includes(at)),
    ).toEqual(['0 5 0 0 0', '0 5 0 0 0', '0 1 0 0 0']);
  });

  test('switches on what counts, and off what interrupts or freezes', () => {
    // CTRL, CNTENSET, INTENSET, DEMCR. CTRL was 0x200 (freeze on overflow), two counters and cycles were enabled.
    expect(finallyOnRegisters(SELECT, 'state')).toBe('1 80000000 80000000 1000000');
    expect(finallyOnRegisters(SELECT, 'pmu_start', 'state')).toBe('1 800000ff 80000000 1000000');
    expect(finallyOnRegisters('pmu_select 8', 'pmu_start', 'state')).toBe('1 80000003 80000000 1000000');
    expect(finallyOnRegisters(SELECT, 'pmu_start', 'pmu_read', 'state')).toBe('1 80000000 80000000 1000000');
  });

  test('enables what counts overflows before, and disables it after what overflows', () => {
    const [, , started, read] = onRegisters('pmu_select 8 200', 'log 1', 'pmu_start', 'pmu_read');
    expect(started).toBe('w e0003c20 f;b;w e0003e04 3;w e0003c80 f;w e0003c00 a;w e0003c00 5;b;');
    expect(read).toBe('w e0003c20 5;b;w e0003c20 a;b;0 0 0');
  });

  test('refuses more events than there are pairs, and those that the PMU does not take; then nothing counts', () => {
    expect(onRegisters('counters 4', 'pmu_select 8 200 3c')[1]).toBe(UNSUPPORTED);
    expect(onRegisters('pmu_select 1 3 4 6 7')[0]).toBe(UNSUPPORTED);
    const [, refused, , , state] = onRegisters('unknown 200', SELECT, 'pmu_start', 'happen 8 5', 'state');
    expect(refused).toBe(UNSUPPORTED);
    expect(state).toBe('1 80000000 80000000 1000000');
  });

  test('counts cycles beyond 32 bits, and neither events nor their choice disturb it', () => {
    const answers = onRegisters(
      ...['pmu_cycles_start', 'pass fffffff0', 'pmu_cycles', SELECT, 'pmu_start', 'pass 20', 'pmu_read'],
      ...[
        'pmu_cycles',
        'pass ffffffff',
        'pmu_cycles',
        'pmu_start',
        'pmu_read',
        'pass 100000000',
        'pmu_cycles',
      ],
    );
    expect([2, 7, 9, 13].map((at) => answers[at])).toEqual([
      ...['fffffff0', '100000010', '20000000f', '30000000f'],
    ]);
  });

  test.each(['pmu', 'dwt'])(
    'counts cycles on with the %s after a probe that has left has switched it off',
    (unit) => {
      const answers = onRegisters(
        ...[`${unit}_cycles_start`, 'pass 100', 'probe_leaves', 'pass 100', `${unit}_cycles_resume`],
        ...[`${unit}_cycles`, 'pass 30', `${unit}_cycles`, `${unit}_cycles_resume`, `${unit}_cycles`],
      );
      const [before = 0, after, again] = [5, 7, 9].map((at) => Number.parseInt(answers[at] ?? '', 16));
      expect([after, again]).toEqual([before + 0x30, before + 0x30]);
    },
  );

  test('starts cycles at zero, whatever was counted before', () => {
    const answers = onRegisters(
      ...[
        'pmu_cycles_start',
        'pass ffffffff',
        'pass 5',
        'pmu_cycles_start',
        'pmu_cycles',
        'pass 3',
        'pmu_cycles',
      ],
    );
    expect([answers[4], answers[6]]).toEqual(['0', '3']);
  });
});
