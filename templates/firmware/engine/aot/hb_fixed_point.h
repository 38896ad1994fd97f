/* Fixed-point arithmetic of quantized models. Every function rounds exactly as TensorFlow Lite's reference
 * kernels and gemmlowp do; "Qm.n" is a signed 32-bit number with m integer and n fractional bits. */
#ifndef HB_FIXED_POINT_H
#define HB_FIXED_POINT_H

#include <stdint.h>

static inline int32_t hb_min_i32(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t hb_max_i32(int32_t a, int32_t b) { return a > b ? a : b; }

static inline int32_t hb_clamp_i32(int32_t x, int32_t low, int32_t high) {
  return hb_min_i32(hb_max_i32(x, low), high);
}

/* a + b modulo 2^32: sums may leave the range on the way and come back, which plain additions may not. */
static inline int32_t hb_add_wrapping(int32_t a, int32_t b) { return (int32_t)((uint32_t)a + (uint32_t)b); }

/* x · 2^bits modulo 2^32. */
static inline int32_t hb_shift_left_wrapping(int32_t x, int32_t bits) { return (int32_t)((uint32_t)x << bits); }

/* round(a · b / 2^31), halves upwards; the one product that does not fit saturates. */
static inline int32_t hb_doubling_high_mul(int32_t a, int32_t b) {
  if (a == INT32_MIN && b == INT32_MIN) return INT32_MAX;
  return (int32_t)(((int64_t)a * b + (INT64_C(1) << 30)) >> 31);
}

/* round(x / 2^exponent), halves away from zero; exponent 0..31. */
static inline int32_t hb_rounding_divide_by_pot(int32_t x, int32_t exponent) {
  const int32_t mask = (int32_t)((UINT32_C(1) << exponent) - 1u);
  const int32_t remainder = x & mask;
  const int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
  return (x >> exponent) + (remainder > threshold ? 1 : 0);
}

/* x · multiplier · 2^(shift − 31), rounded twice; shift −31..31, positive to the left (then modulo 2^32). */
static inline int32_t hb_multiply_by_quantized_multiplier(int32_t x, int32_t multiplier, int32_t shift) {
  const int32_t left = shift > 0 ? shift : 0;
  const int32_t right = shift > 0 ? 0 : -shift;
  return hb_rounding_divide_by_pot(hb_doubling_high_mul(hb_shift_left_wrapping(x, left), multiplier), right);
}

/* As above where multiplier ≥ 0 and shift ≤ 0; without a branch, because this is what every output goes through. */
static inline int32_t hb_multiply_smaller_than_one(int32_t x, int32_t multiplier, int32_t shift) {
  const int32_t product = (int32_t)(((int64_t)x * multiplier + (INT64_C(1) << 30)) >> 31);
  /* Rounding upwards takes halves away from zero if a negative number is one less, unless it is not divided at all. */
  const int32_t nudged = product + ((product & shift) >> 31);
  const uint32_t half_bit = ((uint32_t)nudged << 1 >> -shift) & 1u;
  return (nudged >> -shift) + (int32_t)half_bit;
}

/* As above where shift ≥ 0. */
static inline int32_t hb_multiply_greater_than_one(int32_t x, int32_t multiplier, int32_t shift) {
  return hb_doubling_high_mul(hb_shift_left_wrapping(x, shift), multiplier);
}

/* x · 2^bits, saturating; bits 1..30. */
static inline int32_t hb_saturating_shift_left(int32_t x, int32_t bits) {
  const int32_t threshold = (int32_t)((UINT32_C(1) << (31 - bits)) - 1u);
  if (x > threshold) return INT32_MAX;
  if (x < -threshold) return INT32_MIN;
  return hb_shift_left_wrapping(x, bits);
}

/* e^a for a in [−1/4, 0), in Q0.31: a Taylor series around −1/8. */
static inline int32_t hb_exp_quarter(int32_t a) {
  const int32_t exp_minus_eighth = 1895147668;
  const int32_t one_third = 715827883;
  const int32_t x = a + (INT32_C(1) << 28);
  const int32_t x2 = hb_doubling_high_mul(x, x);
  const int32_t x3 = hb_doubling_high_mul(x2, x);
  const int32_t x4_over_4 = hb_rounding_divide_by_pot(hb_doubling_high_mul(x2, x2), 2);
  const int32_t higher = hb_rounding_divide_by_pot(hb_doubling_high_mul(x4_over_4 + x3, one_third) + x2, 1);
  return exp_minus_eighth + hb_doubling_high_mul(exp_minus_eighth, x + higher);
}

/* e^a for a ≤ 0 in Q(integer_bits).(31 − integer_bits), integer_bits 1..5; the result is Q0.31. */
static inline int32_t hb_exp_on_negative_values(int32_t a, int32_t integer_bits) {
  /* e^−(2^i) for i = −2, −1, … in Q0.31. */
  static const int32_t factors[] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
  const int32_t fractional_bits = 31 - integer_bits;
  const int32_t quarter = INT32_C(1) << (fractional_bits - 2);
  if (a == 0) return INT32_MAX;
  const int32_t a_mod_quarter = (a & (quarter - 1)) - quarter;
  const int32_t remainder = (int32_t)((uint32_t)a_mod_quarter - (uint32_t)a);
  int32_t result = hb_exp_quarter(hb_shift_left_wrapping(a_mod_quarter, integer_bits));
  for (int32_t i = 0; i < integer_bits + 2; ++i) {
    if (remainder & hb_shift_left_wrapping(quarter, i)) result = hb_doubling_high_mul(result, factors[i]);
  }
  return result;
}

/* 1 / (1 + a) for a in [0, 1), both Q0.31: three steps of Newton and Raphson. */
static inline int32_t hb_one_over_one_plus_x(int32_t a) {
  const int32_t constant_48_over_17 = 1515870810; /* Q2.29 */
  const int32_t constant_neg_32_over_17 = -1010580540;
  const int32_t one = INT32_C(1) << 29;
  const int32_t half_denominator = (int32_t)(((int64_t)a + INT32_MAX + 1) / 2);
  int32_t x = constant_48_over_17 + hb_doubling_high_mul(half_denominator, constant_neg_32_over_17);
  for (int i = 0; i < 3; ++i) {
    const int32_t rest = one - hb_doubling_high_mul(half_denominator, x);
    x += hb_saturating_shift_left(hb_doubling_high_mul(x, rest), 2);
  }
  return hb_saturating_shift_left(x, 1);
}

#endif
