#include "conv_2d.h"

#include <stdbool.h>

#include "hb_bytes.h"

/* One row of a window whose columns lie side by side in the image. */
static int8_t *gather_row(const hb_window *w, const int8_t *row, int32_t x0, int8_t zero_point, int8_t *to) {
  const int32_t channels = w->input_channels;
  if (x0 >= 0 && x0 + w->filter_width <= w->input_width) {
    hb_copy_s8(to, row + x0 * channels, w->filter_width * channels);
    return to + w->filter_width * channels;
  }
  const int32_t first = hb_clamp_i32(-x0, 0, w->filter_width);
  const int32_t end = hb_clamp_i32(w->input_width - x0, first, w->filter_width);
  hb_fill_s8(to, zero_point, first * channels);
  hb_copy_s8(to + first * channels, row + (x0 + first) * channels, (end - first) * channels);
  hb_fill_s8(to + end * channels, zero_point, (w->filter_width - end) * channels);
  return to + w->filter_width * channels;
}

/* One row of a window with gaps between its columns, or of one group of the channels. */
static int8_t *gather_sparse_row(const hb_window *w, const int8_t *row, int32_t x0, int32_t channels,
                                 int8_t zero_point, int8_t *to) {
  for (int32_t fx = 0; fx < w->filter_width; ++fx) {
    const int32_t x = x0 + fx * w->dilation_width;
    if (x < 0 || x >= w->input_width) {
      hb_fill_s8(to, zero_point, channels);
    } else {
      hb_copy_s8(to, row + x * w->input_channels, channels);
    }
    to += channels;
  }
  return to;
}

/* The window at (y0, x0) as one contiguous patch; the first of `channels` channels is at `image`. */
static void gather(const hb_window *w, const int8_t *image, int32_t y0, int32_t x0, int32_t channels,
                   int8_t zero_point, int8_t *to) {
  const int32_t row_bytes = w->input_width * w->input_channels;
  const bool is_dense = w->dilation_width == 1 && channels == w->input_channels;
  for (int32_t fy = 0; fy < w->filter_height; ++fy) {
    const int32_t y = y0 + fy * w->dilation_height;
    if (y < 0 || y >= w->input_height) {
      hb_fill_s8(to, zero_point, w->filter_width * channels);
      to += w->filter_width * channels;
    } else if (is_dense) {
      to = gather_row(w, image + y * row_bytes, x0, zero_point, to);
    } else {
      to = gather_sparse_row(w, image + y * row_bytes, x0, channels, zero_point, to);
    }
  }
}

static void convolve_group(const hb_window *w, int32_t channels, int32_t filters, int8_t zero_point,
                           const int8_t *image, const int8_t *weights, const hb_requantize *to,
                           int8_t *patches, int32_t patch_count, int8_t *output) {
  const int32_t depth = w->filter_height * w->filter_width * channels;
  int32_t rows = 0;
  for (int32_t y = 0; y < w->output_height; ++y) {
    for (int32_t x = 0; x < w->output_width; ++x) {
      gather(w, image, y * w->stride_height - w->pad_top, x * w->stride_width - w->pad_left, channels,
             zero_point, patches + rows * depth);
      if (++rows < patch_count) continue;
      hb_matmul_s8(patches, rows, depth, weights, filters, to, output, w->output_channels);
      output += rows * w->output_channels;
      rows = 0;
    }
  }
  if (rows > 0) hb_matmul_s8(patches, rows, depth, weights, filters, to, output, w->output_channels);
}

void hb_conv_2d_s8(const hb_window *window, int32_t groups, int8_t input_zero_point, const int8_t *input,
                   const int8_t *weights, const hb_requantize *to, int8_t *patches, int32_t patch_count,
                   int8_t *output) {
  const hb_window *w = window;
  const int32_t channels = w->input_channels / groups;
  const int32_t filters = w->output_channels / groups;
  const int32_t weights_bytes = filters * w->filter_height * w->filter_width * channels;
  for (int32_t batch = 0; batch < w->batches; ++batch) {
    for (int32_t group = 0; group < groups; ++group) {
      hb_requantize of_group = *to;
      of_group.bias += group * filters;
      of_group.multiplier += group * filters;
      of_group.shift += group * filters;
      convolve_group(w, channels, filters, input_zero_point, input + group * channels,
                     weights + group * weights_bytes, &of_group, patches, patch_count,
                     output + group * filters);
    }
    input += w->input_height * w->input_width * w->input_channels;
    output += w->output_height * w->output_width * w->output_channels;
  }
}
