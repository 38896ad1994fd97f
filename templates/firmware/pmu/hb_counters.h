/* The cycle counter of whatever core the image is for: what a port's timer is made of. hb_counters.c implements the counters
 * of hb_port.h beside it. */
#ifndef HB_COUNTERS_H
#define HB_COUNTERS_H

#include <stdint.h>

void hb_cycles_start(void);

/* Has the counter count on where something else has switched it off; else it changes nothing. */
void hb_cycles_resume(void);

/* Cycles since hb_cycles_start(); right as long as no 2^32 cycles pass between two calls: hb_watch.h is for longer windows. */
uint64_t hb_cycles(void);

#endif
