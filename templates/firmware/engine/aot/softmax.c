#include "softmax.h"

#include "hb_fixed_point.h"

/* Integer bits of the sum of exponentials. */
#define SUM_INTEGER_BITS 12

static int32_t largest(const int8_t *row, int32_t depth) {
  int32_t most = row[0];
  for (int32_t c = 1; c < depth; ++c) most = hb_max_i32(most, row[c]);
  return most;
}

/* e^(the real value of difference), in Q0.31. */
static int32_t exponential(const hb_softmax *params, int32_t difference) {
  return hb_exp_on_negative_values(
      hb_multiply_greater_than_one(difference, params->multiplier, params->shift), 5);
}

/* What turns a row's exponentials into outputs: a factor in Q0.31, then a division by 2^exponent. */
typedef struct {
  int32_t factor;
  int32_t exponent;
} normalizer;

static normalizer normalize(const hb_softmax *params, const int8_t *row, int32_t most, int32_t output_bits) {
  int32_t sum = 0;
  for (int32_t c = 0; c < params->depth; ++c) {
    const int32_t difference = row[c] - most;
    if (difference < params->diff_min) continue;
    sum += hb_rounding_divide_by_pot(exponential(params, difference), SUM_INTEGER_BITS);
  }
  const int32_t headroom = __builtin_clz((uint32_t)sum);
  const int32_t fraction = (int32_t)(((uint32_t)sum << headroom) - (UINT32_C(1) << 31));
  return (normalizer){hb_one_over_one_plus_x(fraction), SUM_INTEGER_BITS - headroom + 31 - output_bits};
}

static int32_t probability(const hb_softmax *params, normalizer by, int32_t difference) {
  if (difference < params->diff_min) return 0;
  return hb_rounding_divide_by_pot(hb_doubling_high_mul(by.factor, exponential(params, difference)),
                                   by.exponent);
}

void hb_softmax_s8(const hb_softmax *params, const int8_t *input, int8_t *output) {
  for (int32_t r = 0; r < params->rows; ++r) {
    const int32_t most = largest(input, params->depth);
    const normalizer by = normalize(params, input, most, 8);
    for (int32_t c = 0; c < params->depth; ++c) {
      output[c] = (int8_t)hb_clamp_i32(probability(params, by, input[c] - most) + INT8_MIN, INT8_MIN, INT8_MAX);
    }
    input += params->depth;
    output += params->depth;
  }
}

void hb_softmax_s8_s16(const hb_softmax *params, const int8_t *input, int16_t *output) {
  for (int32_t r = 0; r < params->rows; ++r) {
    const int32_t most = largest(input, params->depth);
    const normalizer by = normalize(params, input, most, 16);
    for (int32_t c = 0; c < params->depth; ++c) {
      const int32_t shifted = probability(params, by, input[c] - most) + INT16_MIN;
      output[c] = (int16_t)hb_clamp_i32(shifted, INT16_MIN, INT16_MAX);
    }
    input += params->depth;
    output += params->depth;
  }
}
