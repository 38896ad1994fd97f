#include "ns_peripherals_psram.h"

const ns_core_api_t ns_psram_V0_0_1 = {8};

void am_mspi0_isr(void) {}

/* As the SDK's: it says nothing of the size. */
uint32_t ns_psram_init(ns_psram_config_t *config) {
  config->psram_base_address = 0x60000000u;
  return config->api == &ns_psram_V0_0_1 ? 0u : 2u;
}
