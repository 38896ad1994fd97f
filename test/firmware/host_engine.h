/* What an engine without a model and without tensors answers. */
#ifndef HOST_ENGINE_H
#define HOST_ENGINE_H
#include <stddef.h>

#include "hb_engine.h"

static hb_status configure(const uint8_t *blob, uint32_t blob_bytes, uint8_t *arena, uint32_t arena_bytes,
                           uint32_t resource_variables, uint32_t *used) {
  (void)blob;
  (void)blob_bytes;
  (void)arena;
  (void)arena_bytes;
  (void)resource_variables;
  *used = 16;
  return HB_OK;
}

static uint32_t none(void) { return 0; }
static const hb_tensor *no_tensor(uint32_t index) {
  (void)index;
  return NULL;
}
static const char *no_error(void) { return ""; }

/* Its layers, and what runs them, are those of whoever includes this. */
#define HOST_ENGINE(engine_name, layers, run)                                                               \
  {.name = engine_name,                                                                                     \
   .version = "1",                                                                                          \
   .configure = configure,                                                                                  \
   .layer_count = layers,                                                                                   \
   .input_count = none,                                                                                     \
   .output_count = none,                                                                                    \
   .input = no_tensor,                                                                                      \
   .output = no_tensor,                                                                                     \
   .invoke = run,                                                                                           \
   .last_error = no_error}
#endif
