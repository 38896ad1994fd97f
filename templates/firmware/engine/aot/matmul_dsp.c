/* Variant for cores with the DSP extension: two columns of weights against two rows at a time, two products
 * an instruction. */
#include <arm_acle.h>
#include <string.h>

#include "hb_matmul.h"

/* Four bytes as two pairs of 16-bit numbers: the first and the third, the second and the fourth. */
typedef struct {
  int16x2_t even, odd;
} quad;

static inline quad load_quad(const int8_t *from) {
  int8x4_t bytes;
  int16x2_t odd;
  memcpy(&bytes, from, sizeof bytes);
  /* Compilers make two instructions of the rotation that this one has built in. */
  __asm__("sxtb16 %0, %1, ror #8" : "=r"(odd) : "r"(bytes));
  return (quad){__sxtb16(bytes), odd};
}

static inline int32_t multiply_add(int32_t sum, quad a, quad b) {
  return __smlad(a.odd, b.odd, __smlad(a.even, b.even, sum));
}

typedef struct {
  int32_t c0, c1; /* of the two columns */
} sums;

static inline sums dot_1x2(const int8_t *a, const int8_t *w0, const int8_t *w1, int32_t depth, sums s) {
  int32_t k = 0;
  for (; k + 4 <= depth; k += 4) {
    const quad x = load_quad(a + k);
    s.c0 = multiply_add(s.c0, x, load_quad(w0 + k));
    s.c1 = multiply_add(s.c1, x, load_quad(w1 + k));
  }
  for (; k < depth; ++k) {
    s.c0 = __smlabb(a[k], w0[k], s.c0);
    s.c1 = __smlabb(a[k], w1[k], s.c1);
  }
  return s;
}

/* The sums of row a0 are in s[0], those of row a1 in s[1]. */
static inline void dot_2x2(const int8_t *a0, const int8_t *a1, const int8_t *w0, const int8_t *w1,
                           int32_t depth, sums s[2]) {
  sums s0 = s[0], s1 = s[1];
  int32_t k = 0;
  for (; k + 4 <= depth; k += 4) {
    const quad y0 = load_quad(w0 + k), y1 = load_quad(w1 + k);
    const quad x0 = load_quad(a0 + k);
    s0.c0 = multiply_add(s0.c0, x0, y0);
    s0.c1 = multiply_add(s0.c1, x0, y1);
    const quad x1 = load_quad(a1 + k);
    s1.c0 = multiply_add(s1.c0, x1, y0);
    s1.c1 = multiply_add(s1.c1, x1, y1);
  }
  s[0] = dot_1x2(a0 + k, w0 + k, w1 + k, depth - k, s0);
  s[1] = dot_1x2(a1 + k, w0 + k, w1 + k, depth - k, s1);
}

static inline void store(const hb_requantize *to, int32_t c, int32_t c1, sums s, int8_t *output) {
  output[c] = hb_requantize_s8(to, c, s.c0);
  output[c1] = hb_requantize_s8(to, c1, s.c1);
}

void hb_matmul_s8(const int8_t *lhs, int32_t rows, int32_t depth, const int8_t *weights, int32_t columns,
                  const hb_requantize *to, int8_t *output, int32_t output_stride) {
  const hb_requantize local = *to; /* no store to the output can change this one */
  for (int32_t r = 0; r < rows; r += 2) {
    const int8_t *a = lhs + r * depth;
    int8_t *out = output + r * output_stride;
    for (int32_t c = 0; c < columns; c += 2) {
      /* A column without a partner is its own partner. */
      const int32_t c1 = hb_min_i32(c + 1, columns - 1);
      const int8_t *w0 = weights + c * depth, *w1 = weights + c1 * depth;
      const sums bias = {local.bias[c], local.bias[c1]};
      if (r + 1 == rows) {
        store(&local, c, c1, dot_1x2(a, w0, w1, depth, bias), out);
      } else {
        sums s[2] = {bias, bias};
        dot_2x2(a, a + depth, w0, w1, depth, s);
        store(&local, c, c1, s[0], out);
        store(&local, c, c1, s[1], out + output_stride);
      }
    }
  }
}
