/* The layer timer. The image for the link counts cycles, and has the system timer tell how often the cycle counter has wrapped
 * and whether it stood still; that counts on for three hours. The image for power has the system timer alone: counters of
 * cycles are debug logic, which would draw power in the windows, and on a Cortex-M4 stands still without a debugger. */
#include "hb_counters.h"
#include "hb_ns.h"
#include "hb_port.h"
#include "hb_watch.h"

static uint32_t clock_hz;

void hb_ns_timer_set_hz(uint32_t hz) { clock_hz = hz; }
hb_unit hb_port_unit(void) { return HB_UNIT_CYCLES; }
uint32_t hb_port_timer_hz(void) { return clock_hz; }

#ifdef HB_NS_POWER

static uint32_t ticks_high;
static uint32_t ticks_last;

void hb_ns_timer_start(void) {}
void hb_ns_timer_resume(void) {}

uint64_t hb_port_ticks(void) {
  const uint32_t now = am_hal_stimer_counter_get();
  ticks_high += now < ticks_last;
  ticks_last = now;
  return (uint64_t)ticks_high << 32 | now;
}

/* Cycles of the clock that the core was seen to run at. */
uint64_t hb_port_units(uint64_t ticks) { return ticks * clock_hz / HB_NS_SYSTEM_HZ; }

#else

/* As the SDK's own profilers have it: counters count where the debug logic has power, and the SDK has switched it off. */
void hb_ns_timer_start(void) {
#if HB_NS_APOLLO5
  (void)am_hal_debug_enable();
#elif !HB_NS_APOLLO3
  (void)am_hal_pwrctrl_periph_enable(AM_HAL_PWRCTRL_PERIPH_DEBUG);
#endif
  hb_cycles_start();
}

/* A probe that comes or goes may leave them switched off. */
void hb_ns_timer_resume(void) { hb_cycles_resume(); }

uint64_t hb_port_ticks(void) { return hb_cycles(); }
uint64_t hb_port_units(uint64_t ticks) { return ticks; }

static hb_watch_rates rates(void) { return (hb_watch_rates){.timer_hz = clock_hz, .watch_hz = HB_NS_SYSTEM_HZ}; }

uint32_t hb_port_watch(void) { return am_hal_stimer_counter_get(); }
bool hb_port_watched(uint32_t watch, uint64_t *ticks) { return hb_watch_correct(rates(), watch, ticks); }
bool hb_port_kept_pace(uint32_t watch, uint64_t ticks) { return hb_watch_kept_pace(rates(), watch, ticks); }

#endif
