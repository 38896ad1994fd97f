/* The cycle counter as the layer timer. */
#include "hb_counters.h"
#include "hb_ns.h"
#include "hb_port.h"

static uint32_t clock_hz;

void hb_ns_timer_start(void) { hb_cycles_start(); }
void hb_ns_timer_set_hz(uint32_t hz) { clock_hz = hz; }

uint64_t hb_port_ticks(void) { return hb_cycles(); }
uint64_t hb_port_units(uint64_t ticks) { return ticks; }
hb_unit hb_port_unit(void) { return HB_UNIT_CYCLES; }
uint32_t hb_port_timer_hz(void) { return clock_hz; }
