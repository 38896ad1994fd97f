/* Helium variant: three rows against two columns of weights, or one row against four, sixteen products at a time. */
#include <arm_mve.h>

#include "hb_matmul.h"
#include "hb_requantize_mve.h"

#define ROWS 3

/* Σ of a row against four columns. */
static inline int32x4_t dot_1x4(const int8_t *a, const int8_t *w0, const int8_t *w1, const int8_t *w2,
                                const int8_t *w3, int32_t depth) {
  int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (int32_t step = depth >> 4; step > 0; --step, a += 16, w0 += 16, w1 += 16, w2 += 16, w3 += 16) {
    const int8x16_t x = vldrbq_s8(a);
    s0 = vmladavaq_s8(s0, x, vldrbq_s8(w0));
    s1 = vmladavaq_s8(s1, x, vldrbq_s8(w1));
    s2 = vmladavaq_s8(s2, x, vldrbq_s8(w2));
    s3 = vmladavaq_s8(s3, x, vldrbq_s8(w3));
  }
  if ((depth & 15) != 0) {
    const mve_pred16_t active = vctp8q((uint32_t)(depth & 15));
    const int8x16_t x = vldrbq_z_s8(a, active);
    s0 = vmladavaq_s8(s0, x, vldrbq_z_s8(w0, active));
    s1 = vmladavaq_s8(s1, x, vldrbq_z_s8(w1, active));
    s2 = vmladavaq_s8(s2, x, vldrbq_z_s8(w2, active));
    s3 = vmladavaq_s8(s3, x, vldrbq_z_s8(w3, active));
  }
  int32x4_t sums = vdupq_n_s32(s0);
  sums = vsetq_lane_s32(s1, sums, 1);
  sums = vsetq_lane_s32(s2, sums, 2);
  return vsetq_lane_s32(s3, sums, 3);
}

/* Σ of three rows, `depth` apart, against two columns; into the first two numbers of each row of `sums`. */
static inline void dot_3x2(const int8_t *a, const int8_t *u, const int8_t *v, int32_t depth, int32_t *sums) {
  const int8_t *b = a + depth;
  const int8_t *c = b + depth;
  int32_t a0 = 0, a1 = 0, b0 = 0, b1 = 0, c0 = 0, c1 = 0;
  for (int32_t step = depth >> 4; step > 0; --step, a += 16, b += 16, c += 16, u += 16, v += 16) {
    const int8x16_t w0 = vldrbq_s8(u);
    const int8x16_t w1 = vldrbq_s8(v);
    int8x16_t x = vldrbq_s8(a);
    a0 = vmladavaq_s8(a0, x, w0);
    a1 = vmladavaq_s8(a1, x, w1);
    x = vldrbq_s8(b);
    b0 = vmladavaq_s8(b0, x, w0);
    b1 = vmladavaq_s8(b1, x, w1);
    x = vldrbq_s8(c);
    c0 = vmladavaq_s8(c0, x, w0);
    c1 = vmladavaq_s8(c1, x, w1);
  }
  if ((depth & 15) != 0) {
    const mve_pred16_t active = vctp8q((uint32_t)(depth & 15));
    const int8x16_t w0 = vldrbq_z_s8(u, active);
    const int8x16_t w1 = vldrbq_z_s8(v, active);
    int8x16_t x = vldrbq_z_s8(a, active);
    a0 = vmladavaq_s8(a0, x, w0);
    a1 = vmladavaq_s8(a1, x, w1);
    x = vldrbq_z_s8(b, active);
    b0 = vmladavaq_s8(b0, x, w0);
    b1 = vmladavaq_s8(b1, x, w1);
    x = vldrbq_z_s8(c, active);
    c0 = vmladavaq_s8(c0, x, w0);
    c1 = vmladavaq_s8(c1, x, w1);
  }
  sums[0] = a0, sums[1] = a1;
  sums[4] = b0, sums[5] = b1;
  sums[8] = c0, sums[9] = c1;
}

/* Rows in threes, columns in fours, no shift to the left. Neither this nor the next is inlined: each has work for all
 * registers. */
static __attribute__((noinline)) void multiply_threes(const int8_t *lhs, int32_t threes, int32_t depth,
                                                      const int8_t *weights, int32_t columns,
                                                      const hb_requantize *to, int8_t *output, int32_t output_stride) {
  const hb_requantize local = *to; /* no store to the output can change this one */
  for (int32_t c = 0; c < columns; c += 4, weights += 4 * depth) {
    const int32x4_t bias = vldrwq_s32(local.bias + c);
    const int32x4_t multiplier = vldrwq_s32(local.multiplier + c);
    const int32x4_t shift = vldrwq_s32(local.shift + c);
    const int8_t *a = lhs;
    int8_t *out = output + c;
    for (int32_t left = threes; left > 0; --left, a += ROWS * depth) {
      int32_t sums[4 * ROWS];
      dot_3x2(a, weights, weights + depth, depth, sums);
      dot_3x2(a, weights + 2 * depth, weights + 3 * depth, depth, sums + 2);
      for (int32_t r = 0; r < ROWS; ++r, out += output_stride) {
        const int32x4_t of_row = vaddq_s32(bias, vldrwq_s32(sums + 4 * r));
        vstrbq_s32(out, hb_clamp_mve(&local, hb_multiply_smaller_than_one_mve(of_row, multiplier, shift)));
      }
    }
  }
}

/* The same of one row. */
static __attribute__((noinline)) void multiply_row(const int8_t *lhs, int32_t depth, const int8_t *weights,
                                                   int32_t columns, const hb_requantize *to, int8_t *output) {
  const hb_requantize local = *to;
  for (int32_t c = 0; c < columns; c += 4, weights += 4 * depth) {
    const int32x4_t products =
        dot_1x4(lhs, weights, weights + depth, weights + 2 * depth, weights + 3 * depth, depth);
    const int32x4_t sums = vaddq_s32(vldrwq_s32(local.bias + c), products);
    const int32x4_t scaled = hb_multiply_smaller_than_one_mve(sums, vldrwq_s32(local.multiplier + c),
                                                              vldrwq_s32(local.shift + c));
    vstrbq_s32(output + c, hb_clamp_mve(&local, scaled));
  }
}

/* The columns from `first` on, with any shift. Those beyond the last are computed as the last one and not stored. */
static void multiply_other_columns(const int8_t *lhs, int32_t rows, int32_t depth, const int8_t *weights,
                                   int32_t first, int32_t columns, const hb_requantize *to, int8_t *output,
                                   int32_t output_stride) {
  for (int32_t c = first; c < columns; c += 4) {
    const mve_pred16_t active = vctp32q((uint32_t)(columns - c));
    const int32x4_t bias = vldrwq_z_s32(to->bias + c, active);
    const int32x4_t multiplier = vldrwq_z_s32(to->multiplier + c, active);
    const int32x4_t shift = vldrwq_z_s32(to->shift + c, active);
    const int32_t last = columns - 1;
    const int8_t *const w0 = weights + c * depth;
    const int8_t *const w1 = weights + hb_min_i32(c + 1, last) * depth;
    const int8_t *const w2 = weights + hb_min_i32(c + 2, last) * depth;
    const int8_t *const w3 = weights + hb_min_i32(c + 3, last) * depth;
    for (int32_t r = 0; r < rows; ++r) {
      const int32x4_t sums = vaddq_s32(bias, dot_1x4(lhs + r * depth, w0, w1, w2, w3, depth));
      const int32x4_t scaled = hb_multiply_by_quantized_multiplier_mve(sums, multiplier, shift);
      vstrbq_p_s32(output + r * output_stride + c, hb_clamp_mve(to, scaled), active);
    }
  }
}

void hb_matmul_s8(const int8_t *lhs, int32_t rows, int32_t depth, const int8_t *weights, int32_t columns,
                  const hb_requantize *to, int8_t *output, int32_t output_stride) {
  const int32_t threes = rows / ROWS;
  const int32_t fours = to->shifts_left ? 0 : columns & ~3;
  if (fours > 0) {
    if (threes > 0) multiply_threes(lhs, threes, depth, weights, fours, to, output, output_stride);
    for (int32_t r = ROWS * threes; r < rows; ++r) {
      multiply_row(lhs + r * depth, depth, weights, fours, to, output + r * output_stride);
    }
  }
  multiply_other_columns(lhs, rows, depth, weights, fours, columns, to, output, output_stride);
}
