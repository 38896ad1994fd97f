#include "lut.h"

void hb_lut_8(const uint8_t *input, uint8_t *output, uint32_t count, const uint8_t table[256]) {
  for (uint32_t i = 0; i < count; ++i) output[i] = table[input[i]];
}

void hb_lut_8_to_16(const uint8_t *input, int16_t *output, uint32_t count, const int16_t table[256]) {
  for (uint32_t i = 0; i < count; ++i) output[i] = table[input[i]];
}
