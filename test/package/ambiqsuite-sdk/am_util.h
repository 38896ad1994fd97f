/* Stands for the SDK's header: only what an example uses. */
#ifndef AM_UTIL_H
#define AM_UTIL_H

#include <stdint.h>

uint32_t am_util_stdio_printf(const char *format, ...);
void am_util_delay_ms(uint32_t milliseconds);

#endif
