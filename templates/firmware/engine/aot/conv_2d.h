#ifndef HB_CONV_2D_H
#define HB_CONV_2D_H

#include <stdint.h>

#include "hb_matmul.h"
#include "hb_window.h"

/* Convolution. weights: output_channels × filter_height × filter_width × (input_channels / groups).
 * patches: scratch of patch_count windows, filter_height · filter_width · (input_channels / groups) bytes
 * each, which are gathered before they are multiplied. Outside the image the input counts as its zero point. */
void hb_conv_2d_s8(const hb_window *window, int32_t groups, int8_t input_zero_point, const int8_t *input,
                   const int8_t *weights, const hb_requantize *to, int8_t *patches, int32_t patch_count,
                   int8_t *output);

#endif
