/* Stands for the SDK's library of a board. */
#include "am_mcu_apollo.h"

#include "am_bsp.h"
#include "am_util.h"

extern int system_was_initialised;

void am_bsp_low_power_init(void) {
  am_util_delay_ms(1);
  if (!system_was_initialised) am_util_stdio_printf("FAIL: SystemInit() was not called\n");
}

#if defined(AM_PART_APOLLO3P)
void am_bsp_itm_printf_enable(void) {}
#else
int32_t am_bsp_itm_printf_enable(void) { return 0; }
#endif
