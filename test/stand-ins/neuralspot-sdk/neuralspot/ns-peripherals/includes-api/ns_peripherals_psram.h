#ifndef NS_PSRAM_H
#define NS_PSRAM_H
#include "ns_core.h"

typedef enum { PSRAM_TYPE_HEX = 0 } ns_psram_type_e;

typedef struct {
  const ns_core_api_t *api;
  bool psram_enable;
  ns_psram_type_e psram_type;
  uint32_t psram_size;
  uint32_t psram_base_address;
} ns_psram_config_t;

extern const ns_core_api_t ns_psram_V0_0_1;
uint32_t ns_psram_init(ns_psram_config_t *config);
#endif
