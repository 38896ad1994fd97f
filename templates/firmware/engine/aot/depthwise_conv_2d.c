#include "depthwise_conv_2d.h"

#include <stdbool.h>

#include "hb_bytes.h"

/* Where each tap of the window at (y0, x0) reads its channels; `zeros` outside the image. */
static void find_taps(const hb_window *w, const int8_t *image, int32_t y0, int32_t x0, const int8_t *zeros,
                      const int8_t **taps) {
  const int32_t row_bytes = w->input_width * w->input_channels;
  for (int32_t fy = 0; fy < w->filter_height; ++fy) {
    const int32_t y = y0 + fy * w->dilation_height;
    const bool is_inside = y >= 0 && y < w->input_height;
    const int8_t *row = is_inside ? image + y * row_bytes : zeros;
    for (int32_t fx = 0; fx < w->filter_width; ++fx) {
      const int32_t x = x0 + fx * w->dilation_width;
      *taps++ = is_inside && x >= 0 && x < w->input_width ? row + x * w->input_channels : zeros;
    }
  }
}

/* Several output channels share an input channel. */
static void multiply_shared(const int8_t *const *taps, int32_t tap_count, const int8_t *weights,
                            int32_t channels, int32_t multiplier, const hb_requantize *to, int8_t *output) {
  for (int32_t c = 0; c < channels; ++c) {
    const int32_t from = c / multiplier;
    int32_t sum = to->bias[c];
    for (int32_t t = 0; t < tap_count; ++t) sum = hb_add_wrapping(sum, taps[t][from] * weights[t * channels + c]);
    output[c] = hb_requantize_s8(to, c, sum);
  }
}

void hb_depthwise_conv_2d_s8(const hb_window *window, int8_t input_zero_point, const int8_t *input,
                             const int8_t *weights, const hb_requantize *to, const int8_t **taps,
                             int8_t *zeros, int8_t *output) {
  const hb_window *w = window;
  const int32_t tap_count = w->filter_height * w->filter_width;
  const int32_t multiplier = w->output_channels / w->input_channels;
  hb_fill_s8(zeros, input_zero_point, w->input_channels);
  for (int32_t batch = 0; batch < w->batches; ++batch) {
    for (int32_t y = 0; y < w->output_height; ++y) {
      for (int32_t x = 0; x < w->output_width; ++x) {
        find_taps(w, input, y * w->stride_height - w->pad_top, x * w->stride_width - w->pad_left, zeros, taps);
        if (multiplier == 1) {
          hb_depthwise_pixel_s8(taps, tap_count, weights, w->output_channels, to, output);
        } else {
          multiply_shared(taps, tap_count, weights, w->output_channels, multiplier, to, output);
        }
        output += w->output_channels;
      }
    }
    input += w->input_height * w->input_width * w->input_channels;
  }
}
