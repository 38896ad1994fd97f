/* The performance monitoring unit of an Armv8.1-M core (Cortex-M55): its 16-bit counters in pairs, the odd one counting
 * the overflows of the even one, so that each pair is a counter of 32 bits; and the cycle counter. */
#ifndef HB_PMU_V81M_H
#define HB_PMU_V81M_H

#include <stdint.h>

#include "hb_port.h"

uint32_t hb_pmu_slots(void);

/* As the functions of hb_port.h. */
hb_status hb_pmu_select(const uint16_t *events, uint32_t count);
void hb_pmu_start(void);
uint32_t hb_pmu_read(uint32_t values[HB_PORT_MAX_COUNTERS]);

/* Cycles since hb_pmu_cycles_start(); right as long as no 2^33 cycles pass between two calls. Not for interrupts. */
void hb_pmu_cycles_start(void);
void hb_pmu_cycles_resume(void); /* counts on where something else has switched it off */
uint64_t hb_pmu_cycles(void);

#endif
