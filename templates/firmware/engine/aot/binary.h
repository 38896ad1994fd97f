/* Element-wise arithmetic of two int8 tensors, with broadcasting. */
#ifndef HB_BINARY_H
#define HB_BINARY_H

#include <stdint.h>

#include "hb_loops.h"

/* How the two inputs walk along the output: steps in elements, 0 where an input is repeated. */
typedef struct {
  const hb_loop *loops;
  uint32_t loop_count;
} hb_broadcast;

/* a and b are brought to a common scale with 20 more bits, then added or subtracted. */
typedef struct {
  int32_t a_zero_point, a_multiplier, a_shift;
  int32_t b_zero_point, b_multiplier, b_shift;
  int32_t output_zero_point, output_multiplier, output_shift;
  int32_t min, max;
} hb_sum_params;

typedef struct {
  int32_t a_zero_point, b_zero_point;
  int32_t output_zero_point, output_multiplier, output_shift;
  int32_t min, max;
} hb_mul_params;

/* The output may be the memory of an input that is not repeated. */
void hb_broadcast_add_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape,
                         const hb_sum_params *params);
void hb_broadcast_sub_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape,
                         const hb_sum_params *params);
void hb_broadcast_mul_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape,
                         const hb_mul_params *params);
void hb_broadcast_max_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape);
void hb_broadcast_min_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape);

#endif
