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

/* For how long the clock of the core is measured: 0.2 to 0.4 ms. */
#define MEASURED_FOR 64u
#define GIVE_UP_CYCLES (UINT64_C(1) << 22) /* 17 ms at 250 MHz */

static uint32_t clock_hz;

void hb_ns_timer_start(void) {
  (void)am_hal_stimer_config(AM_HAL_STIMER_CFG_CLEAR | AM_HAL_STIMER_CFG_FREEZE);
  (void)am_hal_stimer_config(WATCH_CLOCK);
  hb_cycles_start();
}

void hb_ns_timer_set_hz(uint32_t hz) { clock_hz = hz; }

/* Waits until the system timer is `by` further than `*watch`, and reads it; at which cycle, to a few. false: it does not
 * get there. */
static bool wait_for_watch(uint32_t by, uint32_t *watch, uint64_t *cycle) {
  const uint32_t from = *watch;
  const uint64_t began = hb_cycles();
  do {
    *watch = am_hal_stimer_counter_get();
    *cycle = hb_cycles();
  } while (*watch - from < by && *cycle - began < GIVE_UP_CYCLES);
  return *watch - from >= by;
}

/* By the system timer, which no mode of the core touches: from one of its steps to another. */
uint32_t hb_ns_timer_measured_hz(void) {
  uint32_t watch = am_hal_stimer_counter_get();
  uint64_t begin = 0;
  uint64_t end = 0;
  const uint32_t state = hb_port_quiet_begin();
  bool told = wait_for_watch(1u, &watch, &begin);
  const uint32_t first = watch;
  told = told && wait_for_watch(MEASURED_FOR, &watch, &end);
  hb_port_quiet_end(state);
  return told ? (uint32_t)((end - begin) * WATCH_HZ / (watch - first)) : 0u;
}

uint64_t hb_port_ticks(void) { return hb_cycles(); }
uint64_t hb_port_units(uint64_t ticks) { return ticks; }
hb_unit hb_port_unit(void) { return HB_UNIT_CYCLES; }
uint32_t hb_port_timer_hz(void) { return clock_hz; }

uint32_t hb_port_watch(void) { return am_hal_stimer_counter_get(); }
bool hb_port_watched(uint32_t watch, uint64_t *ticks) {
  return hb_watch_correct((hb_watch_rates){.timer_hz = clock_hz, .watch_hz = WATCH_HZ}, watch, ticks);
}
