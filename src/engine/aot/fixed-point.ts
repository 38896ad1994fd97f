import type { QuantizedMultiplier } from './quantize.ts';

/**
 * The fixed-point arithmetic of TFLM's reference kernels, on the host: what the C kernels compute with
 * 32-bit integers at run time, lowerings compute here when a whole layer fits in a table.
 *
 * A value of format Qm.n is a 32-bit integer with m integer bits (sign not counted) and n = 31 − m
 * fractional bits.
 */

const INT32_MAX = 0x7fffffff;
const INT32_MIN = -0x80000000;

/** round(a · b / 2³¹), halves upwards; saturates for INT32_MIN². */
export function doublingHighMul(a: number, b: number): number {
  if (a === INT32_MIN && b === INT32_MIN) return INT32_MAX;
  return Number((BigInt(a) * BigInt(b) + (1n << 30n)) >> 31n);
}

/** round(a · b / 2¹⁵) of 16-bit numbers, halves upwards; saturates for INT16_MIN². */
export function doublingHighMul16(a: number, b: number): number {
  return Math.min((a * b + (1 << 14)) >> 15, 0x7fff);
}

/** round(x / 2^exponent), halves away from zero; exponent 0…31. */
export function roundingDivideByPot(x: number, exponent: number): number {
  const divisor = 2 ** exponent;
  const quotient = Math.floor(x / divisor);
  const remainder = x - quotient * divisor;
  const threshold = Math.floor((divisor - 1) / 2) + (x < 0 ? 1 : 0);
  return quotient + (remainder > threshold ? 1 : 0);
}

/** x · multiplier · 2^(shift − 31), rounded twice; a shift to the left is modulo 2³². */
export function multiplyByQuantizedMultiplier(x: number, { multiplier, shift }: QuantizedMultiplier): number {
  const shifted = shift > 0 ? Math.imul(x, 1 << shift) : x;
  return roundingDivideByPot(doublingHighMul(shifted, multiplier), shift > 0 ? 0 : -shift);
}

/** Multiplies by 2^exponent (exponent > 0) and saturates. */
function saturatingShiftLeft(x: number, exponent: number): number {
  const threshold = 2 ** (31 - exponent) - 1;
  if (x > threshold) return INT32_MAX;
  if (x < -threshold) return INT32_MIN;
  return x << exponent;
}

/** Half of a + b, rounded away from zero. */
function roundingHalfSum(a: number, b: number): number {
  const sum = a + b;
  return Math.trunc((sum + (sum >= 0 ? 1 : -1)) / 2);
}

const ONE_Q0 = INT32_MAX;
const ONE_Q2 = 1 << 29;

/** exp(a) for a in [−1/4, 0), Q0.31 in and out: a polynomial of degree 4 around −1/8. */
function expBetweenMinusQuarterAndZero(a: number): number {
  const exp_minus_eighth = 1895147668;
  const one_third = 715827883;
  const x = (a + (1 << 28)) | 0;
  const x2 = doublingHighMul(x, x);
  const x3 = doublingHighMul(x2, x);
  const x4 = doublingHighMul(x2, x2);
  const x4_over_4 = roundingDivideByPot(x4, 2);
  const tail = roundingDivideByPot((doublingHighMul((x4_over_4 + x3) | 0, one_third) + x2) | 0, 1);
  return (exp_minus_eighth + doublingHighMul(exp_minus_eighth, (x + tail) | 0)) | 0;
}

/** exp(−2^exponent) in Q0.31. */
const EXP_OF_POWERS: readonly (readonly [exponent: number, factor: number])[] = [
  [-2, 1672461947],
  [-1, 1302514674],
  [0, 790015084],
  [1, 290630308],
  [2, 39332535],
  [3, 720401],
  [4, 242],
];

/** exp(a) for a ≤ 0; `a` has `integer_bits` (≤ 5) integer bits, the result is Q0.31. */
function expOfNegative(a: number, integer_bits: number): number {
  if (a === 0) return ONE_Q0;
  const fractional_bits = 31 - integer_bits;
  const quarter = 1 << (fractional_bits - 2);
  const a_mod_quarter_minus_quarter = (a & (quarter - 1)) - quarter;
  let result = expBetweenMinusQuarterAndZero(saturatingShiftLeft(a_mod_quarter_minus_quarter, integer_bits));
  const remainder = (a_mod_quarter_minus_quarter - a) | 0;
  for (const [exponent, factor] of EXP_OF_POWERS) {
    if (integer_bits > exponent && (remainder & (1 << (fractional_bits + exponent))) !== 0) {
      result = doublingHighMul(result, factor);
    }
  }
  return result;
}

/** 2 / (1 + a) for a in [0, 1] in Q0.31; the result is Q2.29. Newton–Raphson, three steps. */
function twoOverOnePlus(a: number): number {
  const half_denominator = roundingHalfSum(a, ONE_Q0);
  const constant_48_over_17 = 1515870810;
  const constant_minus_32_over_17 = -1010580540;
  let x = (constant_48_over_17 + doublingHighMul(half_denominator, constant_minus_32_over_17)) | 0;
  for (let step = 0; step < 3; step++) {
    const error = (ONE_Q2 - doublingHighMul(half_denominator, x)) | 0;
    // Q2 · Q2 is Q4; back to Q2.
    x = (x + saturatingShiftLeft(doublingHighMul(x, error), 2)) | 0;
  }
  return x;
}

/** 1 / (1 + e^−a); `a` has `integer_bits` integer bits, the result is Q0.31. */
export function logistic(a: number, integer_bits: number): number {
  if (a === 0) return 1 << 30;
  // The half of a Q2 number, read as Q1, is the same bits; from Q1 to Q0 is one shift.
  const positive = saturatingShiftLeft(twoOverOnePlus(expOfNegative(-Math.abs(a), integer_bits)), 1);
  return a > 0 ? positive : ONE_Q0 - positive;
}

/** tanh(a); `a` has `integer_bits` integer bits, the result is Q0.31. */
export function tanh(a: number, integer_bits: number): number {
  if (a === 0) return 0;
  // Doubling is exact: the same bits with one integer bit more.
  const exp = expOfNegative(-Math.abs(a), integer_bits + 1);
  const positive = saturatingShiftLeft((twoOverOnePlus(exp) - ONE_Q2) | 0, 2);
  return a > 0 ? positive : -positive;
}
