/* Stands for the SDK's library of a part. */
#include "am_mcu_apollo.h"

int am_hal_is_here(void) { return 1; }

#if defined(AM_PART_APOLLO5_API)
uint32_t am_hal_cachectrl_icache_enable(void) { return 0; }
uint32_t am_hal_cachectrl_dcache_enable(bool clean) { return clean ? 0 : 1; }
#endif
