#ifndef HB_DEPTHWISE_CONV_2D_H
#define HB_DEPTHWISE_CONV_2D_H

#include <stdint.h>

#include "hb_requantize.h"
#include "hb_window.h"

/* Depthwise convolution; output channel c reads input channel c / multiplier, multiplier =
 * output_channels / input_channels. weights: filter_height × filter_width × output_channels.
 * zeros: scratch of input_channels bytes. Outside the image the input counts as its zero point. */
void hb_depthwise_conv_2d_s8(const hb_window *window, int8_t input_zero_point, const int8_t *input,
                             const int8_t *weights, const hb_requantize *to, const int8_t **taps,
                             int8_t *zeros, int8_t *output);

#endif
