/* The harness's view of a model generated ahead of time. */
#include <stddef.h>
#include <string.h>

#include "hb_aot.h"

static hb_aot_memory memory; /* arena is NULL until a model is bound */
static const char *error = "";

static hb_status fail(hb_status status, const char *why) {
  error = why;
  return status;
}

static uint32_t read_u32(const uint8_t *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static bool is_aligned(const uint8_t *pointer) { return ((uintptr_t)pointer % HB_AOT_ALIGNMENT) == 0; }

static hb_status check_blob(const uint8_t *blob, uint32_t blob_bytes) {
  const hb_aot_model *model = &hb_aot_the_model;
  if (!is_aligned(blob)) return fail(HB_ERR_BAD_ADDRESS, "the model is not 16-byte aligned");
  if (blob_bytes < HB_AOT_HEADER_BYTES || read_u32(blob) != HB_AOT_MAGIC) {
    return fail(HB_ERR_MODEL_CORRUPT, "the model does not begin with a header of this engine");
  }
  if (read_u32(blob + 4) != HB_AOT_FORMAT) {
    return fail(HB_ERR_MODEL_MISMATCH, "the model has another format than this image reads");
  }
  if (memcmp(blob + 16, model->fingerprint, sizeof model->fingerprint) != 0) {
    return fail(HB_ERR_MODEL_MISMATCH, "the model belongs to another image: its fingerprint differs");
  }
  const uint32_t total = read_u32(blob + 8);
  const uint32_t constants = read_u32(blob + 12);
  if (total > blob_bytes || constants % HB_AOT_ALIGNMENT != 0 || constants > total ||
      total - constants < model->constants_bytes) {
    return fail(HB_ERR_MODEL_CORRUPT, "the model's header does not match its size");
  }
  return HB_OK;
}

static void bind_tensors(hb_aot_tensor *tensors, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    /* A constant output is only ever read. */
    uint8_t *base = tensors[i].is_constant ? (uint8_t *)(uintptr_t)memory.constants : memory.arena;
    tensors[i].view.data = base + tensors[i].offset;
  }
}

static hb_status configure(const uint8_t *blob, uint32_t blob_bytes, uint8_t *arena, uint32_t arena_bytes,
                           uint32_t resource_variables, uint32_t *used) {
  const hb_aot_model *model = &hb_aot_the_model;
  (void)resource_variables;
  error = "";
  memory.arena = NULL;
  *used = model->arena_bytes;
  const hb_status status = check_blob(blob, blob_bytes);
  if (status != HB_OK) return status;
  if (!is_aligned(arena)) return fail(HB_ERR_BAD_ADDRESS, "the arena is not 16-byte aligned");
  if (arena_bytes < model->arena_bytes) return fail(HB_ERR_ARENA_TOO_SMALL, "the arena is too small");
  memory.arena = arena;
  memory.constants = blob + read_u32(blob + 12);
  bind_tensors(model->inputs, model->input_count);
  bind_tensors(model->outputs, model->output_count);
  for (uint32_t i = 0; i < model->variable_count; ++i) {
    const hb_aot_variable *variable = &model->variables[i];
    memset(arena + variable->arena_offset, variable->initial, variable->bytes);
  }
  return HB_OK;
}

static uint32_t layer_count(void) { return hb_aot_the_model.layer_count; }
static uint32_t input_count(void) { return hb_aot_the_model.input_count; }
static uint32_t output_count(void) { return hb_aot_the_model.output_count; }

static const hb_tensor *input(uint32_t index) {
  return index < hb_aot_the_model.input_count ? &hb_aot_the_model.inputs[index].view : NULL;
}

static const hb_tensor *output(uint32_t index) {
  return index < hb_aot_the_model.output_count ? &hb_aot_the_model.outputs[index].view : NULL;
}

static hb_status invoke(const hb_layer_hooks *hooks) {
  const hb_aot_model *model = &hb_aot_the_model;
  if (memory.arena == NULL) return fail(HB_ERR_NOT_READY, "no model is bound");
  for (uint32_t i = 0; i < model->layer_count; ++i) {
    if (hooks != NULL) hooks->layer_begin(hooks->user, i);
    model->layers[i](&memory);
    if (hooks != NULL) hooks->layer_end(hooks->user, i);
  }
  return HB_OK;
}

static const char *last_error(void) { return error; }

const hb_engine hb_the_engine = {
    .name = "aot",
    .version = HB_AOT_VERSION,
    .configure = configure,
    .layer_count = layer_count,
    .input_count = input_count,
    .output_count = output_count,
    .input = input,
    .output = output,
    .invoke = invoke,
    .last_error = last_error,
};
