/* Sleep of a Cortex-M: its clock stops, memories and debug port stay reachable, and so does the SysTick timer run. */
#ifndef HB_SLEEP_H
#define HB_SLEEP_H

#include <stdint.h>

/* Sleeps until an interrupt is pending. */
void hb_sleep(void);

/* Sleeps for `ms` milliseconds of a core clock of `core_hz`, which is at least 1000. Interrupts are masked meanwhile: none
 * is served, and one that is pending ends only the sleep, not the wait. */
void hb_sleep_ms(uint32_t ms, uint32_t core_hz);

#endif
