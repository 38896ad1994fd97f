#include "hb_watch.h"

#include "hb_port.h"

#define WRAP (UINT64_C(1) << 32)
#define FARTHEST (WRAP / 4u) /* between what was counted and what was expected, in ticks */
#define CLOCKS_DIFFER_BY 16u /* one part in so many */
#define LOSES 4u             /* one part in so many */
#define STEPS 4u             /* the two readings of the slower timer are a few of its steps apart from the window */

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

bool hb_watch_kept_pace(hb_watch_rates rates, uint32_t watch, uint64_t ticks) {
  const uint64_t seen = watch > STEPS ? watch - STEPS : 0u;
  return ticks >= seen * rates.timer_hz / rates.watch_hz * (LOSES - 1u) / LOSES;
}

/* Of ports whose timer neither wraps nor stands still. */
__attribute__((weak)) uint32_t hb_port_watch(void) { return 0; }
__attribute__((weak)) bool hb_port_watched(uint32_t watch, uint64_t *ticks) {
  (void)watch;
  (void)ticks;
  return true;
}
__attribute__((weak)) bool hb_port_kept_pace(uint32_t watch, uint64_t ticks) {
  (void)watch;
  (void)ticks;
  return true;
}
