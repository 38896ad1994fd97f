/* Portable variant: two columns of weights against two rows at a time. */
#include "hb_matmul.h"

typedef struct {
  int32_t s00, s01, s10, s11;
} sums;

static sums dot_2x2(const int8_t *a0, const int8_t *a1, const int8_t *w0, const int8_t *w1, int32_t depth,
                    int32_t bias0, int32_t bias1) {
  int32_t s00 = bias0, s01 = bias1, s10 = bias0, s11 = bias1;
  for (int32_t k = 0; k < depth; ++k) {
    const int32_t x0 = a0[k], x1 = a1[k], y0 = w0[k], y1 = w1[k];
    s00 = hb_add_wrapping(s00, x0 * y0);
    s01 = hb_add_wrapping(s01, x0 * y1);
    s10 = hb_add_wrapping(s10, x1 * y0);
    s11 = hb_add_wrapping(s11, x1 * y1);
  }
  return (sums){s00, s01, s10, s11};
}

void hb_matmul_s8(const int8_t *lhs, int32_t rows, int32_t depth, const int8_t *weights, int32_t columns,
                  const hb_requantize *to, int8_t *output, int32_t output_stride) {
  for (int32_t r = 0; r < rows; r += 2) {
    /* A row or column without a partner is its own partner; its results are written once or twice alike. */
    const int32_t r1 = r + 1 < rows ? r + 1 : r;
    int8_t *out0 = output + r * output_stride;
    int8_t *out1 = output + r1 * output_stride;
    for (int32_t c = 0; c < columns; c += 2) {
      const int32_t c1 = c + 1 < columns ? c + 1 : c;
      const sums s = dot_2x2(lhs + r * depth, lhs + r1 * depth, weights + c * depth, weights + c1 * depth,
                             depth, to->bias[c], to->bias[c1]);
      out0[c] = hb_requantize_s8(to, c, s.s00);
      out0[c1] = hb_requantize_s8(to, c1, s.s01);
      out1[c] = hb_requantize_s8(to, c, s.s10);
      out1[c1] = hb_requantize_s8(to, c1, s.s11);
    }
  }
}
