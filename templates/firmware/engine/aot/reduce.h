/* Reductions of int8 tensors over some of their dimensions.
 *
 * The loops walk over the input; their steps, in elements, are those of the input and of the output, where
 * they are 0 along what is reduced. */
#ifndef HB_REDUCE_H
#define HB_REDUCE_H

#include <stdint.h>

#include "hb_loops.h"

typedef struct {
  uint32_t output_count;
  int32_t zero_point_sum; /* the input's zero point times the elements that become one */
  int32_t output_zero_point, multiplier, shift;
} hb_reduce_sum_params;

/* SUM, and MEAN where the multiplier divides. sums: output_count words of scratch. */
void hb_reduce_sum_s8(const int8_t *input, int8_t *output, int32_t *sums, const hb_loop *loops,
                      uint32_t loop_count, const hb_reduce_sum_params *params);

void hb_reduce_max_s8(const int8_t *input, int8_t *output, uint32_t output_count, const hb_loop *loops,
                      uint32_t loop_count);
void hb_reduce_min_s8(const int8_t *input, int8_t *output, uint32_t output_count, const hb_loop *loops,
                      uint32_t loop_count);

#endif
