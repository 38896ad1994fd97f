/* MEAN of an int8 tensor over some of its dimensions. */
#ifndef HB_MEAN_H
#define HB_MEAN_H

#include <stdint.h>

#include "hb_loops.h"

typedef struct {
  const hb_loop *loops; /* steps in elements: of the input, of the output; 0 there along what is averaged */
  uint32_t loop_count;
  uint32_t output_count;
  int32_t zero_point_sum; /* the input's zero point times the elements averaged into one */
  int32_t output_zero_point, multiplier, shift;
} hb_mean_params;

/* sums: output_count words of scratch. */
void hb_mean_s8(const int8_t *input, int8_t *output, int32_t *sums, const hb_mean_params *params);

#endif
