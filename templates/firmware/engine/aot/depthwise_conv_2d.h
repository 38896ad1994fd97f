#ifndef HB_DEPTHWISE_CONV_2D_H
#define HB_DEPTHWISE_CONV_2D_H

#include <stdint.h>

#include "hb_requantize.h"
#include "hb_window.h"

/* Depthwise convolution; output channel c reads input channel c / multiplier, multiplier =
 * output_channels / input_channels. weights: filter_height × filter_width × output_channels.
 * taps and zeros: scratch of filter_height · filter_width pointers and of input_channels bytes. Outside the
 * image the input counts as its zero point. */
void hb_depthwise_conv_2d_s8(const hb_window *window, int8_t input_zero_point, const int8_t *input,
                             const int8_t *weights, const hb_requantize *to, const int8_t **taps,
                             int8_t *zeros, int8_t *output);

/* One output pixel where every output channel has an input channel of its own:
 * output[c] = requantize(bias[c] + Σ_t taps[t][moved + c] · weights[t · channels + c]). One variant is linked. */
void hb_depthwise_pixel_s8(const int8_t *const *taps, int32_t moved, int32_t tap_count, const int8_t *weights,
                           int32_t channels, const hb_requantize *to, int8_t *output);

/* The same where `multiplier` output channels in a row share an input channel:
 * output[c] = requantize(bias[c] + Σ_t taps[t][moved + c / multiplier] · weights[t · channels + c]). */
void hb_depthwise_shared_s8(const int8_t *const *taps, int32_t moved, int32_t tap_count, const int8_t *weights,
                            int32_t channels, int32_t multiplier, const hb_requantize *to, int8_t *output);

#endif
