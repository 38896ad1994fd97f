#ifndef TENSORFLOW_LITE_MICRO_MICRO_ALLOCATOR_H_
#define TENSORFLOW_LITE_MICRO_MICRO_ALLOCATOR_H_

#include "tensorflow/lite/c/common.h"

namespace tflite {

/* Lives at the beginning of the arena that it hands out. */
class MicroAllocator {
 public:
  static MicroAllocator *Create(uint8_t *arena, size_t bytes);
  void *Take(size_t bytes); /* 16-byte aligned; nullptr when nothing is left */

 private:
  MicroAllocator(uint8_t *begin, uint8_t *end) : next_(begin), end_(end) {}
  uint8_t *next_;
  uint8_t *end_;
};

}  // namespace tflite

#endif
