import { describe, expect, test } from 'vitest';
import { act, chain, codesOf, float, hintsOf, only, weights } from './hints.fixture.ts';

describe('floating point', () => {
  test('a whole float model is one warning', () => {
    const spec = chain(
      [
        float('x', [1, 8, 8, 4]),
        { ...weights('w', [4, 3, 3, 4]), type: 'FLOAT32', data: new Float32Array(144).fill(1) },
        float('y', [1, 8, 8, 4]),
      ],
      [{ op: 'CONV_2D', inputs: ['x', 'w', -1], outputs: ['y'] }],
    );
    const hints = hintsOf(spec);
    expect(only(hints, 'HINT_FLOAT_MODEL').macs).toBe(8 * 8 * 4 * 9 * 4);
    expect(codesOf(hints)).not.toContain('HINT_FLOAT_ISLAND');
  });

  test('float layers inside an int8 model are one island', () => {
    const spec = chain(
      [
        act('x', [1, 64]),
        float('a', [1, 64]),
        float('b', [1, 64]),
        float('c', [1, 64]),
        act('y', [1, 64], 0.25),
      ],
      [
        { op: 'DEQUANTIZE', inputs: ['x'], outputs: ['a'] },
        { op: 'EXP', inputs: ['a'], outputs: ['b'] },
        { op: 'SQRT', inputs: ['b'], outputs: ['c'] },
        { op: 'QUANTIZE', inputs: ['c'], outputs: ['y'] },
      ],
    );
    const hint = only(hintsOf(spec), 'HINT_FLOAT_ISLAND');
    expect(hint).toMatchObject({ severity: 'warn', layer: 1, op: 'EXP', bytes: 4 * 64 * 4 });
    expect(hint.message).toContain('EXP, SQRT (layers 1, 2)');
  });

  test('QUANTIZE after DEQUANTIZE cancels, or rescales', () => {
    const spec = (scale: number) =>
      chain(
        [act('x', [1, 64]), float('a', [1, 64]), act('y', [1, 64], scale)],
        [
          { op: 'DEQUANTIZE', inputs: ['x'], outputs: ['a'] },
          { op: 'QUANTIZE', inputs: ['a'], outputs: ['y'] },
        ],
      );
    expect(only(hintsOf(spec(0.5)), 'HINT_CONVERSIONS_CANCEL')).toMatchObject({
      layer: 0,
      bytes: 64 * 10,
      instead: 'Remove both.',
    });
    expect(only(hintsOf(spec(0.25)), 'HINT_CONVERSIONS_CANCEL').instead).toContain('one QUANTIZE');
  });

  test('float inputs of an integer model are told', () => {
    const spec = chain(
      [float('x', [1, 64]), act('q', [1, 64]), act('y', [1, 64], 0.25)],
      [
        { op: 'QUANTIZE', inputs: ['x'], outputs: ['q'] },
        { op: 'HARD_SWISH', inputs: ['q'], outputs: ['y'] },
      ],
    );
    expect(only(hintsOf(spec), 'HINT_FLOAT_BOUNDARY')).toMatchObject({
      severity: 'info',
      layer: 0,
      bytes: 256,
    });
  });
});
