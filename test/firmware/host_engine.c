/* An engine that has nothing to run. */
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
static hb_status invoke(const hb_layer_hooks *hooks) {
  (void)hooks;
  return HB_OK;
}
static const char *no_error(void) { return ""; }

const hb_engine hb_the_engine = {.name = "none",
                                 .version = "1",
                                 .configure = configure,
                                 .layer_count = none,
                                 .input_count = none,
                                 .output_count = none,
                                 .input = no_tensor,
                                 .output = no_tensor,
                                 .invoke = invoke,
                                 .last_error = no_error};
