#include "transpose_conv.h"

/* Along one dimension: the filter taps that meet an output pixel are `stride` apart, and each one further
 * meets the input pixel one before. */
typedef struct {
  int32_t tap;   /* the first */
  int32_t input; /* its input pixel; may lie beyond the end */
} first_meeting;

static inline first_meeting meet(int32_t output, int32_t pad, int32_t stride) {
  const int32_t position = output + pad;
  const first_meeting first = {position % stride, position / stride};
  return first;
}

static inline int32_t dot(const int8_t *input, const int8_t *weights, int32_t depth, int32_t zero_point) {
  int32_t sum = 0;
  for (int32_t c = 0; c < depth; ++c) sum = hb_add_wrapping(sum, (input[c] - zero_point) * weights[c]);
  return sum;
}

/* What one filter (one output channel) adds to an output pixel. */
static int32_t filter_sum(const hb_window *w, int32_t zero_point, const int8_t *image, const int8_t *filter,
                          first_meeting row, first_meeting column) {
  int32_t sum = 0;
  int32_t y = row.input;
  for (int32_t tap_y = row.tap; tap_y < w->filter_height && y >= 0; tap_y += w->stride_height, --y) {
    if (y >= w->input_height) continue;
    int32_t x = column.input;
    for (int32_t tap_x = column.tap; tap_x < w->filter_width && x >= 0; tap_x += w->stride_width, --x) {
      if (x >= w->input_width) continue;
      const int8_t *pixel = image + (y * w->input_width + x) * w->input_channels;
      const int8_t *taps = filter + (tap_y * w->filter_width + tap_x) * w->input_channels;
      sum = hb_add_wrapping(sum, dot(pixel, taps, w->input_channels, zero_point));
    }
  }
  return sum;
}

void hb_transpose_conv_s8(const hb_window *window, int32_t input_zero_point, const int8_t *input,
                          const int8_t *weights, const hb_requantize *to, int8_t *output) {
  const hb_window *w = window;
  const int32_t image_bytes = w->input_height * w->input_width * w->input_channels;
  const int32_t filter_bytes = w->filter_height * w->filter_width * w->input_channels;
  for (int32_t batch = 0; batch < w->batches; ++batch) {
    const int8_t *image = input + batch * image_bytes;
    for (int32_t y = 0; y < w->output_height; ++y) {
      const first_meeting row = meet(y, w->pad_top, w->stride_height);
      for (int32_t x = 0; x < w->output_width; ++x) {
        const first_meeting column = meet(x, w->pad_left, w->stride_width);
        for (int32_t channel = 0; channel < w->output_channels; ++channel) {
          const int8_t *filter = weights + channel * filter_bytes;
          const int32_t sum = filter_sum(w, input_zero_point, image, filter, row, column);
          *output++ = hb_requantize_s8(to, channel, hb_add_wrapping(to->bias[channel], sum));
        }
      }
    }
  }
}
