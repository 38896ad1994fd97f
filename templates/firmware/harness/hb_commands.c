#include "hb_commands.h"

#include "hb_build_id.h"
#include "hb_bulk.h"
#include "hb_frame.h"
#include "hb_layers.h"
#include "hb_link.h"
#include "hb_memory.h"
#include "hb_model.h"
#include "hb_model_commands.h"
#include "hb_port.h"
#include "hb_profile.h"

hb_status hb_call_fail(hb_call *call, hb_status status, const char *text) {
  hb_text_append(call->text, text);
  return status;
}

hb_status hb_call_bad_request(hb_call *call) {
  return hb_call_fail(call, HB_ERR_BAD_REQUEST, "the request's payload is malformed");
}

static hb_status hello(hb_call *call) {
  const uint16_t protocol = hb_read_u16(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  if (protocol != HB_PROTOCOL_VERSION) {
    hb_text_append(call->text, "this firmware speaks protocol ");
    hb_text_append_u32(call->text, HB_PROTOCOL_VERSION);
    return HB_ERR_UNSUPPORTED;
  }
  hb_write_u16(call->answer, HB_PROTOCOL_VERSION);
  hb_write_bytes(call->answer, hb_build_id, sizeof hb_build_id);
  hb_write_u8(call->answer, (uint8_t)hb_port_unit());
  hb_write_u32(call->answer, hb_port_timer_hz());
  hb_write_u32(call->answer, HB_MAX_PAYLOAD_BYTES);
  hb_write_str(call->answer, hb_port_name());
  hb_write_str(call->answer, hb_port_cpu());
  hb_write_str(call->answer, hb_the_engine.name);
  hb_write_str(call->answer, hb_the_engine.version);
  hb_write_u8(call->answer, (uint8_t)hb_port_counters_kind());
  hb_write_u8(call->answer, (uint8_t)hb_port_counters_slots());
  hb_write_u32(call->answer, HB_LAYERS_MAX_COUNTER_RECORDS);
  return HB_OK;
}

static hb_status echo(hb_call *call) {
  const size_t count = call->request->left;
  hb_write_bytes(call->answer, hb_read_bytes(call->request, count), count);
  return HB_OK;
}

static hb_status memory_write(hb_call *call) {
  const uint32_t address = hb_read_u32(call->request);
  const uint32_t count = (uint32_t)call->request->left;
  const uint8_t *bytes = hb_read_bytes(call->request, count);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  if (!hb_memory_allows(address, count)) {
    hb_text_append(call->text, "no memory for the host at ");
    hb_text_append_hex(call->text, address);
    return HB_ERR_BAD_ADDRESS;
  }
  hb_model_forget(address, count);
  if (!hb_port_store(address, bytes, count)) {
    return hb_call_fail(call, HB_ERR_BAD_ADDRESS, "the memory takes no bytes there");
  }
  return HB_OK;
}

static hb_status cpu_mode(hb_call *call) {
  const uint8_t mode = hb_read_u8(call->request);
  if (!hb_read_complete(call->request) || mode > 1u) return hb_call_bad_request(call);
  return hb_port_cpu_mode(mode, call->text);
}

/* The reset itself comes after the answer is out; see hb_link.c. */
static hb_status reset(hb_call *call) {
  return hb_read_complete(call->request) ? HB_OK : hb_call_bad_request(call);
}

static const struct {
  uint8_t command;
  hb_status (*run)(hb_call *call);
} handlers[] = {
    {HB_COMMAND_HELLO, hello},
    {HB_COMMAND_ECHO, echo},
    {HB_COMMAND_MEMORY_WRITE, memory_write},
    {HB_COMMAND_BULK_BEGIN, hb_bulk_begin},
    {HB_COMMAND_BULK_END, hb_bulk_end},
    {HB_COMMAND_MODEL_SELECT, hb_command_model_select},
    {HB_COMMAND_CONFIGURE, hb_command_configure},
    {HB_COMMAND_TENSOR_INFO, hb_command_tensor_info},
    {HB_COMMAND_INPUT_SEED, hb_command_input_seed},
    {HB_COMMAND_INPUT_WRITE, hb_command_input_write},
    {HB_COMMAND_INVOKE, hb_profile_invoke},
    {HB_COMMAND_OUTPUT_READ, hb_command_output_read},
    {HB_COMMAND_PROFILE, hb_profile_run},
    {HB_COMMAND_LAYERS_READ, hb_profile_layers_read},
    {HB_COMMAND_CPU_MODE, cpu_mode},
    {HB_COMMAND_RESET, reset},
};

hb_status hb_command_run(uint8_t command, hb_call *call) {
  for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++) {
    if (handlers[i].command == command) return handlers[i].run(call);
  }
  hb_text_append(call->text, "unknown command ");
  hb_text_append_u32(call->text, command);
  return HB_ERR_UNKNOWN_COMMAND;
}
