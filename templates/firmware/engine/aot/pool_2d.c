#include "pool_2d.h"

#include "hb_fixed_point.h"

/* The part of a window that lies in the image: from its first pixel, rows × columns of them. */
typedef struct {
  const int8_t *first;
  int32_t rows, columns;
} region;

static region clip(const hb_window *w, const int8_t *image, int32_t y, int32_t x) {
  const int32_t y0 = y * w->stride_height - w->pad_top;
  const int32_t x0 = x * w->stride_width - w->pad_left;
  const int32_t top = hb_max_i32(y0, 0);
  const int32_t left = hb_max_i32(x0, 0);
  const int32_t bottom = hb_min_i32(y0 + w->filter_height, w->input_height);
  const int32_t right = hb_min_i32(x0 + w->filter_width, w->input_width);
  return (region){image + (top * w->input_width + left) * w->input_channels, bottom - top, right - left};
}

/* Rounds halves away from zero. */
static int32_t average(int32_t sum, int32_t count) {
  return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
}

void hb_average_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                           const int8_t *input, int8_t *output) {
  const hb_window *w = window;
  const int32_t channels = w->input_channels;
  for (int32_t batch = 0; batch < w->batches; ++batch) {
    for (int32_t y = 0; y < w->output_height; ++y) {
      for (int32_t x = 0; x < w->output_width; ++x) {
        const region in = clip(w, input, y, x);
        for (int32_t c = 0; c < channels; ++c) {
          int32_t sum = 0;
          for (int32_t i = 0; i < in.rows; ++i) {
            const int8_t *from = in.first + i * w->input_width * channels + c;
            for (int32_t k = 0; k < in.columns; ++k) sum += from[k * channels];
          }
          *output++ = (int8_t)hb_clamp_i32(average(sum, in.rows * in.columns), activation_min, activation_max);
        }
      }
    }
    input += w->input_height * w->input_width * channels;
  }
}

void hb_max_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                       const int8_t *input, int8_t *output) {
  const hb_window *w = window;
  const int32_t channels = w->input_channels;
  for (int32_t batch = 0; batch < w->batches; ++batch) {
    for (int32_t y = 0; y < w->output_height; ++y) {
      for (int32_t x = 0; x < w->output_width; ++x) {
        const region in = clip(w, input, y, x);
        for (int32_t c = 0; c < channels; ++c) {
          int32_t most = INT8_MIN;
          for (int32_t i = 0; i < in.rows; ++i) {
            const int8_t *from = in.first + i * w->input_width * channels + c;
            for (int32_t k = 0; k < in.columns; ++k) most = hb_max_i32(most, from[k * channels]);
          }
          *output++ = (int8_t)hb_clamp_i32(most, activation_min, activation_max);
        }
      }
    }
    input += w->input_height * w->input_width * channels;
  }
}
