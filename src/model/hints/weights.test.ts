import { describe, expect, test } from 'vitest';
import { act, chain, codesOf, hintsOf, only, weights } from './hints.fixture.ts';

describe('weights', () => {
  const with_weights = (data: Int8Array, scale: number | number[] = 0.01) =>
    chain(
      [
        act('x', [1, 4, 4, 64]),
        weights('w', [64, 1, 1, 64], { data, quantization: { scale } }),
        act('y', [1, 4, 4, 64]),
      ],
      [{ op: 'CONV_2D', inputs: ['x', 'w', -1], outputs: ['y'] }],
    );
  const values = (of: (channel: number, i: number) => number) =>
    Int8Array.from({ length: 4096 }, (_, n) => of(Math.floor(n / 64), n % 64));

  test('one scale for all filters is told when filters lose a bit by it', () => {
    const uneven = values((channel, i) => (channel < 4 ? 9 : 127) * (i % 2 === 0 ? 1 : -1));
    const hint = only(hintsOf(with_weights(uneven)), 'HINT_PER_TENSOR_WEIGHTS');
    expect(hint).toMatchObject({ severity: 'warn', layer: 0, bytes: 4096 });
    expect(hint.message).toContain('4 of them use less than half of the int8 range, the weakest ±9 of ±127');
    expect(codesOf(hintsOf(with_weights(values(() => -100))))).not.toContain('HINT_PER_TENSOR_WEIGHTS');
    const per_channel = new Array<number>(64).fill(0.01);
    expect(codesOf(hintsOf(with_weights(uneven, per_channel)))).not.toContain('HINT_PER_TENSOR_WEIGHTS');
  });

  test('channels without a weight are counted', () => {
    const hint = only(
      hintsOf(with_weights(values((channel) => (channel % 4 === 0 ? 0 : 100)))),
      'HINT_DEAD_CHANNELS',
    );
    expect(hint).toMatchObject({ severity: 'warn', macs: (16 * 64 * 64) / 4, bytes: 1024 });
    expect(hint.message).toContain('16 of 64 output channels of layer 0');
  });

  test('scattered zeros are told from half of the weights on', () => {
    const share = (every: number) => with_weights(values((_, i) => (i % 4 < every ? 0 : 100)));
    expect(only(hintsOf(share(3)), 'HINT_MOSTLY_ZERO').message).toContain('75 % of the 4,096 weights');
    expect(codesOf(hintsOf(share(1)))).not.toContain('HINT_MOSTLY_ZERO');
  });

  test('constants that are equal byte by byte could share a buffer', () => {
    const spec = (second: number) =>
      chain(
        [
          act('x', [1, 4, 4, 64]),
          weights('w', [64, 1, 1, 64]),
          act('a', [1, 4, 4, 64]),
          weights('v', [64, 1, 1, 64], { data: values((c, i) => (((c * 64 + i) * 37) % 127) + second) }),
          act('y', [1, 4, 4, 64]),
        ],
        [
          { op: 'CONV_2D', inputs: ['x', 'w', -1], outputs: ['a'] },
          { op: 'CONV_2D', inputs: ['a', 'v', -1], outputs: ['y'] },
        ],
      );
    expect(only(hintsOf(spec(1)), 'HINT_DUPLICATE_WEIGHTS')).toMatchObject({ layer: 0, bytes: 4096 });
    expect(codesOf(hintsOf(spec(0)))).not.toContain('HINT_DUPLICATE_WEIGHTS');
  });
});
