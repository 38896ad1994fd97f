import { describe, expect, it } from 'vitest';
import {
  doublingHighMul,
  doublingHighMul16,
  logistic,
  multiplyByQuantizedMultiplier,
  roundingDivideByPot,
  tanh,
} from './fixed-point.ts';

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

describe('products', () => {
  it('rounds halves of a high product upwards', () => {
    expect(doublingHighMul(1 << 15, 1 << 15)).toBe(1);
    expect(doublingHighMul(-(1 << 15), 1 << 15)).toBe(0);
    expect(doublingHighMul(-(1 << 15), (1 << 15) + 1)).toBe(-1);
  });

  it('saturates the one product that does not fit', () => {
    expect(doublingHighMul(INT32_MIN, INT32_MIN)).toBe(INT32_MAX);
    expect(doublingHighMul16(-32768, -32768)).toBe(32767);
  });

  it('is exact where 53 bits would not be enough', () => {
    expect(doublingHighMul(INT32_MAX, INT32_MAX)).toBe(INT32_MAX - 1);
    expect(doublingHighMul(INT32_MIN, INT32_MAX)).toBe(-INT32_MAX);
  });
});

describe('division by a power of two', () => {
  it.each([
    [5, 1, 3],
    [-5, 1, -3],
    [4, 3, 1],
    [-4, 3, -1],
    [3, 3, 0],
    [-3, 3, 0],
    [INT32_MIN, 31, -1],
    [INT32_MAX, 31, 1],
    [-7, 0, -7],
  ])('rounds %i / 2^%i to %i', (x, exponent, expected) => {
    expect(roundingDivideByPot(x, exponent)).toBe(expected);
  });
});

describe('a quantized multiplier', () => {
  it('of one changes nothing', () => {
    for (const x of [-255, -1, 0, 1, 255]) {
      expect(multiplyByQuantizedMultiplier(x, { multiplier: 2 ** 30, shift: 1 })).toBe(x);
    }
  });

  it('rounds twice: a quarter and a bit of 1 becomes 1, not 0', () => {
    const quarter_and_a_bit = { multiplier: 2 ** 30 + 2 ** 6, shift: -1 };
    expect(multiplyByQuantizedMultiplier(1, quarter_and_a_bit)).toBe(1);
  });
});

/** Raw results of gemmlowp's functions for a Q4.27 argument. */
const REFERENCE: readonly (readonly [a: number, logistic: number, tanh: number])[] = [
  [-104857600, 674418387, -1403216476],
  [-50, 1073741499, -1048],
  [-1048576, 1069547451, -16776996],
  [1, 1073741948, 260],
  [52428800, 1280830426, 798646872],
  [99, 1073742340, 1820],
  [-729189636, 9344655, -2147401604],
  [-1932886955, 1193, -2147483647],
  [-1677900454, 7991, -2147483647],
  [-1221586884, 239409, -2147483592],
  [2002598436, 2147482938, 2147483647],
  [-1516175188, 26667, -2147483647],
  [-1304412337, 129171, -2147483624],
];

describe('functions in Q4.27', () => {
  it.each(REFERENCE)('gives the bits of the reference for %i', (a, expected_logistic, expected_tanh) => {
    expect(logistic(a, 4)).toBe(expected_logistic);
    expect(tanh(a, 4)).toBe(expected_tanh);
  });

  it('follows the real functions within 2⁻²⁰ over the whole range', () => {
    for (let a = INT32_MIN + 1; a < INT32_MAX; a += 7_654_321) {
      const x = a / 2 ** 27;
      expect(Math.abs(logistic(a, 4) / 2 ** 31 - 1 / (1 + Math.exp(-x)))).toBeLessThan(2 ** -20);
      expect(Math.abs(tanh(a, 4) / 2 ** 31 - Math.tanh(x))).toBeLessThan(2 ** -20);
    }
  });

  it('is a half and zero in the middle', () => {
    expect(logistic(0, 4)).toBe(2 ** 30);
    expect(tanh(0, 4)).toBe(0);
  });
});
