import { describe, expect, test } from 'vitest';
import { act, chain, codesOf, conv, hintsOf, M55_TFLM, only } from './hints.fixture.ts';

describe('data', () => {
  test('a large TRANSPOSE is told, a RESHAPE in place is not', () => {
    const spec = chain(
      [
        act('x', [1, 96, 96]),
        { name: 'p', type: 'INT32', shape: [3], data: [0, 2, 1] },
        act('t', [1, 96, 96]),
        { name: 's', type: 'INT32', shape: [2], data: [1, 9216] },
        act('y', [1, 9216]),
      ],
      [
        { op: 'TRANSPOSE', inputs: ['x', 'p'], outputs: ['t'] },
        { op: 'RESHAPE', inputs: ['t', 's'], outputs: ['y'] },
      ],
    );
    expect(only(hintsOf(spec), 'HINT_DATA_MOVEMENT')).toMatchObject({
      layer: 0,
      op: 'TRANSPOSE',
      bytes: 9216,
    });
  });

  test('SOFTMAX over many values, at the end or inside', () => {
    const spec = chain(
      [act('x', [64, 32]), act('y', [64, 32], 1 / 256, -128)],
      [{ op: 'SOFTMAX', inputs: ['x'], outputs: ['y'] }],
    );
    const hint = only(hintsOf(spec), 'HINT_LARGE_SOFTMAX');
    expect(hint.message).toContain('2,048 exponentials');
    expect(hint.instead).toContain('keeps the order');
  });

  test('LOGISTIC is a table here and slow in TFLM', () => {
    const spec = chain(
      [act('x', [64, 32]), act('y', [64, 32], 1 / 256, -128)],
      [{ op: 'LOGISTIC', inputs: ['x'], outputs: ['y'] }],
    );
    expect(codesOf(hintsOf(spec))).not.toContain('HINT_LARGE_LOGISTIC');
    expect(codesOf(hintsOf(spec, M55_TFLM))).toContain('HINT_LARGE_LOGISTIC');
  });

  test('a batch is told', () => {
    const spec = conv([16, 1, 1, 16], [4, 8, 8, 16], [4, 8, 8, 16]);
    expect(only(hintsOf(spec), 'HINT_BATCH').message).toContain('a batch of 4');
  });
});
