import { expect, test } from 'vitest';
import { MAX_COMMENT_TEXT } from '../github/comments.ts';
import { LEAST_LIMIT } from '../report/markdown/comment.ts';
import { HilbenchError } from '../support/errors.ts';
import { type Failure, failuresMarkdown, MAX_FAILURES_TEXT } from './failures.ts';

/** A job whose error says `text`. */
function failure(name: string, text: string): Failure {
  const error = new HilbenchError({ kind: 'input', code: 'MODEL_ODD', message: text, hint: text });
  return { job: { model: { path: 'a.tflite', file: '/a.tflite' }, name, platform: 'mps3_an547' }, error };
}

test('what could not run leaves room for the results, however much it is', () => {
  const many = Array.from({ length: 300 }, (_, index) => failure(`m${index}`, '@#|<>'.repeat(1000)));
  const text = failuresMarkdown(many);
  expect(text.length).toBeLessThanOrEqual(MAX_FAILURES_TEXT);
  expect(MAX_COMMENT_TEXT - text.length).toBeGreaterThanOrEqual(LEAST_LIMIT);
  const shown = text.match(/^- `m\d+`/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(0);
  expect(text).toContain(`and ${300 - shown} more`);
});

test('nothing is said when all could run', () => {
  expect(failuresMarkdown([])).toBe('');
});
