import { describe, expect, it } from 'vitest';
import type { LayerContext } from '../types.ts';
import { coalesceLoops, type Loop, loopsDefinition, rowMajorStrides } from './loops.ts';

const layer = {
  refuse: (reason: string) => {
    throw new Error(reason);
  },
} as unknown as LayerContext;

const loop = (count: number, first: number, second: number): Loop => ({ count, steps: [first, second] });

describe('a nest of loops', () => {
  it('over two whole tensors becomes one loop', () => {
    const strides = rowMajorStrides([2, 3, 4]);
    const loops = [2, 3, 4].map((count, i) => loop(count, strides[i] ?? 0, strides[i] ?? 0));
    expect(coalesceLoops(layer, loops)).toEqual([loop(24, 1, 1)]);
  });

  it('keeps loops apart where one sequence jumps', () => {
    expect(coalesceLoops(layer, [loop(2, 12, 20), loop(3, 4, 4), loop(4, 1, 1)])).toEqual([
      loop(2, 12, 20),
      loop(12, 1, 1),
    ]);
  });

  it('joins loops along which one sequence stands still', () => {
    expect(coalesceLoops(layer, [loop(5, 12, 0), loop(3, 4, 0), loop(4, 1, 1)])).toEqual([
      loop(15, 4, 0),
      loop(4, 1, 1),
    ]);
  });

  it('keeps the direction of reversed dimensions', () => {
    expect(coalesceLoops(layer, [loop(3, -4, 4), loop(4, -1, 1)])).toEqual([loop(12, -1, 1)]);
  });

  it('of single turns is one turn', () => {
    expect(coalesceLoops(layer, [loop(1, 7, 7), loop(1, 3, 3)])).toEqual([loop(1, 1, 1)]);
    expect(coalesceLoops(layer, [])).toEqual([loop(1, 1, 1)]);
  });

  it('refuses an empty tensor and more loops than a kernel can hold', () => {
    expect(() => coalesceLoops(layer, [loop(2, 0, 0), loop(0, 1, 1)])).toThrow('empty');
    const apart = Array.from({ length: 9 }, (_, i) => loop(2, 3 ** (9 - i), 5 ** (9 - i)));
    expect(() => coalesceLoops(layer, apart)).toThrow('9 nested loops');
  });

  it('reads as C', () => {
    expect(loopsDefinition('loops', [loop(2, 12, -20), loop(3, 1, 0)])).toBe(
      'static const hb_loop loops[] = {{2u, {12, -20}}, {3u, {1, 0}}};',
    );
  });
});
