import { describe, expect, test } from 'vitest';
import { finallyOnRegisters, MODEL_CC, onRegisters } from '../helpers/register-model.ts';

const UNSUPPORTED = 'b';

describe.skipIf(MODEL_CC === undefined)('the DWT driver on a model of the registers', () => {
  test('gives what 8-bit counters counted in fewer than 256 cycles, wrapped or not', () => {
    expect(
      onRegisters(
        ...[
          'dwt_select 1 2 4 5',
          'happen_m4 1 fe',
          'dwt_start',
          'pass ff',
          'happen_m4 1 ff',
          'happen_m4 5 3',
          'dwt_read',
        ],
      ).at(-1),
    ).toBe('0 ff 0 0 3');
  });

  test('gives no number of them in 256 cycles or more: nobody knows how often they wrapped', () => {
    const window = ['dwt_select 1 3 4', 'dwt_start', 'happen_m4 1 100'];
    expect(finallyOnRegisters(...window, 'pass 100', 'dwt_read')).toMatch(/^7 /);
    expect(finallyOnRegisters(...window, 'pass 12345', 'dwt_read')).toMatch(/^7 /);
  });

  test('looks at the cycles on the outside of what it counts, across their own wrap too', () => {
    const wrap = ['dwt_select 1', 'pass ffffffc0', 'dwt_start', 'happen_m4 1 30'];
    expect(finallyOnRegisters(...wrap, 'pass 50', 'dwt_read')).toBe('0 30');
    expect(finallyOnRegisters(...wrap, 'pass 100', 'dwt_read')).toMatch(/^1 /);
  });

  test.each([
    ['Apollo3', '3', '1000000 0'],
    ['Apollo4', '4', '0 1000000'],
  ])('counts with the monitors of the cache of %s in windows of any length', (_, cache, on) => {
    const answers = onRegisters(
      ...[`cache ${cache}`, 'dwt_select 10 13 17 1', 'cache_state', 'happen_m4 10 fffffff0', 'dwt_start'],
      ...['happen_m4 10 123456', 'happen_m4 13 7', 'happen_m4 17 ffff0000', 'pass 99999999', 'dwt_read'],
      ...['dwt_select 1', 'cache_state'],
    );
    expect(answers[2]).toBe(on);
    // Only the 8-bit counter beside them has no number.
    expect(answers[9]).toBe('8 123456 7 ffff0000 0');
    expect(answers[11]).toBe('0 0');
  });

  test.each([
    ['of a cache that is not there', ['dwt_select 10']],
    ['that do not exist', ['cache 3', 'dwt_select 0']],
    ['between those that exist', ['cache 3', 'dwt_select 6']],
    ['behind those that exist', ['cache 3', 'dwt_select 18']],
    ['that this DWT lacks', ['dwt_control 1000000', 'dwt_select 1']],
    ['whose windows cannot be measured', ['dwt_control 2000000', 'dwt_select 1']],
    ['beyond the slots', ['dwt_select 1 2 3 4 5']],
  ])('refuses events %s', (_, commands) => {
    expect(finallyOnRegisters(...commands)).toBe(UNSUPPORTED);
  });

  test('counts cycles from zero and beyond 32 bits, with events beside them', () => {
    const answers = onRegisters(
      ...[
        'dwt_cycles_start',
        'dwt_cycles',
        'pass fffffff0',
        'dwt_cycles',
        'dwt_select 1',
        'pass 20',
        'dwt_cycles',
      ],
      ...['dwt_cycles_start', 'dwt_cycles'],
    );
    expect([1, 3, 6, 8].map((at) => answers[at])).toEqual(['0', 'fffffff0', '100000010', '0']);
  });

  test('has a timer that stands still where there is none', () => {
    const dead = ['dwt_control 2000000', 'dwt_cycles_start', 'pass 500', 'dwt_cycles'];
    expect(finallyOnRegisters(...dead)).toBe('0');
  });
});
