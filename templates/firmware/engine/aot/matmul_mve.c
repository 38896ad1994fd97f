/* Helium variant: four columns of weights against one row, sixteen products at a time. */
#include <arm_mve.h>

#include "hb_matmul.h"
#include "hb_requantize_mve.h"

/* Σ of a row against four columns. */
static inline int32x4_t dot_1x4(const int8_t *a, const int8_t *const w[4], int32_t depth) {
  int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  int32_t k = 0;
  for (; k + 16 <= depth; k += 16) {
    const int8x16_t x = vldrbq_s8(a + k);
    s0 = vmladavaq_s8(s0, x, vldrbq_s8(w[0] + k));
    s1 = vmladavaq_s8(s1, x, vldrbq_s8(w[1] + k));
    s2 = vmladavaq_s8(s2, x, vldrbq_s8(w[2] + k));
    s3 = vmladavaq_s8(s3, x, vldrbq_s8(w[3] + k));
  }
  if (k < depth) {
    const mve_pred16_t active = vctp8q((uint32_t)(depth - k));
    const int8x16_t x = vldrbq_z_s8(a + k, active);
    s0 = vmladavaq_s8(s0, x, vldrbq_z_s8(w[0] + k, active));
    s1 = vmladavaq_s8(s1, x, vldrbq_z_s8(w[1] + k, active));
    s2 = vmladavaq_s8(s2, x, vldrbq_z_s8(w[2] + k, active));
    s3 = vmladavaq_s8(s3, x, vldrbq_z_s8(w[3] + k, active));
  }
  int32x4_t sums = vdupq_n_s32(s0);
  sums = vsetq_lane_s32(s1, sums, 1);
  sums = vsetq_lane_s32(s2, sums, 2);
  return vsetq_lane_s32(s3, sums, 3);
}

void hb_matmul_s8(const int8_t *lhs, int32_t rows, int32_t depth, const int8_t *weights, int32_t columns,
                  const hb_requantize *to, int8_t *output, int32_t output_stride) {
  const hb_requantize local = *to; /* no store to the output can change this one */
  for (int32_t c = 0; c < columns; c += 4) {
    const mve_pred16_t active = vctp32q((uint32_t)(columns - c));
    const int32x4_t bias = vldrwq_z_s32(local.bias + c, active);
    const int32x4_t multiplier = vldrwq_z_s32(local.multiplier + c, active);
    const int32x4_t shift = vldrwq_z_s32(local.shift + c, active);
    const int32_t last = columns - 1;
    /* Columns beyond the last are computed as the last one and not stored. */
    const int8_t *const w[4] = {
        weights + c * depth,
        weights + hb_min_i32(c + 1, last) * depth,
        weights + hb_min_i32(c + 2, last) * depth,
        weights + hb_min_i32(c + 3, last) * depth,
    };
    for (int32_t r = 0; r < rows; ++r) {
      const int32x4_t sums = vaddq_s32(bias, dot_1x4(lhs + r * depth, w, depth));
      vstrbq_p_s32(output + r * output_stride + c, hb_requantize_mve(&local, sums, multiplier, shift), active);
    }
  }
}
