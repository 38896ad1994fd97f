/* Stands for the C API of TensorFlow Lite, as far as somebody outside of the runtime uses it. */
#ifndef TENSORFLOW_LITE_C_COMMON_H_
#define TENSORFLOW_LITE_C_COMMON_H_

#include <stddef.h>
#include <stdint.h>

#ifndef TF_LITE_STATIC_MEMORY
#error the library is built with TF_LITE_STATIC_MEMORY
#endif

typedef enum { kTfLiteOk = 0, kTfLiteError = 1 } TfLiteStatus;

typedef struct {
  union {
    void *data;
    int8_t *int8;
    uint8_t *uint8;
  } data;
  size_t bytes;
} TfLiteTensor;

typedef struct {
  int32_t builtin_code;
  void (*invoke)(const TfLiteTensor *input, TfLiteTensor *output);
} TFLMRegistration;

#endif
