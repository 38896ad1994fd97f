#include "hb_model.h"

#include <string.h>

#include "hb_crc32.h"
#include "hb_inputs.h"
#include "hb_memory.h"

#define ALIGNMENT 16u
#define DIRECTION_INPUT 0u
#define DIRECTION_OUTPUT 1u

typedef struct {
  uint32_t address;
  uint32_t bytes; /* 0: none */
} range;

static range model;
static range arena; /* empty until the engine is configured */

static hb_status bad_address(hb_call *call, const char *what, uint32_t address, uint32_t bytes) {
  hb_text_append(call->text, what);
  hb_text_append(call->text, " of ");
  hb_text_append_u32(call->text, bytes);
  hb_text_append(call->text, " bytes at ");
  hb_text_append_hex(call->text, address);
  hb_text_append(call->text, " is outside the memories of this port, not 16-byte aligned, or overlaps another");
  return HB_ERR_BAD_ADDRESS;
}

hb_status hb_model_select(hb_call *call) {
  const uint32_t source = hb_read_u32(call->request);
  const uint32_t address = hb_read_u32(call->request);
  const uint32_t bytes = hb_read_u32(call->request);
  const uint32_t crc32 = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  if (!hb_memory_allows(source, bytes)) return bad_address(call, "a model source", source, bytes);
  if (!hb_memory_allows(address, bytes) || address % ALIGNMENT != 0u) {
    return bad_address(call, "a model", address, bytes);
  }
  model.bytes = 0;
  arena.bytes = 0;
  if (source != address) memmove((void *)(uintptr_t)address, (const void *)(uintptr_t)source, bytes);
  const uint32_t actual = hb_crc32(0, (const uint8_t *)(uintptr_t)address, bytes);
  if (actual != crc32) {
    hb_text_append(call->text, "the model's CRC-32 is ");
    hb_text_append_hex(call->text, actual);
    hb_text_append(call->text, ", not ");
    hb_text_append_hex(call->text, crc32);
    return HB_ERR_MODEL_CORRUPT;
  }
  model = (range){.address = address, .bytes = bytes};
  return HB_OK;
}

hb_status hb_model_configure(hb_call *call) {
  const uint32_t address = hb_read_u32(call->request);
  const uint32_t bytes = hb_read_u32(call->request);
  const uint32_t resource_variables = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  if (model.bytes == 0u) return hb_call_fail(call, HB_ERR_NOT_READY, "no model is selected");
  if (!hb_memory_allows(address, bytes) || address % ALIGNMENT != 0u ||
      hb_memory_overlaps(address, bytes, model.address, model.bytes)) {
    return bad_address(call, "an arena", address, bytes);
  }
  arena.bytes = 0;
  uint32_t used = 0;
  const hb_status status =
      hb_the_engine.configure((const uint8_t *)(uintptr_t)model.address, model.bytes, (uint8_t *)(uintptr_t)address,
                              bytes, resource_variables, &used);
  if (status != HB_OK) {
    if (status == HB_ERR_ARENA_TOO_SMALL) hb_write_u32(call->answer, used);
    return hb_call_fail(call, status, hb_the_engine.last_error());
  }
  if (hb_the_engine.layer_count() > HB_MAX_LAYERS) {
    hb_text_append(call->text, "the model has more layers than ");
    hb_text_append_u32(call->text, HB_MAX_LAYERS);
    return HB_ERR_UNSUPPORTED;
  }
  arena = (range){.address = address, .bytes = bytes};
  hb_write_u32(call->answer, used);
  hb_write_u32(call->answer, hb_the_engine.layer_count());
  hb_write_u16(call->answer, (uint16_t)hb_the_engine.input_count());
  hb_write_u16(call->answer, (uint16_t)hb_the_engine.output_count());
  return HB_OK;
}

hb_status hb_model_require_configured(hb_call *call) {
  return arena.bytes != 0u ? HB_OK : hb_call_fail(call, HB_ERR_NOT_READY, "no model is configured");
}

void hb_model_forget(uint32_t address, uint32_t bytes) {
  if (hb_memory_overlaps(address, bytes, model.address, model.bytes)) {
    model.bytes = 0;
    arena.bytes = 0;
  }
  if (hb_memory_overlaps(address, bytes, arena.address, arena.bytes)) arena.bytes = 0;
}

hb_status hb_model_tensor_info(hb_call *call) {
  const uint8_t direction = hb_read_u8(call->request);
  const uint16_t index = hb_read_u16(call->request);
  if (!hb_read_complete(call->request) || direction > DIRECTION_OUTPUT) return hb_call_bad_request(call);
  const hb_status status = hb_model_require_configured(call);
  if (status != HB_OK) return status;
  const hb_tensor *tensor =
      direction == DIRECTION_INPUT ? hb_the_engine.input(index) : hb_the_engine.output(index);
  if (tensor == NULL) return hb_call_fail(call, HB_ERR_BAD_REQUEST, "no tensor of that index");
  hb_write_u8(call->answer, tensor->type);
  hb_write_u8(call->answer, tensor->rank);
  hb_write_u32(call->answer, tensor->bytes);
  for (uint32_t i = 0; i < tensor->rank; i++) hb_write_u32(call->answer, tensor->dims[i]);
  return HB_OK;
}

hb_status hb_model_input_seed(hb_call *call) {
  const uint32_t seed = hb_read_u32(call->request);
  const uint32_t run = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  const hb_status status = hb_model_require_configured(call);
  if (status != HB_OK) return status;
  hb_write_u32(call->answer, hb_inputs_seed(seed, run));
  return HB_OK;
}

/* The piece of a tensor that a request names; NULL when there is no such tensor or it has no such bytes. */
static uint8_t *tensor_piece(const hb_tensor *tensor, uint32_t offset, size_t bytes) {
  if (tensor == NULL || offset > tensor->bytes || bytes > tensor->bytes - offset) return NULL;
  return tensor->data + offset;
}

hb_status hb_model_input_write(hb_call *call) {
  const uint16_t index = hb_read_u16(call->request);
  const uint32_t offset = hb_read_u32(call->request);
  const size_t count = call->request->left;
  const uint8_t *bytes = hb_read_bytes(call->request, count);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  const hb_status status = hb_model_require_configured(call);
  if (status != HB_OK) return status;
  uint8_t *piece = tensor_piece(hb_the_engine.input(index), offset, count);
  if (piece == NULL) return hb_call_fail(call, HB_ERR_BAD_REQUEST, "no such bytes of an input");
  memcpy(piece, bytes, count);
  return HB_OK;
}

hb_status hb_model_output_read(hb_call *call) {
  const uint16_t index = hb_read_u16(call->request);
  const uint32_t offset = hb_read_u32(call->request);
  const uint32_t count = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  const hb_status status = hb_model_require_configured(call);
  if (status != HB_OK) return status;
  const uint8_t *piece = tensor_piece(hb_the_engine.output(index), offset, count);
  if (piece == NULL) return hb_call_fail(call, HB_ERR_BAD_REQUEST, "no such bytes of an output");
  hb_write_bytes(call->answer, piece, count);
  return HB_OK;
}
