/* Requantization of four channels at once on cores with Helium. */
#ifndef HB_REQUANTIZE_MVE_H
#define HB_REQUANTIZE_MVE_H

#include <arm_mve.h>

#include "hb_requantize.h"

/* As hb_multiply_smaller_than_one in every lane. */
static inline int32x4_t hb_multiply_smaller_than_one_mve(int32x4_t x, int32x4_t multiplier, int32x4_t shift) {
  const int32x4_t product = vqrdmulhq_s32(x, multiplier);
  /* The rounding shift rounds halves upwards: one less where a negative number is really shifted. */
  const int32x4_t nudge = vshrq_n_s32(vandq_s32(product, shift), 31);
  return vrshlq_s32(vqaddq_s32(product, nudge), shift);
}

/* As hb_multiply_by_quantized_multiplier in every lane. */
static inline int32x4_t hb_multiply_by_quantized_multiplier_mve(int32x4_t x, int32x4_t multiplier,
                                                                int32x4_t shift) {
  const int32x4_t zero = vdupq_n_s32(0);
  return hb_multiply_smaller_than_one_mve(vshlq_s32(x, vmaxq_s32(shift, zero)), multiplier,
                                          vminq_s32(shift, zero));
}

/* The outputs of four channels, as 32-bit numbers. */
static inline int32x4_t hb_requantize_mve(const hb_requantize *to, int32x4_t sums, int32x4_t multiplier,
                                          int32x4_t shift) {
  const int32x4_t scaled = hb_multiply_by_quantized_multiplier_mve(sums, multiplier, shift);
  const int32x4_t moved = vaddq_n_s32(scaled, to->output_zero_point);
  return vminq_s32(vmaxq_s32(moved, vdupq_n_s32(to->activation_min)), vdupq_n_s32(to->activation_max));
}

#endif
