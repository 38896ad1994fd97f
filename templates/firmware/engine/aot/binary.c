#include "binary.h"

#include "hb_fixed_point.h"

#if defined(__ARM_FEATURE_MVE)
#include "hb_requantize_mve.h"
#endif

#define SUM_LEFT_SHIFT 20

/* count elements of the output, from inputs that move by their step. */
typedef void (*row_function)(const int8_t *a, const int8_t *b, int8_t *output, const hb_loop *loop,
                             const void *params);

static void walk(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape,
                 row_function row, const void *params) {
  const hb_loop *inner = &shape->loops[shape->loop_count - 1u];
  hb_loop_state state = {{0}, {0}};
  do {
    row(a + state.offsets[0], b + state.offsets[1], output, inner, params);
    output += inner->count;
  } while (hb_loops_next(&state, shape->loops, shape->loop_count));
}

static inline int32_t scaled_a(const hb_sum_params *p, int8_t a) {
  const int32_t shifted = hb_shift_left_wrapping(a - p->a_zero_point, SUM_LEFT_SHIFT);
  return hb_multiply_smaller_than_one(shifted, p->a_multiplier, p->a_shift);
}

static inline int32_t scaled_b(const hb_sum_params *p, int8_t b) {
  const int32_t shifted = hb_shift_left_wrapping(b - p->b_zero_point, SUM_LEFT_SHIFT);
  return hb_multiply_smaller_than_one(shifted, p->b_multiplier, p->b_shift);
}

static inline int8_t sum_output(const hb_sum_params *p, int32_t sum) {
  const int32_t scaled = hb_multiply_smaller_than_one(sum, p->output_multiplier, p->output_shift);
  return (int8_t)hb_clamp_i32(scaled + p->output_zero_point, p->min, p->max);
}

#if defined(__ARM_FEATURE_MVE)
/* a + sign · b where neither is repeated, four elements at a time. */
static void sum_row_mve(const int8_t *a, const int8_t *b, int8_t *output, uint32_t count, int32_t sign,
                        const hb_sum_params *p) {
  const int32x4_t a_multiplier = vdupq_n_s32(p->a_multiplier), a_shift = vdupq_n_s32(p->a_shift);
  const int32x4_t b_multiplier = vdupq_n_s32(p->b_multiplier), b_shift = vdupq_n_s32(p->b_shift);
  const int32x4_t output_multiplier = vdupq_n_s32(p->output_multiplier);
  const int32x4_t output_shift = vdupq_n_s32(p->output_shift);
  const int32x4_t min = vdupq_n_s32(p->min), max = vdupq_n_s32(p->max);
  for (uint32_t i = 0; i < count; i += 4) {
    const mve_pred16_t active = vctp32q(count - i);
    const int32x4_t a_raw = vsubq_n_s32(vldrbq_z_s32(a + i, active), p->a_zero_point);
    const int32x4_t b_raw = vsubq_n_s32(vldrbq_z_s32(b + i, active), p->b_zero_point);
    const int32x4_t a_scaled =
        hb_multiply_smaller_than_one_mve(vshlq_n_s32(a_raw, SUM_LEFT_SHIFT), a_multiplier, a_shift);
    const int32x4_t b_scaled =
        hb_multiply_smaller_than_one_mve(vshlq_n_s32(b_raw, SUM_LEFT_SHIFT), b_multiplier, b_shift);
    const int32x4_t sum = vaddq_s32(a_scaled, vmulq_n_s32(b_scaled, sign));
    const int32x4_t scaled = hb_multiply_smaller_than_one_mve(sum, output_multiplier, output_shift);
    const int32x4_t moved = vaddq_n_s32(scaled, p->output_zero_point);
    vstrbq_p_s32(output + i, vminq_s32(vmaxq_s32(moved, min), max), active);
  }
}
#endif

static void add_row(const int8_t *a, const int8_t *b, int8_t *output, const hb_loop *loop,
                    const void *params) {
  const hb_sum_params p = *(const hb_sum_params *)params;
#if defined(__ARM_FEATURE_MVE)
  if (loop->steps[0] == 1 && loop->steps[1] == 1) {
    sum_row_mve(a, b, output, loop->count, 1, &p);
    return;
  }
#endif
  for (uint32_t i = 0; i < loop->count; ++i) {
    output[i] = sum_output(&p, scaled_a(&p, *a) + scaled_b(&p, *b));
    a += loop->steps[0];
    b += loop->steps[1];
  }
}

static void sub_row(const int8_t *a, const int8_t *b, int8_t *output, const hb_loop *loop,
                    const void *params) {
  const hb_sum_params p = *(const hb_sum_params *)params;
#if defined(__ARM_FEATURE_MVE)
  if (loop->steps[0] == 1 && loop->steps[1] == 1) {
    sum_row_mve(a, b, output, loop->count, -1, &p);
    return;
  }
#endif
  for (uint32_t i = 0; i < loop->count; ++i) {
    output[i] = sum_output(&p, scaled_a(&p, *a) - scaled_b(&p, *b));
    a += loop->steps[0];
    b += loop->steps[1];
  }
}

static void mul_row(const int8_t *a, const int8_t *b, int8_t *output, const hb_loop *loop,
                    const void *params) {
  const hb_mul_params p = *(const hb_mul_params *)params;
  for (uint32_t i = 0; i < loop->count; ++i) {
    const int32_t product = (*a - p.a_zero_point) * (*b - p.b_zero_point);
    const int32_t scaled = hb_multiply_by_quantized_multiplier(product, p.output_multiplier, p.output_shift);
    output[i] = (int8_t)hb_clamp_i32(hb_add_wrapping(scaled, p.output_zero_point), p.min, p.max);
    a += loop->steps[0];
    b += loop->steps[1];
  }
}

static void max_row(const int8_t *a, const int8_t *b, int8_t *output, const hb_loop *loop,
                    const void *params) {
  (void)params;
  for (uint32_t i = 0; i < loop->count; ++i) {
    output[i] = *a > *b ? *a : *b;
    a += loop->steps[0];
    b += loop->steps[1];
  }
}

static void min_row(const int8_t *a, const int8_t *b, int8_t *output, const hb_loop *loop,
                    const void *params) {
  (void)params;
  for (uint32_t i = 0; i < loop->count; ++i) {
    output[i] = *a < *b ? *a : *b;
    a += loop->steps[0];
    b += loop->steps[1];
  }
}

void hb_broadcast_add_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape,
                         const hb_sum_params *params) {
  walk(a, b, output, shape, add_row, params);
}

void hb_broadcast_sub_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape,
                         const hb_sum_params *params) {
  walk(a, b, output, shape, sub_row, params);
}

void hb_broadcast_mul_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape,
                         const hb_mul_params *params) {
  walk(a, b, output, shape, mul_row, params);
}

void hb_broadcast_max_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape) {
  walk(a, b, output, shape, max_row, 0);
}

void hb_broadcast_min_s8(const int8_t *a, const int8_t *b, int8_t *output, const hb_broadcast *shape) {
  walk(a, b, output, shape, min_row, 0);
}
