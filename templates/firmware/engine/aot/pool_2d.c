#include "pool_2d.h"

#include "hb_fixed_point.h"

typedef void pool(const hb_pool_part *part, int32_t activation_min, int32_t activation_max, int8_t *output);

static hb_pool_part clip(const hb_window *w, const int8_t *image, int32_t y, int32_t x) {
  const int32_t y0 = y * w->stride_height - w->pad_top;
  const int32_t x0 = x * w->stride_width - w->pad_left;
  const int32_t top = hb_max_i32(y0, 0);
  const int32_t left = hb_max_i32(x0, 0);
  const int32_t bottom = hb_min_i32(y0 + w->filter_height, w->input_height);
  const int32_t right = hb_min_i32(x0 + w->filter_width, w->input_width);
  return (hb_pool_part){.first = image + (top * w->input_width + left) * w->input_channels,
                        .rows = bottom - top,
                        .columns = right - left,
                        .row_bytes = w->input_width * w->input_channels,
                        .channels = w->input_channels};
}

static void pool_2d(const hb_window *w, pool *pool_part, int32_t activation_min, int32_t activation_max,
                    const int8_t *input, int8_t *output) {
  for (int32_t batch = 0; batch < w->batches; ++batch) {
    for (int32_t y = 0; y < w->output_height; ++y) {
      for (int32_t x = 0; x < w->output_width; ++x) {
        const hb_pool_part part = clip(w, input, y, x);
        pool_part(&part, activation_min, activation_max, output);
        output += w->output_channels;
      }
    }
    input += w->input_height * w->input_width * w->input_channels;
  }
}

void hb_average_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                           const int8_t *input, int8_t *output) {
  pool_2d(window, hb_pool_average_s8, activation_min, activation_max, input, output);
}

void hb_max_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                       const int8_t *input, int8_t *output) {
  pool_2d(window, hb_pool_max_s8, activation_min, activation_max, input, output);
}
