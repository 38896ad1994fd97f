#ifndef NS_CORE_H
#define NS_CORE_H
#include <stdbool.h>
#include <stdint.h>
#include "am_bsp.h"
#include "am_mcu_apollo.h"
#include "am_util.h"

#if defined(AM_PART_APOLLO5B) && defined(gcc)
#define NS_SRAM_BSS __attribute__((section(".sram_bss")))
#elif defined(AM_PART_APOLLO5B)
#define NS_SRAM_BSS __attribute__((section("SHARED_RW")))
#else
#define NS_SRAM_BSS
#endif

typedef struct {
  uint32_t id;
} ns_core_api_t;

typedef struct {
  const ns_core_api_t *api;
} ns_core_config_t;

extern const ns_core_api_t ns_core_V1_0_0;
uint32_t ns_core_init(ns_core_config_t *config);
#endif
