/* The functions of lut.h with Helium: sixteen or eight entries looked up at once. */
#include <arm_mve.h>

#include "lut.h"

void hb_lut_8(const uint8_t *input, uint8_t *output, uint32_t count, const uint8_t table[256]) {
  for (uint32_t i = 0; i < count; i += 16u) {
    const mve_pred16_t active = vctp8q(count - i);
    const uint8x16_t entries = vldrbq_z_u8(input + i, active);
    vstrbq_p_u8(output + i, vldrbq_gather_offset_z_u8(table, entries, active), active);
  }
}

void hb_lut_8_to_16(const uint8_t *input, int16_t *output, uint32_t count, const int16_t table[256]) {
  for (uint32_t i = 0; i < count; i += 8u) {
    const mve_pred16_t active = vctp16q(count - i);
    const uint16x8_t entries = vldrbq_z_u16(input + i, active);
    vstrhq_p_s16(output + i, vldrhq_gather_shifted_offset_z_s16(table, entries, active), active);
  }
}
