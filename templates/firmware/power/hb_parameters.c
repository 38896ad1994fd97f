#include "hb_parameters.h"

#include "hb_crc32.h"
#include "hb_port.h"
#include "hb_report.h"
#include "hb_wire.h"

#define MAGIC 0x52575048u /* "HPWR" */
#define VERSION 2u
#define BLOCK_BYTES 68u
#define CHECKED_FROM 16u
#define HIGHEST_CPU_MODE 1u
/* Longer than a pulse of a failure, by which a monitor tells the two apart. */
#define SHORTEST_IDLE_MS 10u
#define LONGEST_IDLE_MS 60000u

static hb_status fail(hb_status status, const char *text, hb_text *why) {
  hb_text_append(why, text);
  return status;
}

static hb_status check_header(const uint8_t *block, hb_text *why) {
  hb_reader reader = {.bytes = block, .left = CHECKED_FROM};
  if (hb_read_u32(&reader) != MAGIC) return fail(HB_ERR_BAD_REQUEST, "there is no parameter block", why);
  const uint32_t version = hb_read_u32(&reader);
  if (version != VERSION) {
    hb_text_append(why, "the parameter block has version ");
    hb_text_append_u32(why, version);
    return fail(HB_ERR_UNSUPPORTED, ", this firmware reads version 2", why);
  }
  if (hb_read_u32(&reader) != BLOCK_BYTES) {
    return fail(HB_ERR_BAD_REQUEST, "the parameter block does not have 68 bytes", why);
  }
  if (hb_read_u32(&reader) != hb_crc32(0, block + CHECKED_FROM, BLOCK_BYTES - CHECKED_FROM)) {
    return fail(HB_ERR_BAD_REQUEST, "the CRC-32 of the parameter block does not match", why);
  }
  return HB_OK;
}

hb_status hb_parameters_read(hb_parameters *parameters, hb_text *why) {
  const hb_memory_range place = hb_port_parameters();
  if (place.bytes < BLOCK_BYTES) return fail(HB_ERR_UNSUPPORTED, "this board has no parameter block", why);
  const uint8_t *block = (const uint8_t *)(uintptr_t)place.address;
  const hb_status status = check_header(block, why);
  if (status != HB_OK) return status;
  hb_reader reader = {.bytes = block + CHECKED_FROM, .left = BLOCK_BYTES - CHECKED_FROM};
  parameters->model.source = hb_read_u32(&reader);
  parameters->model.address = hb_read_u32(&reader);
  parameters->model.bytes = hb_read_u32(&reader);
  parameters->model.crc32 = hb_read_u32(&reader);
  parameters->arena.address = hb_read_u32(&reader);
  parameters->arena.bytes = hb_read_u32(&reader);
  parameters->arena.resource_variables = hb_read_u32(&reader);
  const uint32_t cpu_mode = hb_read_u32(&reader);
  parameters->cpu_mode = (uint8_t)cpu_mode;
  parameters->inferences = hb_read_u32(&reader);
  parameters->windows = hb_read_u32(&reader);
  parameters->seed = hb_read_u32(&reader);
  const uint32_t idle_ms = hb_read_u32(&reader);
  parameters->idle_ms = idle_ms;
  parameters->run = hb_read_u32(&reader);
  if (cpu_mode > HIGHEST_CPU_MODE) return fail(HB_ERR_BAD_REQUEST, "the CPU mode is neither 0 nor 1", why);
  if (parameters->inferences == 0u || parameters->windows == 0u) {
    return fail(HB_ERR_BAD_REQUEST, "the parameter block asks for no inference", why);
  }
  if (parameters->windows > HB_REPORT_MOST_WINDOWS) {
    return fail(HB_ERR_BAD_REQUEST, "the parameter block asks for more windows than 8", why);
  }
  if (idle_ms != 0u && (idle_ms < SHORTEST_IDLE_MS || idle_ms > LONGEST_IDLE_MS)) {
    return fail(HB_ERR_BAD_REQUEST, "the idle time before a window is neither 0 nor 10 to 60000 ms", why);
  }
  return HB_OK;
}
