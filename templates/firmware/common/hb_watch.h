/* How long a window was, when the timer may have wrapped in it more than once: a slower timer that does not wrap tells. */
#ifndef HB_WATCH_H
#define HB_WATCH_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint32_t timer_hz; /* of a timer of 32 bits, whose ticks were counted in 64 with at most one wrap noticed */
  uint32_t watch_hz; /* of the slower one */
} hb_watch_rates;

/* Adds to `ticks` the wraps that nobody has noticed in a window in which the slower timer went `watch` further. false: the
 * two do not agree, or the window is so long that the clocks, which may differ by a sixteenth, cannot tell. */
bool hb_watch_correct(hb_watch_rates rates, uint32_t watch, uint64_t *ticks);

/* Whether the timer went on all through one window of so many ticks, wraps added: false where it has lost more than a
 * quarter of what the slower one shows, and steps of that. */
bool hb_watch_kept_pace(hb_watch_rates rates, uint32_t watch, uint64_t ticks);

#endif
