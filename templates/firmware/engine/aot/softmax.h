#ifndef HB_SOFTMAX_H
#define HB_SOFTMAX_H

#include <stdint.h>

/* Rows of `depth` values. A difference to the row's largest value is scaled to Q5.26 by multiplier and
 * shift; one below diff_min counts as nothing. */
typedef struct {
  int32_t rows, depth;
  int32_t multiplier, shift;
  int32_t diff_min;
} hb_softmax;

/* Output: scale 1/256, zero point −128. */
void hb_softmax_s8(const hb_softmax *params, const int8_t *input, int8_t *output);
/* Output: scale 1/65536, zero point −32768. */
void hb_softmax_s8_s16(const hb_softmax *params, const int8_t *input, int16_t *output);

#endif
