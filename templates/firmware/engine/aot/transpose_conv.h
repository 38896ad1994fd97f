/* TRANSPOSE_CONV, int8 with symmetric weights. */
#ifndef HB_TRANSPOSE_CONV_H
#define HB_TRANSPOSE_CONV_H

#include <stdint.h>

#include "hb_requantize.h"
#include "hb_window.h"

/* weights: output channel, filter row, filter column, input channel. The window is that of the convolution
 * which goes the other way: strides and padding are counted in the output. Biases are as in the model, the
 * input's zero point is not folded in, because pixels at the edge meet fewer weights. */
void hb_transpose_conv_s8(const hb_window *window, int32_t input_zero_point, const int8_t *input,
                          const int8_t *weights, const hb_requantize *to, int8_t *output);

#endif
