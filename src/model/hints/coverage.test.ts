import { describe, expect, test } from 'vitest';
import {
  act,
  chain,
  codesOf,
  conv,
  depthwise,
  hintsOf,
  M4,
  M55,
  M55_TFLM,
  only,
  weights,
} from './hints.fixture.ts';

describe('what the engine has kernels for', () => {
  const tanh = chain(
    [act('x', [1, 64, 64]), act('y', [1, 64, 64])],
    [{ op: 'TANH', inputs: ['x'], outputs: ['y'] }],
  );

  test('TANH, LEAKY_RELU and PAD are optimized in heliaRT only', () => {
    expect(only(hintsOf(tanh, M55_TFLM), 'HINT_HELIART_ONLY')).toMatchObject({
      severity: 'warn',
      op: 'TANH',
      bytes: 8192,
    });
    expect(only(hintsOf(tanh), 'HINT_HELIART_ONLY')).toMatchObject({ severity: 'info' });
    expect(codesOf(hintsOf(tanh, { ...M55, engine: 'helia-rt' }))).not.toContain('HINT_HELIART_ONLY');
  });

  test('an op the engine cannot run is a warning, once for all its layers', () => {
    const supported_ops = new Set(['CONV_2D']);
    const hint = only(hintsOf(tanh, { ...M55, supported_ops }), 'HINT_UNSUPPORTED_OP');
    expect(hint).toMatchObject({ severity: 'warn', op: 'TANH', layer: 0 });
  });

  test('an op without an optimized kernel matters by its share of the work', () => {
    const pool = (size: number) =>
      chain(
        [
          act('x', [1, 16, 16, 16]),
          weights('w', [16, 3, 3, 16]),
          act('c', [1, 16, 16, 16]),
          act('y', [1, 16 / size, 16 / size, 16]),
        ],
        [
          { op: 'CONV_2D', inputs: ['x', 'w', -1], outputs: ['c'] },
          {
            op: 'MAX_POOL_2D',
            inputs: ['c'],
            outputs: ['y'],
            options: {
              type: 'Pool2DOptions',
              filter_width: 3,
              filter_height: 3,
              stride_h: size,
              stride_w: size,
            },
          },
        ],
      );
    expect(only(hintsOf(pool(1), M4), 'HINT_NO_OPTIMIZED_KERNEL')).toMatchObject({
      severity: 'warn',
      layer: 1,
      op: 'MAX_POOL_2D',
    });
    expect(codesOf(hintsOf(pool(8), M4))).not.toContain('HINT_NO_OPTIMIZED_KERNEL');
    expect(codesOf(hintsOf(pool(1)))).not.toContain('HINT_NO_OPTIMIZED_KERNEL');
    expect(codesOf(hintsOf(pool(1), M55_TFLM))).not.toContain('HINT_NO_OPTIMIZED_KERNEL');
  });

  test('with the DSP extension depthwise convolutions have no kernel of their own', () => {
    const spec = depthwise([1, 3, 3, 16], [1, 16, 16, 16], [1, 16, 16, 16]);
    expect(only(hintsOf(spec, M4), 'HINT_NO_OPTIMIZED_KERNEL').op).toBe('DEPTHWISE_CONV_2D');
    expect(codesOf(hintsOf(spec))).not.toContain('HINT_NO_OPTIMIZED_KERNEL');
    expect(codesOf(hintsOf(conv([16, 3, 3, 16]), M4))).not.toContain('HINT_NO_OPTIMIZED_KERNEL');
  });

  test('without any extension the aot engine says that it is portable C', () => {
    const hint = only(hintsOf(conv([16, 3, 3, 16]), { ...M4, dsp: false }), 'HINT_PORTABLE_KERNELS');
    expect(hint).toMatchObject({ severity: 'info', macs: 589_824 });
    expect(codesOf(hintsOf(conv([16, 3, 3, 16]), M4))).not.toContain('HINT_PORTABLE_KERNELS');
  });
});
