import { describe, expect, test } from 'vitest';
import { codesOf, conv, depthwise, hintsOf, M4, M55_TFLM, only } from './hints.fixture.ts';

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

  test('a depth multiplier leaves the vector kernel of CMSIS-NN, and lanes idle here; with one channel it is a convolution', () => {
    const eight = depthwise([1, 3, 3, 8], [1, 16, 16, 1], [1, 16, 16, 8], { depth_multiplier: 8 });
    const hint = only(hintsOf(eight, M55_TFLM), 'HINT_DEPTH_MULTIPLIER');
    expect(hint.message).toContain('multiplier of 8 (1 to 8 channels) has no vector kernel');
    expect(hint.instead).toContain('CONV_2D with the same weights');
    expect(codesOf(hintsOf(eight)), 'here it has one').not.toContain('HINT_DEPTH_MULTIPLIER');
    const two = depthwise([1, 3, 3, 8], [1, 16, 16, 4], [1, 16, 16, 8], { depth_multiplier: 2 });
    expect(only(hintsOf(two), 'HINT_DEPTH_MULTIPLIER').message).toContain('computes 2 channels at a time');
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
