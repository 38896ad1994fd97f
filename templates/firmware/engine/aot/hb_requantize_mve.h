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

/* The outputs of four channels, from what their sums were scaled to; as 32-bit numbers. */
static inline int32x4_t hb_clamp_mve(const hb_requantize *to, int32x4_t scaled) {
  const int32x4_t moved = vaddq_n_s32(scaled, to->output_zero_point);
  return vminq_s32(vmaxq_s32(moved, vdupq_n_s32(to->activation_min)), vdupq_n_s32(to->activation_max));
}

/* The same of the even and the odd ones of eight channels; as 16-bit numbers. What those cannot hold is beyond any
 * output. */
static inline int16x8_t hb_clamp_pairs_mve(const hb_requantize *to, int32x4_t even, int32x4_t odd) {
  const int16x8_t both = vqmovntq_s32(vqmovnbq_s32(vdupq_n_s16(0), even), odd);
  const int16x8_t moved = vqaddq_n_s16(both, (int16_t)to->output_zero_point);
  return vminq_s16(vmaxq_s16(moved, vdupq_n_s16((int16_t)to->activation_min)),
                   vdupq_n_s16((int16_t)to->activation_max));
}

#endif
