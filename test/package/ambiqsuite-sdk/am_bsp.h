/* Stands for the SDK's header: only what an example uses. */
#ifndef AM_BSP_H
#define AM_BSP_H

#include <stdint.h>

void am_bsp_low_power_init(void);
#if defined(AM_PART_APOLLO3P)
void am_bsp_itm_printf_enable(void);
#else
int32_t am_bsp_itm_printf_enable(void);
#endif

#endif
