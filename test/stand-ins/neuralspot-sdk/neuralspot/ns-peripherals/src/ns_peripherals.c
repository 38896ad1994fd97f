#include "ns_peripherals_power.h"
#include "ns_peripherals_psram.h"

const ns_core_api_t ns_power_V1_0_0 = {7};
const ns_power_config_t ns_good_default = {.api = &ns_power_V1_0_0};
uint32_t ns_power_config(const ns_power_config_t *config) { return config->api == &ns_power_V1_0_0 ? 0u : 2u; }
uint32_t ns_set_performance_mode(ns_power_mode_e mode) { return mode <= NS_MAXIMUM_PERF ? 0u : 3u; }

const ns_core_api_t ns_psram_V0_0_1 = {8};
uint32_t ns_psram_init(ns_psram_config_t *config) {
  config->psram_base_address = 0x60000000u;
  config->psram_size = 0x2000000u;
  return config->api == &ns_psram_V0_0_1 ? 0u : 2u;
}
