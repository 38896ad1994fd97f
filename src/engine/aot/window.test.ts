import { describe, expect, it } from 'vitest';
import type { LayerContext } from './types.ts';
import { outputShape, outputSize, padBefore, type Window, type WindowAxis } from './window.ts';

const axis = (input: number, filter: number, stride = 1, dilation = 1): WindowAxis => ({
  input,
  filter,
  stride,
  dilation,
});

describe('windows', () => {
  it.each<['SAME' | 'VALID', WindowAxis, number, number]>([
    ['SAME', axis(49, 10, 2), 25, 4],
    ['SAME', axis(10, 4, 2), 5, 1],
    ['SAME', axis(5, 3), 5, 1],
    ['SAME', axis(5, 2), 5, 0],
    ['SAME', axis(9, 3, 1, 2), 9, 2],
    ['SAME', axis(4, 1, 3), 2, 0],
    ['VALID', axis(5, 3), 3, 0],
    ['VALID', axis(5, 3, 2), 2, 0],
    ['VALID', axis(9, 3, 1, 4), 1, 0],
    ['VALID', axis(2, 3), 0, 0],
  ])('%s of %o: %d pixels after %d of padding', (padding, along, pixels, pad) => {
    expect(outputSize(padding, along)).toBe(pixels);
    expect(padBefore(padding, along)).toBe(pad);
  });

  it.each<[string, 'SAME' | 'VALID', WindowAxis]>([
    ['that does not fit', 'VALID', axis(2, 3)],
    ['that does not move', 'SAME', axis(5, 3, 0)],
    ['that is empty', 'SAME', axis(5, 0)],
    ['whose taps lie on each other', 'SAME', axis(5, 3, 1, 0)],
    ['too wide to compute with', 'SAME', axis(5, 3, 1, 2 ** 30)],
    ['with too long a step', 'SAME', axis(5, 3, 2 ** 30)],
  ])('refuses one %s', (_, padding, along) => {
    const refused: string[] = [];
    const refuse = (reason: string): never => {
      refused.push(reason);
      throw new Error(reason);
    };
    const window: Window = {
      batches: 1,
      vertical: axis(5, 3),
      horizontal: along,
      padding,
      input_channels: 1,
      output_channels: 1,
    };
    expect(() => outputShape({ refuse } as unknown as LayerContext, window)).toThrow();
    expect(refused).toHaveLength(1);
  });
});
