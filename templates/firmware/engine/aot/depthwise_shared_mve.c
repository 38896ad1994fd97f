/* Helium variant: an input channel times eight or four of its weights a step. */
#include <arm_mve.h>

#include "depthwise_conv_2d.h"
#include "hb_requantize_mve.h"

static inline void finish(const hb_requantize *to, int32_t c, int32x4_t sums, int8_t *output, mve_pred16_t active) {
  const int32x4_t multiplier = vldrwq_z_s32(to->multiplier + c, active);
  const int32x4_t shift = vldrwq_z_s32(to->shift + c, active);
  const int32x4_t scaled = hb_multiply_by_quantized_multiplier_mve(sums, multiplier, shift);
  vstrbq_p_s32(output + c, hb_clamp_mve(to, scaled), active);
}

static inline void eight(const int8_t *const *taps, int32_t tap_count, int32_t from, const int8_t *weights,
                         int32_t channels, int32_t c, const hb_requantize *to, int8_t *output) {
  const int8_t *w = weights + c;
  int32x4_t low = vldrwq_s32(to->bias + c);
  int32x4_t high = vldrwq_s32(to->bias + c + 4);
  for (int32_t t = 0; t < tap_count; ++t, w += channels) {
    const int32_t x = taps[t][from];
    low = vmlaq_n_s32(low, vldrbq_s32(w), x);
    high = vmlaq_n_s32(high, vldrbq_s32(w + 4), x);
  }
  const mve_pred16_t all = 0xffffu;
  finish(to, c, low, output, all);
  finish(to, c + 4, high, output, all);
}

static inline void four(const int8_t *const *taps, int32_t tap_count, int32_t from, const int8_t *weights,
                        int32_t channels, int32_t c, const hb_requantize *to, int8_t *output, mve_pred16_t active) {
  const int8_t *w = weights + c;
  int32x4_t sums = vldrwq_z_s32(to->bias + c, active);
  for (int32_t t = 0; t < tap_count; ++t, w += channels) {
    sums = vmlaq_n_s32(sums, vldrbq_z_s32(w, active), taps[t][from]);
  }
  finish(to, c, sums, output, active);
}

void hb_depthwise_shared_s8(const int8_t *const *taps, int32_t moved, int32_t tap_count, const int8_t *weights,
                            int32_t channels, int32_t multiplier, const hb_requantize *to, int8_t *output) {
  for (int32_t from = moved, first = 0; first < channels; ++from, first += multiplier) {
    const int32_t end = first + multiplier;
    int32_t c = first;
    for (; c + 8 <= end; c += 8) eight(taps, tap_count, from, weights, channels, c, to, output);
    for (; c < end; c += 4) {
      four(taps, tap_count, from, weights, channels, c, to, output, vctp32q((uint32_t)(end - c)));
    }
  }
}
