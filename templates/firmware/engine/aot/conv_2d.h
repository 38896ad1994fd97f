#ifndef HB_CONV_2D_H
#define HB_CONV_2D_H

#include <stdint.h>

#include "hb_matmul.h"
#include "hb_window.h"

/* Windows that hb_conv_2d_s8 gathers before it multiplies them. */
#define HB_CONV_2D_ROWS 2

/* Convolution. weights: output_channels × filter_height × filter_width × (input_channels / groups).
 * patches: scratch of HB_CONV_2D_ROWS windows, filter_height · filter_width · (input_channels / groups)
 * bytes each. Outside the image the input counts as its zero point. */
void hb_conv_2d_s8(const hb_window *window, int32_t groups, int8_t input_zero_point, const int8_t *input,
                   const int8_t *weights, const hb_requantize *to, int8_t *patches, int8_t *output);

#endif
