#include "reduce.h"

#include <string.h>

#include "hb_fixed_point.h"

static void add_to_sums(const int8_t *input, int32_t *sums, const hb_loop *loop) {
  const int32_t in_step = loop->steps[0];
  if (loop->steps[1] == 0) {
    int32_t sum = *sums;
    for (uint32_t i = 0; i < loop->count; ++i) {
      sum += *input;
      input += in_step;
    }
    *sums = sum;
    return;
  }
  for (uint32_t i = 0; i < loop->count; ++i) {
    *sums += *input;
    input += in_step;
    sums += loop->steps[1];
  }
}

void hb_reduce_sum_s8(const int8_t *input, int8_t *output, int32_t *sums, const hb_loop *loops,
                      uint32_t loop_count, const hb_reduce_sum_params *params) {
  const hb_loop *inner = &loops[loop_count - 1u];
  hb_loop_state state = {{0}, {0}};
  memset(sums, 0, params->output_count * sizeof *sums);
  do {
    add_to_sums(input + state.offsets[0], sums + state.offsets[1], inner);
  } while (hb_loops_next(&state, loops, loop_count));
  for (uint32_t i = 0; i < params->output_count; ++i) {
    const int32_t scaled = hb_multiply_by_quantized_multiplier(sums[i] - params->zero_point_sum,
                                                               params->multiplier, params->shift);
    const int32_t moved = hb_add_wrapping(scaled, params->output_zero_point);
    output[i] = (int8_t)hb_clamp_i32(moved, INT8_MIN, INT8_MAX);
  }
}

void hb_reduce_max_s8(const int8_t *input, int8_t *output, uint32_t output_count, const hb_loop *loops,
                      uint32_t loop_count) {
  const hb_loop *inner = &loops[loop_count - 1u];
  hb_loop_state state = {{0}, {0}};
  memset(output, INT8_MIN, output_count);
  do {
    const int8_t *from = input + state.offsets[0];
    int8_t *to = output + state.offsets[1];
    for (uint32_t i = 0; i < inner->count; ++i) {
      if (*from > *to) *to = *from;
      from += inner->steps[0];
      to += inner->steps[1];
    }
  } while (hb_loops_next(&state, loops, loop_count));
}

void hb_reduce_min_s8(const int8_t *input, int8_t *output, uint32_t output_count, const hb_loop *loops,
                      uint32_t loop_count) {
  const hb_loop *inner = &loops[loop_count - 1u];
  hb_loop_state state = {{0}, {0}};
  memset(output, INT8_MAX, output_count);
  do {
    const int8_t *from = input + state.offsets[0];
    int8_t *to = output + state.offsets[1];
    for (uint32_t i = 0; i < inner->count; ++i) {
      if (*from < *to) *to = *from;
      from += inner->steps[0];
      to += inner->steps[1];
    }
  } while (hb_loops_next(&state, loops, loop_count));
}
