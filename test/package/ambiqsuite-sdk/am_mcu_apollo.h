/* Stands for the SDK's header: only what an example uses. */
#ifndef AM_MCU_APOLLO_H
#define AM_MCU_APOLLO_H

#include <stdbool.h>
#include <stdint.h>

#if defined(AM_PART_APOLLO510) || defined(AM_PART_APOLLO5B)
#define AM_PART_APOLLO5_API 1
uint32_t am_hal_cachectrl_icache_enable(void);
uint32_t am_hal_cachectrl_dcache_enable(bool clean);
#elif !defined(AM_PART_APOLLO3P) && !defined(AM_PART_APOLLO4P)
#error "the part is not named"
#endif

#endif
