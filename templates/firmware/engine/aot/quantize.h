/* Between float32 and quantized tensors, and between quantized types. */
#ifndef HB_QUANTIZE_H
#define HB_QUANTIZE_H

#include <stdint.h>

/* round(x / scale) + zero_point, halves away from zero, saturating. */
void hb_quantize_f32_s8(const float *input, int8_t *output, uint32_t count, float scale, int32_t zero_point);
void hb_quantize_f32_s16(const float *input, int16_t *output, uint32_t count, float scale,
                         int32_t zero_point);

/* (x − zero_point) · scale */
void hb_dequantize_s8_f32(const int8_t *input, float *output, uint32_t count, float scale,
                          int32_t zero_point);
void hb_dequantize_u8_f32(const uint8_t *input, float *output, uint32_t count, float scale,
                          int32_t zero_point);
void hb_dequantize_s16_f32(const int16_t *input, float *output, uint32_t count, float scale,
                           int32_t zero_point);

typedef struct {
  int32_t input_zero_point, output_zero_point;
  int32_t multiplier, shift; /* input scale / output scale */
} hb_requantize_params;

void hb_requantize_s8_s32(const int8_t *input, int32_t *output, uint32_t count,
                          const hb_requantize_params *params);
void hb_requantize_s16_s8(const int16_t *input, int8_t *output, uint32_t count,
                          const hb_requantize_params *params);
void hb_requantize_s16_s16(const int16_t *input, int16_t *output, uint32_t count,
                           const hb_requantize_params *params);
void hb_requantize_s16_s32(const int16_t *input, int32_t *output, uint32_t count,
                           const hb_requantize_params *params);
void hb_requantize_s32_s8(const int32_t *input, int8_t *output, uint32_t count,
                          const hb_requantize_params *params);
void hb_requantize_s32_s16(const int32_t *input, int16_t *output, uint32_t count,
                           const hb_requantize_params *params);

#endif
