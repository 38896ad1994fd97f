#ifndef TENSORFLOW_LITE_SCHEMA_SCHEMA_GENERATED_H_
#define TENSORFLOW_LITE_SCHEMA_SCHEMA_GENERATED_H_

#include <stdint.h>
#include <string.h>

namespace tflite {

enum BuiltinOperator : int32_t { BuiltinOperator_RELU = 19, BuiltinOperator_RELU6 = 21 };

class Model; /* a .tflite file */

inline const Model *GetModel(const void *file) { return static_cast<const Model *>(file); }

inline bool ModelBufferHasIdentifier(const void *file) {
  return memcmp(static_cast<const uint8_t *>(file) + 4, "TFL3", 4) == 0;
}

}  // namespace tflite

#endif
