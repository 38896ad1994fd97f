import { describe, expect, test } from 'vitest';
import { cancelled, HilbenchError } from '../support/errors.ts';
import { errorJson, errorText, exitStatusOf } from './errors.ts';
import { tooOldNode } from './node-version.ts';

const compiler = new HilbenchError({
  kind: 'bench',
  code: 'FIRMWARE_COMPILE_FAILED',
  message: 'Compiling model.c failed.',
  hint: 'Read the detail.',
  detail: Array.from({ length: 40 }, (_, i) => `line ${i} \u001b[31mred`).join('\n'),
});

describe('an error as people read it', () => {
  test('says what happened, shows the last lines of the evidence, and what to do', () => {
    const text = errorText(compiler);
    expect(text).toMatch(/^error: Compiling model\.c failed\. \[FIRMWARE_COMPILE_FAILED\]\n/);
    expect(text).toContain('line 39');
    expect(text).not.toContain('line 20');
    expect(text).not.toContain('\u001b');
    expect(text).toMatch(/→ Read the detail\.\n$/);
  });

  test('a defect of ours says that it is one, with its stack', () => {
    expect(errorText(new TypeError('x is not a function'))).toMatch(
      /internal error: TypeError[\s\S]+ at [\s\S]+defect of hilbench/,
    );
  });
});

test('the machine form carries code, kind, message, hint and detail', () => {
  expect(errorJson(cancelled())).toEqual({
    error: { code: 'CANCELLED', kind: 'cancelled', message: expect.any(String), hint: expect.any(String) },
  });
  expect(errorJson(compiler).error).toHaveProperty('detail');
});

test.each([
  [compiler, 3],
  [cancelled(), 130],
  [new Error('defect'), 70],
])('exit status of %s', (error, status) => {
  expect(exitStatusOf(error)).toBe(status);
});

test.each([
  ['20.20.2', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.1', true],
])('Node.js %s', (version, fine) => {
  expect(tooOldNode(version) === undefined).toBe(fine);
});
