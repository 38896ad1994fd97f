#ifndef AM_UTIL_H
#define AM_UTIL_H
#include <stdint.h>
void am_util_delay_us(uint32_t microseconds);
#endif
