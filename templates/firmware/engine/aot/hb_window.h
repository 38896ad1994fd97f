/* Windows of convolutions and pools over images in NHWC order. */
#ifndef HB_WINDOW_H
#define HB_WINDOW_H

#include <stdint.h>

typedef struct {
  int32_t batches;
  int32_t input_height, input_width, input_channels;
  int32_t output_height, output_width, output_channels;
  int32_t filter_height, filter_width;
  int32_t stride_height, stride_width;
  int32_t dilation_height, dilation_width;
  int32_t pad_top, pad_left;
} hb_window;

#endif
