/* Helium variant: sixteen channels at a time for a maximum, four for an average. */
#include <arm_mve.h>

#include "hb_fixed_point.h"
#include "pool_2d.h"

void hb_pool_average_s8(const hb_pool_part *part, int32_t activation_min, int32_t activation_max, int8_t *output) {
  const hb_pool_part p = *part; /* no store to the output can change this one */
  const int32_t count = p.rows * p.columns;
  for (int32_t c = 0; c < p.channels; c += 4) {
    const int32_t some = hb_min_i32(p.channels - c, 4);
    const mve_pred16_t active = vctp32q((uint32_t)some);
    int32x4_t sums = vdupq_n_s32(0);
    for (int32_t i = 0; i < p.rows; ++i) {
      const int8_t *from = p.first + i * p.row_bytes + c;
      for (int32_t k = p.columns; k > 0; --k, from += p.channels) sums = vaddq_s32(sums, vldrbq_z_s32(from, active));
    }
    int32_t of[4];
    vstrwq_s32(of, sums);
    for (int32_t i = 0; i < some; ++i) {
      output[c + i] = (int8_t)hb_clamp_i32(hb_pool_divide(of[i], count), activation_min, activation_max);
    }
  }
}

void hb_pool_max_s8(const hb_pool_part *part, int32_t activation_min, int32_t activation_max, int8_t *output) {
  const hb_pool_part p = *part;
  for (int32_t c = 0; c < p.channels; c += 16) {
    const mve_pred16_t active = vctp8q((uint32_t)(p.channels - c));
    int8x16_t most = vdupq_n_s8((int8_t)activation_min);
    for (int32_t i = 0; i < p.rows; ++i) {
      const int8_t *from = p.first + i * p.row_bytes + c;
      for (int32_t k = p.columns; k > 0; --k, from += p.channels) most = vmaxq_s8(most, vldrbq_z_s8(from, active));
    }
    vstrbq_p_s8(output + c, vminq_s8(most, vdupq_n_s8((int8_t)activation_max)), active);
  }
}
