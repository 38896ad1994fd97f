import { describe, expect, test } from 'vitest';
import { act, chain, codesOf, float, hintsOf, M4, M55, M55_TFLM, only, weights } from './hints.fixture.ts';

const conv = (
  filter: readonly number[],
  input = [1, 16, 16, 16],
  output = [1, 16, 16, filter[0] ?? 1],
  options = {},
) =>
  chain(
    [act('x', input), weights('w', filter), act('y', output)],
    [
      {
        op: 'CONV_2D',
        inputs: ['x', 'w', -1],
        outputs: ['y'],
        options: { type: 'Conv2DOptions', ...options },
      },
    ],
  );

const depthwise = (
  filter: readonly number[],
  input: readonly number[],
  output: readonly number[],
  options = {},
) =>
  chain(
    [act('x', input), weights('w', filter), act('y', output)],
    [
      {
        op: 'DEPTHWISE_CONV_2D',
        inputs: ['x', 'w', -1],
        outputs: ['y'],
        options: { type: 'DepthwiseConv2DOptions', ...options },
      },
    ],
  );

describe('a model that needs no advice', () => {
  test('gets none but where the arena peaks', () => {
    expect(codesOf(hintsOf(conv([32, 3, 3, 16])))).toEqual(['HINT_ARENA_PEAK']);
  });

  test('gets none at all when it is tiny', () => {
    expect(hintsOf(conv([16, 1, 1, 16], [1, 4, 4, 16], [1, 4, 4, 16]))).toEqual([]);
  });
});

describe('convolutions', () => {
  const dilated = { dilation_w_factor: 2, dilation_h_factor: 2 };

  test('dilation costs a gather per pixel here, and the fast depthwise path with CMSIS-NN', () => {
    const hint = only(hintsOf(conv([16, 3, 3, 16], undefined, undefined, dilated)), 'HINT_DILATION');
    expect(hint).toMatchObject({ severity: 'info', layer: 0, op: 'CONV_2D', macs: 16 * 16 * 16 * 9 * 16 });
    expect(hint.message).toContain('3x3 filter over 5x5 pixels');
    const spec = depthwise([1, 3, 3, 16], [1, 16, 16, 16], [1, 16, 16, 16], dilated);
    expect(codesOf(hintsOf(spec))).not.toContain('HINT_DILATION');
    expect(only(hintsOf(spec, M55_TFLM), 'HINT_DILATION').severity).toBe('warn');
  });

  test('a filter along the height is better laid along the width', () => {
    const sequence = only(hintsOf(conv([16, 5, 1, 16], [1, 64, 1, 16], [1, 64, 1, 16])), 'HINT_B1WC');
    expect(sequence).toMatchObject({ severity: 'warn', op: 'CONV_2D' });
    expect(sequence.instead).toContain('[batch, 1, 64, channels] (B1WC) and a 1x5 filter');
    expect(only(hintsOf(conv([16, 5, 1, 16])), 'HINT_B1WC').severity).toBe('info');
    expect(codesOf(hintsOf(conv([16, 1, 5, 16])))).not.toContain('HINT_B1WC');
  });

  test('a depth multiplier leaves the vector kernel; with one channel it is a convolution', () => {
    const hint = only(
      hintsOf(depthwise([1, 3, 3, 8], [1, 16, 16, 1], [1, 16, 16, 8], { depth_multiplier: 8 })),
      'HINT_DEPTH_MULTIPLIER',
    );
    expect(hint.message).toContain('multiplier of 8 (1 to 8 channels)');
    expect(hint.instead).toContain('CONV_2D with the same weights');
  });

  test('channels that leave lanes idle are told where there are lanes', () => {
    const spec = conv([16, 1, 1, 8], [1, 32, 32, 8], [1, 32, 32, 16]);
    const hint = only(hintsOf(spec), 'HINT_CHANNELS');
    expect(hint.message).toContain('Products of 8 values (1x1x8) fill 50 %');
    expect(hint.macs).toBe(32 * 32 * 16 * 8);
    expect(codesOf(hintsOf(spec, M4))).not.toContain('HINT_CHANNELS');
    expect(codesOf(hintsOf(conv([16, 3, 3, 8], [1, 32, 32, 8], [1, 32, 32, 16])))).not.toContain(
      'HINT_CHANNELS',
    );
    const few = depthwise([1, 3, 3, 4], [1, 32, 32, 4], [1, 32, 32, 4]);
    expect(only(hintsOf(few), 'HINT_CHANNELS').message).toContain('4 channels fill 25 %');
  });
});

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
    expect(only(hintsOf(pool(1)), 'HINT_NO_OPTIMIZED_KERNEL')).toMatchObject({
      severity: 'warn',
      layer: 1,
      op: 'MAX_POOL_2D',
    });
    expect(codesOf(hintsOf(pool(8)))).not.toContain('HINT_NO_OPTIMIZED_KERNEL');
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
