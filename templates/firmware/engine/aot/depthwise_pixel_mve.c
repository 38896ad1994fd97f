/* Helium variant: sixteen or eight channels a step, the even ones and the odd ones in a vector each. */
#include <arm_mve.h>

#include "depthwise_conv_2d.h"
#include "hb_requantize_mve.h"

typedef struct {
  int32x4_t even, odd;
} sums;

static inline sums accumulate(sums s, int16x8_t x, int16x8_t w) {
  s.even = vaddq_s32(s.even, vmullbq_int_s16(x, w));
  s.odd = vaddq_s32(s.odd, vmulltq_int_s16(x, w));
  return s;
}

static inline sums start(const hb_requantize *to, int32_t c) {
  const int32x4x2_t bias = vld2q_s32(to->bias + c);
  return (sums){bias.val[0], bias.val[1]};
}

/* With no shift to the left. */
static inline void finish(const hb_requantize *to, int32_t c, sums s, int8_t *output) {
  const int32x4x2_t multiplier = vld2q_s32(to->multiplier + c);
  const int32x4x2_t shift = vld2q_s32(to->shift + c);
  const int32x4_t even = hb_multiply_smaller_than_one_mve(s.even, multiplier.val[0], shift.val[0]);
  const int32x4_t odd = hb_multiply_smaller_than_one_mve(s.odd, multiplier.val[1], shift.val[1]);
  vstrbq_s16(output + c, hb_clamp_pairs_mve(to, even, odd));
}

/* With any shift, of the first channels only. */
static inline void finish_some(const hb_requantize *to, int32_t c, sums s, int8_t *output, mve_pred16_t active) {
  const int32x4x2_t multiplier = vld2q_s32(to->multiplier + c);
  const int32x4x2_t shift = vld2q_s32(to->shift + c);
  const int32x4_t even = hb_multiply_by_quantized_multiplier_mve(s.even, multiplier.val[0], shift.val[0]);
  const int32x4_t odd = hb_multiply_by_quantized_multiplier_mve(s.odd, multiplier.val[1], shift.val[1]);
  vstrbq_p_s16(output + c, hb_clamp_pairs_mve(to, even, odd), active);
}

void hb_depthwise_pixel_s8(const int8_t *const *taps, int32_t moved, int32_t tap_count, const int8_t *weights,
                           int32_t channels, const hb_requantize *to, int8_t *output) {
  const int32_t unmasked = to->shifts_left ? 0 : channels;
  int32_t c = 0;
  for (; c + 16 <= unmasked; c += 16) {
    sums low = start(to, c);
    sums high = start(to, c + 8);
    const int8_t *w = weights + c;
    for (int32_t t = 0; t < tap_count; ++t, w += channels) {
      const int8_t *x = taps[t] + moved + c;
      low = accumulate(low, vldrbq_s16(x), vldrbq_s16(w));
      high = accumulate(high, vldrbq_s16(x + 8), vldrbq_s16(w + 8));
    }
    finish(to, c, low, output);
    finish(to, c + 8, high, output);
  }
  for (; c + 8 <= unmasked; c += 8) {
    sums s = start(to, c);
    const int8_t *w = weights + c;
    for (int32_t t = 0; t < tap_count; ++t, w += channels) {
      s = accumulate(s, vldrbq_s16(taps[t] + moved + c), vldrbq_s16(w));
    }
    finish(to, c, s, output);
  }
  for (; c < channels; c += 8) {
    const mve_pred16_t active = vctp16q((uint32_t)(channels - c));
    sums s = start(to, c);
    const int8_t *w = weights + c;
    for (int32_t t = 0; t < tap_count; ++t, w += channels) {
      s = accumulate(s, vldrbq_z_s16(taps[t] + moved + c, active), vldrbq_z_s16(w, active));
    }
    finish_some(to, c, s, output, active);
  }
}
