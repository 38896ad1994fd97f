/* The interface of one model over its generated code. */
#include "@prefix@.h"

#include "hb_engine.h"

/* In weights.S. */
extern const uint8_t @prefix@_weights[];
extern const uint8_t @prefix@_weights_end[];

@prefix@_status @prefix@_init(void *arena, size_t arena_bytes) {
  uint32_t used = 0;
  if (arena == NULL) return @PREFIX@_ERR_ARENA_NULL;
  if ((uintptr_t)arena % @PREFIX@_ARENA_ALIGNMENT != 0u) return @PREFIX@_ERR_ARENA_ALIGNMENT;
  const uint32_t weights_bytes = (uint32_t)(@prefix@_weights_end - @prefix@_weights);
  const hb_status status =
      hb_the_engine.configure(@prefix@_weights, weights_bytes, (uint8_t *)arena, (uint32_t)arena_bytes, 0u, &used);
  if (status == HB_OK) return @PREFIX@_OK;
  return status == HB_ERR_ARENA_TOO_SMALL ? @PREFIX@_ERR_ARENA_TOO_SMALL : @PREFIX@_ERR_WEIGHTS;
}

void *@prefix@_input(uint32_t index) {
  const hb_tensor *tensor = hb_the_engine.input(index);
  return tensor == NULL ? NULL : tensor->data;
}

size_t @prefix@_input_bytes(uint32_t index) {
  const hb_tensor *tensor = hb_the_engine.input(index);
  return tensor == NULL ? 0u : tensor->bytes;
}

@prefix@_status @prefix@_invoke(void) {
  return hb_the_engine.invoke(NULL) == HB_OK ? @PREFIX@_OK : @PREFIX@_ERR_NOT_READY;
}

const void *@prefix@_output(uint32_t index) {
  const hb_tensor *tensor = hb_the_engine.output(index);
  return tensor == NULL ? NULL : tensor->data;
}

size_t @prefix@_output_bytes(uint32_t index) {
  const hb_tensor *tensor = hb_the_engine.output(index);
  return tensor == NULL ? 0u : tensor->bytes;
}
