#include "ns_peripherals_power.h"

const ns_core_api_t ns_power_V1_0_0 = {7};
const ns_power_config_t ns_good_default = {.api = &ns_power_V1_0_0};
uint32_t ns_power_config(const ns_power_config_t *config) { return config->api == &ns_power_V1_0_0 ? 0u : 2u; }
uint32_t ns_set_performance_mode(ns_power_mode_e mode) { return mode <= NS_MAXIMUM_PERF ? 0u : 3u; }
