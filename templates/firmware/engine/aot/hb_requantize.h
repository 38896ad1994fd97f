/* From 32-bit sums to 8-bit outputs, one multiplier per output channel. */
#ifndef HB_REQUANTIZE_H
#define HB_REQUANTIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "hb_fixed_point.h"

typedef struct {
  const int32_t *bias;       /* what each channel's sum starts from; the input's zero point is folded in */
  const int32_t *multiplier; /* per channel, with its shift as hb_multiply_by_quantized_multiplier takes it */
  const int32_t *shift;
  bool shifts_left; /* whether any shift is above 0 */
  int32_t output_zero_point;
  int32_t activation_min;
  int32_t activation_max;
} hb_requantize;

static inline int8_t hb_requantize_s8(const hb_requantize *to, int32_t channel, int32_t sum) {
  const int32_t multiplier = to->multiplier[channel];
  const int32_t shift = to->shift[channel];
  const int32_t scaled = to->shifts_left ? hb_multiply_by_quantized_multiplier(sum, multiplier, shift)
                                         : hb_multiply_smaller_than_one(sum, multiplier, shift);
  const int32_t moved = hb_add_wrapping(scaled, to->output_zero_point);
  return (int8_t)hb_clamp_i32(moved, to->activation_min, to->activation_max);
}

#endif
