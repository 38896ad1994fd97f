import { describe, expect, test } from 'vitest';
import { act, chain, codesOf, conv, hintsOf, weights } from './hints.fixture.ts';

describe('a model that needs no advice', () => {
  test('gets none but where the arena peaks', () => {
    expect(codesOf(hintsOf(conv([32, 3, 3, 16])))).toEqual(['HINT_ARENA_PEAK']);
  });

  test('gets none at all when it is tiny', () => {
    expect(hintsOf(conv([16, 1, 1, 16], [1, 4, 4, 16], [1, 4, 4, 16]))).toEqual([]);
  });
});

test('many hints of one code are summed up, the costliest kept apart', () => {
  const layers = 40;
  const tensors = [act('x', [1, 64, 1, 16]), weights('w', [16, 3, 1, 16])];
  const operators = Array.from({ length: layers }, (_, i) => ({
    op: 'CONV_2D',
    inputs: [i === 0 ? 'x' : `a${i - 1}`, 'w', -1],
    outputs: [i === layers - 1 ? 'y' : `a${i}`],
  }));
  const between = operators.map(({ outputs: [name = ''] }) => act(name, [1, 64, 1, 16]));
  const hints = hintsOf(chain([...tensors, ...between], operators)).filter(
    ({ code }) => code === 'HINT_B1WC',
  );
  expect(hints).toHaveLength(16);
  const rest = hints.find(({ layer }) => layer === undefined);
  expect(rest).toMatchObject({
    message: 'The same holds for 25 more layers that cost less.',
    macs: 25 * 64 * 16 * 3 * 16,
  });
});

test('warnings come first', () => {
  const severities = hintsOf(conv([16, 5, 1, 8], [2, 64, 1, 8], [2, 64, 1, 16])).map(
    ({ severity }) => severity,
  );
  expect(severities).toContain('info');
  expect(severities).toEqual([...severities].sort().reverse());
});
