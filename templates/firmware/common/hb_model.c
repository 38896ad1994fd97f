#include "hb_model.h"

#include <string.h>

#include "hb_crc32.h"
#include "hb_memory.h"

#define ALIGNMENT 16u

typedef struct {
  uint32_t address;
  uint32_t bytes; /* 0: none */
} range;

static range model;
static range arena; /* empty until the engine is configured */

static hb_status bad_address(const char *what, uint32_t address, uint32_t bytes, hb_text *why) {
  hb_text_append(why, what);
  hb_text_append(why, " of ");
  hb_text_append_u32(why, bytes);
  hb_text_append(why, " bytes at ");
  hb_text_append_hex(why, address);
  hb_text_append(why, " is outside the memories of this port, not 16-byte aligned, or overlaps another");
  return HB_ERR_BAD_ADDRESS;
}

hb_status hb_model_select(uint32_t source, uint32_t address, uint32_t bytes, uint32_t crc32, hb_text *why) {
  if (!hb_memory_allows(source, bytes)) return bad_address("a model source", source, bytes, why);
  if (!hb_memory_allows(address, bytes) || address % ALIGNMENT != 0u) {
    return bad_address("a model", address, bytes, why);
  }
  model.bytes = 0;
  arena.bytes = 0;
  if (source != address) memmove((void *)(uintptr_t)address, (const void *)(uintptr_t)source, bytes);
  const uint32_t actual = hb_crc32(0, (const uint8_t *)(uintptr_t)address, bytes);
  if (actual != crc32) {
    hb_text_append(why, "the model's CRC-32 is ");
    hb_text_append_hex(why, actual);
    hb_text_append(why, ", not ");
    hb_text_append_hex(why, crc32);
    return HB_ERR_MODEL_CORRUPT;
  }
  model = (range){.address = address, .bytes = bytes};
  return HB_OK;
}

hb_status hb_model_configure(uint32_t address, uint32_t bytes, uint32_t resource_variables, uint32_t *used,
                             hb_text *why) {
  *used = 0;
  if (model.bytes == 0u) {
    hb_text_append(why, "no model is selected");
    return HB_ERR_NOT_READY;
  }
  if (!hb_memory_allows(address, bytes) || address % ALIGNMENT != 0u ||
      hb_memory_overlaps(address, bytes, model.address, model.bytes)) {
    return bad_address("an arena", address, bytes, why);
  }
  arena.bytes = 0;
  const hb_status status =
      hb_the_engine.configure((const uint8_t *)(uintptr_t)model.address, model.bytes, (uint8_t *)(uintptr_t)address,
                              bytes, resource_variables, used);
  if (status != HB_OK) {
    hb_text_append(why, hb_the_engine.last_error());
    return status;
  }
  arena = (range){.address = address, .bytes = bytes};
  return HB_OK;
}

bool hb_model_is_configured(void) { return arena.bytes != 0u; }

void hb_model_forget(uint32_t address, uint32_t bytes) {
  if (hb_memory_overlaps(address, bytes, model.address, model.bytes)) {
    model.bytes = 0;
    arena.bytes = 0;
  }
  if (hb_memory_overlaps(address, bytes, arena.address, arena.bytes)) arena.bytes = 0;
}
