/* The product that convolutions and fully connected layers come down to. One variant is linked. */
#ifndef HB_MATMUL_H
#define HB_MATMUL_H

#include <stdint.h>

#include "hb_requantize.h"

/* output[r · output_stride + c] = requantize(bias[c] + Σ_k lhs[r · depth + k] · weights[c · depth + k])
 * for r in 0..rows, c in 0..columns, k in 0..depth. Sums wrap modulo 2^32. */
void hb_matmul_s8(const int8_t *lhs, int32_t rows, int32_t depth, const int8_t *weights, int32_t columns,
                  const hb_requantize *to, int8_t *output, int32_t output_stride);

#endif
