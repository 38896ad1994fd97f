import { describe, expect, test } from 'vitest';
import { act, chain, codesOf, hintsOf, only, weights } from './hints.fixture.ts';

describe('layers that could be part of their neighbour', () => {
  const after_conv = (op: string, constant: readonly number[], fused: 'NONE' | 'RELU' = 'NONE') =>
    chain(
      [
        act('x', [1, 8, 8, 16]),
        weights('w', [16, 1, 1, 16]),
        act('c', [1, 8, 8, 16]),
        {
          name: 'k',
          shape: constant,
          data: new Int8Array(constant.reduce((a, b) => a * b, 1)).fill(3),
          quantization: { scale: 1 },
        },
        act('y', [1, 8, 8, 16], 0.25),
      ],
      [
        {
          op: 'CONV_2D',
          inputs: ['x', 'w', -1],
          outputs: ['c'],
          options: { type: 'Conv2DOptions', fused_activation_function: fused },
        },
        { op, inputs: op === 'RELU' ? ['c'] : ['c', 'k'], outputs: ['y'] },
      ],
    );

  test('a factor per channel folds into the weights before it', () => {
    expect(only(hintsOf(after_conv('MUL', [16])), 'HINT_FOLD_SCALE')).toMatchObject({
      severity: 'warn',
      layer: 1,
      op: 'MUL',
    });
    expect(codesOf(hintsOf(after_conv('MUL', [16], 'RELU')))).not.toContain('HINT_FOLD_SCALE');
    expect(codesOf(hintsOf(after_conv('MUL', [8, 1])))).not.toContain('HINT_FOLD_SCALE');
  });

  test('an activation that stands alone can be fused', () => {
    expect(only(hintsOf(after_conv('RELU', [1])), 'HINT_UNFUSED_ACTIVATION')).toMatchObject({
      layer: 1,
      bytes: 2048,
    });
    expect(codesOf(hintsOf(after_conv('RELU', [1], 'RELU')))).not.toContain('HINT_UNFUSED_ACTIVATION');
  });

  test('PAD before a VALID convolution is padding SAME where the zeros are the same', () => {
    const padded = (before: number, after: number) =>
      chain(
        [
          act('x', [1, 8, 8, 16]),
          { name: 'p', type: 'INT32', shape: [4, 2], data: [0, 0, before, after, before, after, 0, 0] },
          act('a', [1, 8 + before + after, 8 + before + after, 16]),
          weights('w', [16, 3, 3, 16]),
          act('y', [1, 4, 4, 16]),
        ],
        [
          { op: 'PAD', inputs: ['x', 'p'], outputs: ['a'] },
          {
            op: 'CONV_2D',
            inputs: ['a', 'w', -1],
            outputs: ['y'],
            options: { type: 'Conv2DOptions', padding: 'VALID', stride_h: 2, stride_w: 2 },
          },
        ],
      );
    expect(only(hintsOf(padded(0, 1)), 'HINT_PAD_BEFORE_CONV')).toMatchObject({
      layer: 0,
      bytes: 9 * 9 * 16,
    });
    expect(codesOf(hintsOf(padded(1, 0)))).not.toContain('HINT_PAD_BEFORE_CONV');
  });
});
