/* Portable variant: one channel at a time. */
#include "hb_fixed_point.h"
#include "pool_2d.h"

void hb_pool_average_s8(const hb_pool_part *part, int32_t activation_min, int32_t activation_max, int8_t *output) {
  const hb_pool_part p = *part; /* no store to the output can change this one */
  for (int32_t c = 0; c < p.channels; ++c) {
    int32_t sum = 0;
    for (int32_t i = 0; i < p.rows; ++i) {
      const int8_t *from = p.first + i * p.row_bytes + c;
      for (int32_t k = 0; k < p.columns; ++k) sum += from[k * p.channels];
    }
    output[c] = (int8_t)hb_clamp_i32(hb_pool_divide(sum, p.rows * p.columns), activation_min, activation_max);
  }
}

void hb_pool_max_s8(const hb_pool_part *part, int32_t activation_min, int32_t activation_max, int8_t *output) {
  const hb_pool_part p = *part;
  for (int32_t c = 0; c < p.channels; ++c) {
    int32_t most = INT8_MIN;
    for (int32_t i = 0; i < p.rows; ++i) {
      const int8_t *from = p.first + i * p.row_bytes + c;
      for (int32_t k = 0; k < p.columns; ++k) most = hb_max_i32(most, from[k * p.channels]);
    }
    output[c] = (int8_t)hb_clamp_i32(most, activation_min, activation_max);
  }
}
