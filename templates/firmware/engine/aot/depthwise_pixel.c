/* Portable variant: four channels at a time. */
#include "depthwise_conv_2d.h"

void hb_depthwise_pixel_s8(const int8_t *const *taps, int32_t moved, int32_t tap_count, const int8_t *weights,
                           int32_t channels, const hb_requantize *to, int8_t *output) {
  const hb_requantize local = *to; /* no store to the output can change this one */
  int32_t c = 0;
  for (; c + 4 <= channels; c += 4) {
    int32_t s0 = local.bias[c], s1 = local.bias[c + 1], s2 = local.bias[c + 2], s3 = local.bias[c + 3];
    const int8_t *w = weights + c;
    for (int32_t t = 0; t < tap_count; ++t) {
      const int8_t *x = taps[t] + moved + c;
      s0 = hb_add_wrapping(s0, x[0] * w[0]);
      s1 = hb_add_wrapping(s1, x[1] * w[1]);
      s2 = hb_add_wrapping(s2, x[2] * w[2]);
      s3 = hb_add_wrapping(s3, x[3] * w[3]);
      w += channels;
    }
    output[c] = hb_requantize_s8(&local, c, s0);
    output[c + 1] = hb_requantize_s8(&local, c + 1, s1);
    output[c + 2] = hb_requantize_s8(&local, c + 2, s2);
    output[c + 3] = hb_requantize_s8(&local, c + 3, s3);
  }
  for (; c < channels; ++c) {
    int32_t sum = local.bias[c];
    for (int32_t t = 0; t < tap_count; ++t) sum = hb_add_wrapping(sum, taps[t][moved + c] * weights[t * channels + c]);
    output[c] = hb_requantize_s8(&local, c, sum);
  }
}
