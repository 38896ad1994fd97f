/* The cycle counter as the layer timer; and the system timer, which counts on where the cycle counter has wrapped, and does
 * so itself after three hours. */
#include "hb_counters.h"
#include "hb_ns.h"
#include "hb_port.h"
#include "hb_watch.h"

#if HB_NS_APOLLO3
#define WATCH_CLOCK AM_HAL_STIMER_HFRC_187_5KHZ
#define WATCH_HZ 187500u
#else
#define WATCH_CLOCK AM_HAL_STIMER_HFRC_375KHZ
#define WATCH_HZ 375000u
#endif

static uint32_t clock_hz;

void hb_ns_timer_start(void) {
  (void)am_hal_stimer_config(AM_HAL_STIMER_CFG_CLEAR | AM_HAL_STIMER_CFG_FREEZE);
  (void)am_hal_stimer_config(WATCH_CLOCK);
  hb_cycles_start();
}

void hb_ns_timer_set_hz(uint32_t hz) { clock_hz = hz; }

uint64_t hb_port_ticks(void) { return hb_cycles(); }
uint64_t hb_port_units(uint64_t ticks) { return ticks; }
hb_unit hb_port_unit(void) { return HB_UNIT_CYCLES; }
uint32_t hb_port_timer_hz(void) { return clock_hz; }

uint32_t hb_port_watch(void) { return am_hal_stimer_counter_get(); }
bool hb_port_watched(uint32_t watch, uint64_t *ticks) {
  return hb_watch_correct((hb_watch_rates){.timer_hz = clock_hz, .watch_hz = WATCH_HZ}, watch, ticks);
}
