import { describe, expect, it } from 'vitest';
import { bilinearTap, nearestIndex } from './resize.ts';

const PLAIN = { align_corners: false, half_pixel_centers: false };
const ALIGNED = { align_corners: true, half_pixel_centers: false };
const HALF_PIXEL = { align_corners: false, half_pixel_centers: true };

const indices = (from: number, to: number, sampling: typeof PLAIN): number[] =>
  Array.from({ length: to }, (_, i) => nearestIndex(i, from, to, sampling));

describe('the nearest pixel', () => {
  it('is repeated when an image doubles', () => {
    expect(indices(3, 6, PLAIN)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(indices(3, 6, HALF_PIXEL)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('reaches both ends when corners are aligned', () => {
    expect(indices(4, 7, ALIGNED)).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });

  it('is taken from the middle when an image shrinks by half-pixel centres', () => {
    expect(indices(9, 3, PLAIN)).toEqual([0, 3, 6]);
    expect(indices(9, 3, HALF_PIXEL)).toEqual([1, 4, 7]);
  });
});

describe('a bilinear tap', () => {
  it('lies between two pixels, in 1024ths', () => {
    expect(bilinearTap(1, 4, 8, PLAIN)).toEqual([0, 1, 512]);
    expect(bilinearTap(2, 4, 8, PLAIN)).toEqual([1, 1, 0]);
    expect(bilinearTap(1, 3, 5, ALIGNED)).toEqual([0, 1, 512]);
  });

  it('stays on the first pixel before its centre', () => {
    expect(bilinearTap(0, 4, 8, HALF_PIXEL)).toEqual([0, 0, -256]);
  });

  it('never leaves the image where a rounded scale would', () => {
    for (const [from, to] of [
      [5, 200],
      [3, 1000],
      [7, 4000],
    ] as const) {
      for (let i = 0; i < to; i++) {
        const [low, high] = bilinearTap(i, from, to, PLAIN);
        expect(low).toBeLessThan(from);
        expect(high).toBeLessThan(from);
      }
    }
  });
});
