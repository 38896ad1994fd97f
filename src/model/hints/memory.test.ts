import { describe, expect, test } from 'vitest';
import { act, chain, conv, hintsOf, M55, only, weights } from './hints.fixture.ts';

describe('the arena', () => {
  const spec = conv([32, 3, 3, 16]);
  const tensor = (name: string, bytes: number, first_layer: number, last_layer: number) => ({
    name,
    bytes,
    first_layer,
    last_layer,
  });

  test('its peak names the layer and what is alive there', () => {
    const hint = only(hintsOf(spec), 'HINT_ARENA_PEAK');
    expect(hint).toMatchObject({ layer: 0, op: 'CONV_2D', bytes: 16 * 16 * 48 });
    expect(hint.message).toContain('"y" 8,192 bytes, "x" 4,096 bytes');
  });

  test('a planned arena is taken at its word, scratch included', () => {
    const tensors = [tensor('x', 4096, 0, 0), tensor('scratch', 9000, 0, 0), tensor('y', 8192, 0, 0)];
    const hint = only(
      hintsOf(spec, M55, { bytes: 21_296, peak_layer: 0, peak_bytes: 21_288, tensors }),
      'HINT_ARENA_PEAK',
    );
    expect(hint.bytes).toBe(21_288);
    expect(hint.message).toContain('"scratch" 9,000 bytes');
  });
});

test('a layer that needs far more arena than all others is worth a warning', () => {
  const model = (wide: number) =>
    chain(
      [
        act('x', [1, 8, 8, 16]),
        act('a', [1, 8, 8, wide]),
        act('b', [1, 8, 8, wide]),
        act('c', [1, 8, 8, 16]),
        act('y', [1, 8, 8, 16]),
        weights('w0', [wide, 1, 1, 16]),
        weights('w1', [wide, 1, 1, wide]),
        weights('w2', [16, 1, 1, wide]),
        weights('w3', [16, 1, 1, 16]),
      ],
      ['x', 'a', 'b', 'c'].map((from, i) => ({
        op: 'CONV_2D',
        inputs: [from, `w${i}`, -1],
        outputs: [['a', 'b', 'c', 'y'][i] ?? ''],
      })),
    );
  const lone = only(hintsOf(model(128)), 'HINT_ARENA_PEAK');
  expect(lone).toMatchObject({ severity: 'warn', layer: 1, bytes: 2 * 64 * 128 });
  expect(lone.instead).toContain('every other layer gets by with 9,216 bytes, 44 % less');
  expect(only(hintsOf(model(16)), 'HINT_ARENA_PEAK').severity).toBe('info');
});
