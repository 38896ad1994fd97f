#include "quantize.h"

#include "hb_fixed_point.h"

/* Beyond this every type here saturates, and below it float32 still has halves. */
#define QUANTIZE_LIMIT 4194304.0f

static inline int32_t round_half_away(float x) {
  if (!(x > -QUANTIZE_LIMIT)) return x < 0.0f ? -(int32_t)QUANTIZE_LIMIT : 0; /* 0: not a number */
  if (x > QUANTIZE_LIMIT) return (int32_t)QUANTIZE_LIMIT;
  const int32_t whole = (int32_t)x; /* towards zero */
  const float rest = x - (float)whole;
  if (rest >= 0.5f) return whole + 1;
  if (rest <= -0.5f) return whole - 1;
  return whole;
}

void hb_quantize_f32_s8(const float *input, int8_t *output, uint32_t count, float scale, int32_t zero_point) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int8_t)hb_clamp_i32(round_half_away(input[i] / scale) + zero_point, INT8_MIN, INT8_MAX);
  }
}

void hb_quantize_f32_s16(const float *input, int16_t *output, uint32_t count, float scale,
                         int32_t zero_point) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int16_t)hb_clamp_i32(round_half_away(input[i] / scale) + zero_point, INT16_MIN, INT16_MAX);
  }
}

void hb_dequantize_s8_f32(const int8_t *input, float *output, uint32_t count, float scale,
                          int32_t zero_point) {
  for (uint32_t i = 0; i < count; ++i) output[i] = (float)(input[i] - zero_point) * scale;
}

void hb_dequantize_u8_f32(const uint8_t *input, float *output, uint32_t count, float scale,
                          int32_t zero_point) {
  for (uint32_t i = 0; i < count; ++i) output[i] = (float)(input[i] - zero_point) * scale;
}

void hb_dequantize_s16_f32(const int16_t *input, float *output, uint32_t count, float scale,
                           int32_t zero_point) {
  for (uint32_t i = 0; i < count; ++i) output[i] = (float)(input[i] - zero_point) * scale;
}

static inline int64_t requantized(int32_t x, const hb_requantize_params *p) {
  const int32_t centred = (int32_t)((uint32_t)x - (uint32_t)p->input_zero_point);
  return (int64_t)hb_multiply_by_quantized_multiplier(centred, p->multiplier, p->shift) +
         p->output_zero_point;
}

static inline int64_t clamp_i64(int64_t x, int64_t low, int64_t high) {
  return x < low ? low : x > high ? high : x;
}

void hb_requantize_s8_s32(const int8_t *input, int32_t *output, uint32_t count,
                          const hb_requantize_params *params) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int32_t)clamp_i64(requantized(input[i], params), INT32_MIN, INT32_MAX);
  }
}

void hb_requantize_s16_s8(const int16_t *input, int8_t *output, uint32_t count,
                          const hb_requantize_params *params) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int8_t)clamp_i64(requantized(input[i], params), INT8_MIN, INT8_MAX);
  }
}

void hb_requantize_s16_s16(const int16_t *input, int16_t *output, uint32_t count,
                           const hb_requantize_params *params) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int16_t)clamp_i64(requantized(input[i], params), INT16_MIN, INT16_MAX);
  }
}

void hb_requantize_s16_s32(const int16_t *input, int32_t *output, uint32_t count,
                           const hb_requantize_params *params) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int32_t)clamp_i64(requantized(input[i], params), INT32_MIN, INT32_MAX);
  }
}

void hb_requantize_s32_s8(const int32_t *input, int8_t *output, uint32_t count,
                          const hb_requantize_params *params) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int8_t)clamp_i64(requantized(input[i], params), INT8_MIN, INT8_MAX);
  }
}

void hb_requantize_s32_s16(const int32_t *input, int16_t *output, uint32_t count,
                           const hb_requantize_params *params) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int16_t)clamp_i64(requantized(input[i], params), INT16_MIN, INT16_MAX);
  }
}
