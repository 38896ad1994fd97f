#include "mean.h"

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

void hb_mean_s8(const int8_t *input, int8_t *output, int32_t *sums, const hb_mean_params *params) {
  const hb_loop *inner = &params->loops[params->loop_count - 1u];
  hb_loop_state state = {{0}, {0}};
  memset(sums, 0, params->output_count * sizeof *sums);
  do {
    add_to_sums(input + state.offsets[0], sums + state.offsets[1], inner);
  } while (hb_loops_next(&state, params->loops, params->loop_count));
  for (uint32_t i = 0; i < params->output_count; ++i) {
    const int32_t scaled = hb_multiply_by_quantized_multiplier(sums[i] - params->zero_point_sum,
                                                               params->multiplier, params->shift);
    output[i] = (int8_t)hb_clamp_i32(scaled + params->output_zero_point, INT8_MIN, INT8_MAX);
  }
}
