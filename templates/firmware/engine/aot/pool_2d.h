#ifndef HB_POOL_2D_H
#define HB_POOL_2D_H

#include <stdint.h>

#include "hb_window.h"

/* Pools over windows cut off at the edges of the image; output_channels equals input_channels. */
void hb_average_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                           const int8_t *input, int8_t *output);
void hb_max_pool_2d_s8(const hb_window *window, int32_t activation_min, int32_t activation_max,
                       const int8_t *input, int8_t *output);

#endif
