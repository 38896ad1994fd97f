#ifndef HB_POOL_2D_H
#define HB_POOL_2D_H

#include <stdint.h>

#include "hb_window.h"

/* Pools over windows cut off at the edges of the image; output_channels equals input_channels. */
void hb_average_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                           const int8_t *input, int8_t *output);
void hb_max_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                       const int8_t *input, int8_t *output);

/* The part of a window that lies in the image: from its first pixel, rows × columns of them. */
typedef struct {
  const int8_t *first;
  int32_t rows, columns;
  int32_t row_bytes; /* of the image */
  int32_t channels;
} hb_pool_part;

/* One output pixel. One variant of each is linked. */
void hb_pool_average_s8(const hb_pool_part *part, int32_t activation_min, int32_t activation_max, int8_t *output);
void hb_pool_max_s8(const hb_pool_part *part, int32_t activation_min, int32_t activation_max, int8_t *output);

/* An average of so many numbers; halves are rounded away from zero. */
static inline int32_t hb_pool_divide(int32_t sum, int32_t count) {
  return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
}

#endif
