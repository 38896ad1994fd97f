/* A nest of loops over two sequences of elements, each with its own step: how tensors are copied,
 * broadcast and reduced. */
#ifndef HB_LOOPS_H
#define HB_LOOPS_H

#include <stdbool.h>
#include <stdint.h>

#define HB_MAX_LOOPS 8u

typedef struct {
  uint32_t count;   /* at least 1 */
  int32_t steps[2]; /* how far one turn moves in each sequence */
} hb_loop;

typedef struct {
  uint32_t turns[HB_MAX_LOOPS];
  int32_t offsets[2]; /* where the innermost loop starts in each sequence */
} hb_loop_state;

/* Moves to the next start of the innermost loop; false after the last. Loops are given outermost first. */
static inline bool hb_loops_next(hb_loop_state *state, const hb_loop *loops, uint32_t loop_count) {
  for (uint32_t level = loop_count - 1u; level-- > 0u;) {
    const hb_loop *loop = &loops[level];
    state->offsets[0] += loop->steps[0];
    state->offsets[1] += loop->steps[1];
    if (++state->turns[level] < loop->count) return true;
    state->offsets[0] -= (int32_t)loop->count * loop->steps[0];
    state->offsets[1] -= (int32_t)loop->count * loop->steps[1];
    state->turns[level] = 0;
  }
  return false;
}

#endif
