#include "resize.h"

#include <string.h>

void hb_resize_nearest(const uint8_t *input, uint8_t *output, const hb_resize_shape *shape,
                       const uint16_t *rows, const uint16_t *columns) {
  const uint32_t pixel = shape->pixel_bytes;
  const uint32_t input_row = shape->input_width * pixel;
  const uint32_t output_row = shape->output_width * pixel;
  for (uint32_t batch = 0; batch < shape->batches; ++batch) {
    for (uint32_t y = 0; y < shape->output_height; ++y) {
      if (y > 0u && rows[y] == rows[y - 1u]) {
        memcpy(output, output - output_row, output_row);
      } else {
        const uint8_t *from = input + rows[y] * input_row;
        for (uint32_t x = 0; x < shape->output_width; ++x) {
          memcpy(output + x * pixel, from + columns[x] * pixel, pixel);
        }
      }
      output += output_row;
    }
    input += shape->input_height * input_row;
  }
}

/* From 20 fractional bits to none, rounded to nearest, halves away from zero. */
static inline int8_t round_q20(int32_t x) {
  const int32_t half = INT32_C(1) << 19;
  return (int8_t)((x > 0 ? x + half : x - half) / (INT32_C(1) << 20));
}

void hb_resize_bilinear_s8(const int8_t *input, int8_t *output, const hb_resize_shape *shape,
                           const hb_resize_tap *rows, const hb_resize_tap *columns) {
  const uint32_t depth = shape->pixel_bytes;
  const uint32_t input_row = shape->input_width * depth;
  for (uint32_t batch = 0; batch < shape->batches; ++batch) {
    for (uint32_t y = 0; y < shape->output_height; ++y) {
      const int8_t *low_row = input + rows[y].low * input_row;
      const int8_t *high_row = input + rows[y].high * input_row;
      const int32_t fy = rows[y].fraction;
      for (uint32_t x = 0; x < shape->output_width; ++x) {
        const uint32_t left = columns[x].low * depth;
        const uint32_t right = columns[x].high * depth;
        const int32_t fx = columns[x].fraction;
        const int32_t low_left = (1024 - fy) * (1024 - fx);
        const int32_t low_right = (1024 - fy) * fx;
        const int32_t high_left = fy * (1024 - fx);
        const int32_t high_right = fy * fx;
        for (uint32_t c = 0; c < depth; ++c) {
          *output++ = round_q20(low_row[left + c] * low_left + low_row[right + c] * low_right +
                                high_row[left + c] * high_left + high_row[right + c] * high_right);
        }
      }
    }
    input += shape->input_height * input_row;
  }
}
