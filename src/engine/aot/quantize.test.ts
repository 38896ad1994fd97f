import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frexp, quantizeMultiplier, roundHalfAway } from './quantize.ts';

describe('frexp', () => {
  it('takes every number apart so that it can be put together again', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { fraction, exponent } = frexp(value);
        // In two steps: 2^exponent alone may be too small for a double.
        expect(fraction * 2 ** Math.ceil(exponent / 2) * 2 ** Math.floor(exponent / 2)).toBe(value);
        if (value !== 0) {
          expect(Math.abs(fraction)).toBeGreaterThanOrEqual(0.5);
          expect(Math.abs(fraction)).toBeLessThan(1);
        }
      }),
    );
  });
});

describe('roundHalfAway', () => {
  it.each([
    [0.5, 1],
    [-0.5, -1],
    [1.5, 2],
    [2.5, 3],
    [-2.5, -3],
    [0.49999999999999994, 0],
    [-7.2, -7],
  ])('rounds %d to %d', (value, rounded) => {
    expect(roundHalfAway(value)).toBe(rounded);
  });
});

describe('quantizeMultiplier', () => {
  it.each([
    [0, 0, 0],
    [0.5, 2 ** 30, 0],
    [1, 2 ** 30, 1],
    [0.75, 0x60000000, 0],
    [1 / 3, 1431655765, -1],
    // The fraction rounds up to 1, which is carried into the shift.
    [1 - 2 ** -33, 2 ** 30, 1],
    [2 ** -32, 2 ** 30, -31],
    [2 ** -33, 0, 0],
    [2 ** 31 - 1, 2 ** 31 - 1, 31],
  ])('represents %d as %d with shift %d', (real, multiplier, shift) => {
    expect(quantizeMultiplier(real)).toEqual({ multiplier, shift });
  });

  it('is within half a unit of the last of 31 bits', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -31, max: 2 ** 30, noNaN: true }), (real) => {
        const { multiplier, shift } = quantizeMultiplier(real);
        expect(multiplier).toBeGreaterThanOrEqual(2 ** 30);
        expect(multiplier).toBeLessThan(2 ** 31);
        expect(Math.abs(multiplier * 2 ** (shift - 31) - real)).toBeLessThanOrEqual(real * 2 ** -31);
      }),
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])('has no form for %d', (real) => {
    expect(() => quantizeMultiplier(real)).toThrow(RangeError);
  });
});
