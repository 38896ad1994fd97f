#include "depthwise_conv_2d.h"

#include <stdbool.h>

#include "hb_bytes.h"

/* Whether `count` taps, `step` apart, are all in a dimension of `size`. */
static bool is_inside(int32_t first, int32_t count, int32_t step, int32_t size) {
  return first >= 0 && first + (count - 1) * step < size;
}

/* Where the taps of a row of the window at x0 read their channels; `zeros` outside the image. */
static const int8_t **find_row(const hb_window *w, const int8_t *row, int32_t x0, const int8_t *zeros,
                               const int8_t **taps) {
  const int8_t **const end = taps + w->filter_width;
  const int32_t step = w->dilation_width * w->input_channels;
  if (is_inside(x0, w->filter_width, w->dilation_width, w->input_width)) {
    const int8_t *tap = row + x0 * w->input_channels;
    for (; taps != end; tap += step) *taps++ = tap;
    return taps;
  }
  for (int32_t x = x0; taps != end; x += w->dilation_width) {
    *taps++ = x >= 0 && x < w->input_width ? row + x * w->input_channels : zeros;
  }
  return taps;
}

/* Where each tap of the window at (y0, x0) reads its channels; `zeros` outside the image. */
static void find_taps(const hb_window *w, const int8_t *image, int32_t y0, int32_t x0, const int8_t *zeros,
                      const int8_t **taps) {
  const int32_t row_bytes = w->input_width * w->input_channels;
  for (int32_t fy = 0; fy < w->filter_height; ++fy) {
    const int32_t y = y0 + fy * w->dilation_height;
    if (y >= 0 && y < w->input_height) {
      taps = find_row(w, image + y * row_bytes, x0, zeros, taps);
    } else {
      for (int32_t fx = 0; fx < w->filter_width; ++fx) *taps++ = zeros;
    }
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
      const int32_t y0 = y * w->stride_height - w->pad_top;
      const bool rows_inside = is_inside(y0, w->filter_height, w->dilation_height, w->input_height);
      bool found = false; /* the taps of a window inside, which this one may be `moved` from */
      int32_t moved = 0;
      for (int32_t x = 0; x < w->output_width; ++x) {
        const int32_t x0 = x * w->stride_width - w->pad_left;
        const bool inside = rows_inside && is_inside(x0, w->filter_width, w->dilation_width, w->input_width);
        moved = inside && found ? moved + w->stride_width * w->input_channels : 0;
        if (!inside || !found) find_taps(w, input, y0, x0, zeros, taps);
        found = inside;
        if (multiplier == 1) {
          hb_depthwise_pixel_s8(taps, moved, tap_count, weights, w->output_channels, to, output);
        } else {
          hb_depthwise_shared_s8(taps, moved, tap_count, weights, w->output_channels, multiplier, to, output);
        }
        output += w->output_channels;
      }
    }
    input += w->input_height * w->input_width * w->input_channels;
  }
}
