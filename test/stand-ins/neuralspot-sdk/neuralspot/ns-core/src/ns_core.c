#include "ns_core.h"
const ns_core_api_t ns_core_V1_0_0 = {1};
uint32_t ns_core_init(ns_core_config_t *config) { return config->api == &ns_core_V1_0_0 ? 0u : 2u; }
