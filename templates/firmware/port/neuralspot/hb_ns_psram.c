/* PSRAM, which is written like any RAM once the SDK has set it up. */
#include "hb_ns.h"

#ifdef HB_NS_PSRAM_BYTES

#include <string.h>

#include "ns_peripherals_psram.h"

/* The SDK says where it is, and not how large. */
bool hb_ns_off_chip_init(uint32_t *address, uint32_t *bytes) {
  static ns_psram_config_t psram = {.api = &ns_psram_V0_0_1, .psram_enable = true, .psram_type = PSRAM_TYPE_HEX};
  if (ns_psram_init(&psram) != 0u) return false;
  *address = psram.psram_base_address;
  *bytes = HB_NS_PSRAM_BYTES;
  return true;
}

bool hb_ns_off_chip_store(uint32_t address, const uint8_t *bytes, size_t count) {
  memcpy((void *)(uintptr_t)address, bytes, count);
  return true;
}

bool hb_ns_off_chip_store_end(void) { return true; }

#endif
