/* What differs between the boards that QEMU plays. One file in the port's folder defines these. */
#ifndef HB_QEMU_H
#define HB_QEMU_H

#include <stdint.h>

#include "hb_cmsdk_uart.h"

extern const hb_cmsdk_uart hb_qemu_link;
extern const hb_cmsdk_uart hb_qemu_wires; /* to a power monitor */

extern const uint32_t hb_qemu_core_hz; /* of the machine's time, in which SysTick counts */

void hb_qemu_counter_start(void);

/* Ticks of a timer of the machine, in the same instructions every time. */
uint64_t hb_qemu_counter(void);

#endif
