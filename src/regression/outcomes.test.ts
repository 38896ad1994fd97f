import { expect, it } from 'vitest';
import { byOutcome, worstOf } from './outcomes.ts';
import type { Outcome } from './types.ts';

it('a change that noise hides matters more than one that nothing can be compared with', () => {
  const outcomes: readonly Outcome[] = ['pass', 'not-comparable', 'improved', 'inconclusive', 'no-baseline'];
  expect(worstOf(outcomes)).toBe('inconclusive');
  expect(outcomes.toSorted(byOutcome)).toEqual([
    'inconclusive',
    'not-comparable',
    'no-baseline',
    'improved',
    'pass',
  ]);
  expect(worstOf([...outcomes, 'warn'])).toBe('warn');
  expect(worstOf([])).toBe('pass');
});
