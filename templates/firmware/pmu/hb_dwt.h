/* The counters of the data watchpoint and trace unit of a Cortex-M4: cycles in 32 bits, and five causes of cycles in 8
 * bits each; and the monitors of the caches of Apollo3 and Apollo4, in 32 bits each. */
#ifndef HB_DWT_H
#define HB_DWT_H

#include <stdbool.h>
#include <stdint.h>

#include "hb_port.h"

/* Numbers of events, as docs/link.md has them. */
#define HB_DWT_CPI 1u
#define HB_DWT_FOLD 5u
#define HB_DWT_CACHE_FIRST 16u
#define HB_DWT_CACHE_LAST 23u

/* Where the monitors of a cache are. */
typedef struct {
  uint32_t config; /* register with the bit `enable` */
  uint32_t enable;
  uint32_t first; /* DMON0; the other seven follow */
} hb_cache_monitors;

/* As in the vendor's apollo3p.h, version 1.0: CACHECTRL->CACHECFG.ENABLE_MONITOR, CACHECTRL->DMON0; and in its description
 * of Apollo4 Plus, apollo4p.svd: CPU->CACHECFG.ENABLEMONITOR, CPU->DMON0. */
#define HB_CACHE_MONITORS_APOLLO3 {.config = 0x40018000u, .enable = 1u << 24, .first = 0x40018040u}
#define HB_CACHE_MONITORS_APOLLO4 {.config = 0x48000000u, .enable = 1u << 24, .first = 0x48000100u}

uint32_t hb_dwt_slots(void);

/* As the functions of hb_port.h. An 8-bit counter counts at most one a cycle: its value is one in a window of less than
 * 256 cycles, and has overflowed in any other. `monitors` is NULL where there is no such cache. */
hb_status hb_dwt_select(const hb_cache_monitors *monitors, const uint16_t *events, uint32_t count);
void hb_dwt_start(void);
uint32_t hb_dwt_read(uint32_t values[HB_PORT_MAX_COUNTERS]);

/* Cycles since hb_dwt_cycles_start(); right as long as no 2^32 cycles pass between two calls. Not for interrupts. They
 * stay 0 on a board that has no such counter, or none without a debugger. */
void hb_dwt_cycles_start(void);
void hb_dwt_cycles_resume(void); /* counts on where something else has switched it off */
uint64_t hb_dwt_cycles(void);

#endif
