/* RESIZE_NEAREST_NEIGHBOR and RESIZE_BILINEAR of NHWC tensors. Which input pixels make an output pixel
 * does not depend on the data; it comes in tables, one entry per output row and column. */
#ifndef HB_RESIZE_H
#define HB_RESIZE_H

#include <stdint.h>

typedef struct {
  uint32_t batches;
  uint32_t input_height, input_width;
  uint32_t output_height, output_width;
  uint32_t pixel_bytes;
} hb_resize_shape;

/* rows and columns: index of the input row and column. Elements of any type. */
void hb_resize_nearest(const uint8_t *input, uint8_t *output, const hb_resize_shape *shape,
                       const uint16_t *rows, const uint16_t *columns);

/* The two input rows (or columns) between which an output row lies; fraction is that of high, of 1024. */
typedef struct {
  uint16_t low, high;
  int16_t fraction;
} hb_resize_tap;

void hb_resize_bilinear_s8(const int8_t *input, int8_t *output, const hb_resize_shape *shape,
                           const hb_resize_tap *rows, const hb_resize_tap *columns);

#endif
