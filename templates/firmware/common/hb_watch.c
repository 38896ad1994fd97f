#include "hb_watch.h"

#include "hb_port.h"

#define WRAP (UINT64_C(1) << 32)
#define FARTHEST (WRAP / 4u) /* between what was counted and what was expected, in ticks */
#define CLOCKS_DIFFER_BY 16u /* one part in so many */

bool hb_watch_correct(hb_watch_rates rates, uint32_t watch, uint64_t *ticks) {
  const uint64_t expected = (uint64_t)watch * rates.timer_hz / rates.watch_hz;
  if (expected / CLOCKS_DIFFER_BY > WRAP - FARTHEST) return false;
  const uint64_t unseen = expected > *ticks ? (expected - *ticks + WRAP / 2u) / WRAP : 0u;
  const uint64_t corrected = *ticks + unseen * WRAP;
  const uint64_t apart = corrected > expected ? corrected - expected : expected - corrected;
  if (apart > FARTHEST) return false;
  *ticks = corrected;
  return true;
}

/* Of ports whose timer does not wrap. */
__attribute__((weak)) uint32_t hb_port_watch(void) { return 0; }
__attribute__((weak)) bool hb_port_watched(uint32_t watch, uint64_t *ticks) {
  (void)watch;
  (void)ticks;
  return true;
}
