#include "hb_inputs.h"

#include <string.h>

#include "hb_crc32.h"
#include "hb_engine.h"

#define TYPE_FLOAT32 0u
#define TYPE_BOOL 6u

#define WEYL_INCREMENT 0x9e3779b9u

static uint32_t mix(uint32_t z) {
  z ^= z >> 16;
  z *= 0x21f0aaadu;
  z ^= z >> 15;
  z *= 0x735a2d97u;
  z ^= z >> 15;
  return z;
}

static uint32_t next_word(uint32_t *state) {
  *state += WEYL_INCREMENT;
  return mix(*state);
}

static void fill_float32(const hb_tensor *tensor, uint32_t state) {
  for (uint32_t offset = 0; tensor->bytes - offset >= 4u; offset += 4u) {
    const float value = (float)(next_word(&state) >> 8) * 0x1p-23f - 1.0f;
    memcpy(tensor->data + offset, &value, sizeof value);
  }
}

static void fill_bool(const hb_tensor *tensor, uint32_t state) {
  for (uint32_t offset = 0; offset < tensor->bytes; offset++) {
    tensor->data[offset] = (uint8_t)(next_word(&state) & 1u);
  }
}

static void fill_bytes(const hb_tensor *tensor, uint32_t state) {
  uint32_t offset = 0;
  while (offset < tensor->bytes) {
    const uint32_t left = tensor->bytes - offset;
    const uint32_t word = next_word(&state);
    memcpy(tensor->data + offset, &word, left < sizeof word ? left : sizeof word);
    offset += left < 4u ? left : 4u;
  }
}

uint32_t hb_inputs_seed(uint32_t seed, uint32_t run) {
  uint32_t crc = 0;
  for (uint32_t index = 0; index < hb_the_engine.input_count(); index++) {
    const hb_tensor *tensor = hb_the_engine.input(index);
    const uint32_t start = mix(mix(mix(seed + WEYL_INCREMENT) ^ run) ^ index);
    if (tensor->type == TYPE_FLOAT32) {
      fill_float32(tensor, start);
    } else if (tensor->type == TYPE_BOOL) {
      fill_bool(tensor, start);
    } else {
      fill_bytes(tensor, start);
    }
    crc = hb_crc32(crc, tensor->data, tensor->bytes);
  }
  return crc;
}
