#include "hb_model_commands.h"

#include <string.h>

#include "hb_inputs.h"
#include "hb_model.h"

#define DIRECTION_INPUT 0u
#define DIRECTION_OUTPUT 1u

hb_status hb_command_model_select(hb_call *call) {
  const uint32_t source = hb_read_u32(call->request);
  const uint32_t address = hb_read_u32(call->request);
  const uint32_t bytes = hb_read_u32(call->request);
  const uint32_t crc32 = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  return hb_model_select(source, address, bytes, crc32, call->text);
}

hb_status hb_command_configure(hb_call *call) {
  const uint32_t address = hb_read_u32(call->request);
  const uint32_t bytes = hb_read_u32(call->request);
  const uint32_t resource_variables = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  uint32_t used = 0;
  const hb_status status = hb_model_configure(address, bytes, resource_variables, &used, call->text);
  if (status == HB_ERR_ARENA_TOO_SMALL) hb_write_u32(call->answer, used);
  if (status != HB_OK) return status;
  if (hb_the_engine.layer_count() > HB_MAX_LAYERS) {
    hb_model_forget(address, bytes);
    hb_text_append(call->text, "the model has more layers than ");
    hb_text_append_u32(call->text, HB_MAX_LAYERS);
    return HB_ERR_UNSUPPORTED;
  }
  hb_write_u32(call->answer, used);
  hb_write_u32(call->answer, hb_the_engine.layer_count());
  hb_write_u16(call->answer, (uint16_t)hb_the_engine.input_count());
  hb_write_u16(call->answer, (uint16_t)hb_the_engine.output_count());
  return HB_OK;
}

hb_status hb_call_require_configured(hb_call *call) {
  if (hb_model_is_configured()) return HB_OK;
  return hb_call_fail(call, HB_ERR_NOT_READY, "no model is configured");
}

hb_status hb_command_tensor_info(hb_call *call) {
  const uint8_t direction = hb_read_u8(call->request);
  const uint16_t index = hb_read_u16(call->request);
  if (!hb_read_complete(call->request) || direction > DIRECTION_OUTPUT) return hb_call_bad_request(call);
  const hb_status status = hb_call_require_configured(call);
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

hb_status hb_command_input_seed(hb_call *call) {
  const uint32_t seed = hb_read_u32(call->request);
  const uint32_t run = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  const hb_status status = hb_call_require_configured(call);
  if (status != HB_OK) return status;
  hb_write_u32(call->answer, hb_inputs_seed(seed, run));
  return HB_OK;
}

/* The piece of a tensor that a request names; NULL when there is no such tensor or it has no such bytes. */
static uint8_t *tensor_piece(const hb_tensor *tensor, uint32_t offset, size_t bytes) {
  if (tensor == NULL || offset > tensor->bytes || bytes > tensor->bytes - offset) return NULL;
  return tensor->data + offset;
}

hb_status hb_command_input_write(hb_call *call) {
  const uint16_t index = hb_read_u16(call->request);
  const uint32_t offset = hb_read_u32(call->request);
  const size_t count = call->request->left;
  const uint8_t *bytes = hb_read_bytes(call->request, count);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  const hb_status status = hb_call_require_configured(call);
  if (status != HB_OK) return status;
  uint8_t *piece = tensor_piece(hb_the_engine.input(index), offset, count);
  if (piece == NULL) return hb_call_fail(call, HB_ERR_BAD_REQUEST, "no such bytes of an input");
  memcpy(piece, bytes, count);
  return HB_OK;
}

hb_status hb_command_output_read(hb_call *call) {
  const uint16_t index = hb_read_u16(call->request);
  const uint32_t offset = hb_read_u32(call->request);
  const uint32_t count = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  const hb_status status = hb_call_require_configured(call);
  if (status != HB_OK) return status;
  const uint8_t *piece = tensor_piece(hb_the_engine.output(index), offset, count);
  if (piece == NULL) return hb_call_fail(call, HB_ERR_BAD_REQUEST, "no such bytes of an output");
  hb_write_bytes(call->answer, piece, count);
  return HB_OK;
}
