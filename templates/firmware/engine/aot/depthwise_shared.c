/* Portable variant: an input channel times four of its weights a step. */
#include "depthwise_conv_2d.h"

static void four(const int8_t *const *taps, int32_t tap_count, int32_t from, const int8_t *weights, int32_t channels,
                 int32_t c, const hb_requantize *to, int8_t *output) {
  int32_t s0 = to->bias[c], s1 = to->bias[c + 1], s2 = to->bias[c + 2], s3 = to->bias[c + 3];
  const int8_t *w = weights + c;
  for (int32_t t = 0; t < tap_count; ++t, w += channels) {
    const int32_t x = taps[t][from];
    s0 = hb_add_wrapping(s0, x * w[0]);
    s1 = hb_add_wrapping(s1, x * w[1]);
    s2 = hb_add_wrapping(s2, x * w[2]);
    s3 = hb_add_wrapping(s3, x * w[3]);
  }
  output[c] = hb_requantize_s8(to, c, s0);
  output[c + 1] = hb_requantize_s8(to, c + 1, s1);
  output[c + 2] = hb_requantize_s8(to, c + 2, s2);
  output[c + 3] = hb_requantize_s8(to, c + 3, s3);
}

void hb_depthwise_shared_s8(const int8_t *const *taps, int32_t moved, int32_t tap_count, const int8_t *weights,
                            int32_t channels, int32_t multiplier, const hb_requantize *to, int8_t *output) {
  const hb_requantize local = *to; /* no store to the output can change this one */
  for (int32_t from = moved, c = 0; c < channels; ++from) {
    const int32_t end = c + multiplier;
    for (; c + 4 <= end; c += 4) four(taps, tap_count, from, weights, channels, c, &local, output);
    for (; c < end; ++c) {
      const int8_t *w = weights + c;
      int32_t sum = local.bias[c];
      for (int32_t t = 0; t < tap_count; ++t, w += channels) sum = hb_add_wrapping(sum, taps[t][from] * *w);
      output[c] = hb_requantize_s8(&local, c, sum);
    }
  }
}
