#include "hb_link.h"

#include <stdbool.h>
#include <string.h>

#include "hb_bulk.h"
#include "hb_commands.h"
#include "hb_fault.h"
#include "hb_frame.h"
#include "hb_port.h"
#include "hb_text.h"
#include "hb_wire.h"

/* Failure, log and progress payloads: a code, a text, and a few bytes more. */
#define SMALL_PAYLOAD_BYTES (2u + 1u + 255u + 16u)
#define SMALL_FRAME_BYTES HB_COBS_ENCODED_BYTES(HB_FRAME_HEADER_BYTES + SMALL_PAYLOAD_BYTES + HB_FRAME_CRC_BYTES)

static hb_frame_receiver receiver;
static uint8_t answer_payload[HB_MAX_PAYLOAD_BYTES];

/* The last answer as it was sent. The host repeats a request whose answer it did not get, and a command
 * must not run twice for that. */
static struct {
  bool valid;
  uint8_t command;
  uint16_t sequence;
  uint8_t encoded[HB_FRAME_MAX_ENCODED_BYTES];
  size_t encoded_bytes;
} last_answer;

/* The request being executed, for progress and for the fault handler. */
static struct {
  bool active;
  uint8_t command;
  uint16_t sequence;
} executing;

static const char *fault_text; /* NULL while the CPU has taken no fault */

static void send_small(hb_frame_kind kind, uint8_t command, uint16_t sequence, const hb_writer *payload) {
  uint8_t encoded[SMALL_FRAME_BYTES];
  const hb_frame frame = {.kind = (uint8_t)kind,
                          .command = command,
                          .sequence = sequence,
                          .payload = payload->bytes,
                          .payload_bytes = payload->count};
  hb_port_link_write(encoded, hb_frame_encode(&frame, encoded, sizeof encoded));
  hb_port_link_flush();
}

void hb_link_log(hb_log_level level, const char *text) {
  uint8_t bytes[SMALL_PAYLOAD_BYTES];
  hb_writer payload = {.bytes = bytes, .capacity = sizeof bytes};
  hb_write_u8(&payload, (uint8_t)level);
  hb_write_str(&payload, text);
  send_small(HB_FRAME_LOG, 0, 0, &payload);
}

void hb_link_progress(uint32_t done) {
  uint8_t bytes[4];
  hb_writer payload = {.bytes = bytes, .capacity = sizeof bytes};
  hb_write_u32(&payload, done);
  send_small(HB_FRAME_PROGRESS, executing.command, executing.sequence, &payload);
}

static void send_last_answer(void) {
  hb_port_link_write(last_answer.encoded, last_answer.encoded_bytes);
  hb_port_link_flush();
}

static void write_failure(hb_writer *payload, hb_status status, const char *text) {
  hb_write_u16(payload, (uint16_t)status);
  hb_write_str(payload, text);
}

/* Ends the request being executed: keeps its answer and sends it. */
static void answer(hb_frame_kind kind, const hb_writer *payload) {
  const hb_frame frame = {.kind = (uint8_t)kind,
                          .command = executing.command,
                          .sequence = executing.sequence,
                          .payload = payload->bytes,
                          .payload_bytes = payload->count};
  last_answer.encoded_bytes = hb_frame_encode(&frame, last_answer.encoded, sizeof last_answer.encoded);
  last_answer.command = executing.command;
  last_answer.sequence = executing.sequence;
  last_answer.valid = true;
  executing.active = false;
  send_last_answer();
}

/* `extra` is what the command has to say beside the text: the arena that would be needed. */
static void answer_failure(hb_status status, const char *text, const hb_writer *extra) {
  uint8_t bytes[SMALL_PAYLOAD_BYTES];
  hb_writer payload = {.bytes = bytes, .capacity = sizeof bytes};
  write_failure(&payload, status, text);
  if (extra != NULL) hb_write_bytes(&payload, extra->bytes, extra->count);
  answer(HB_FRAME_FAILURE, &payload);
}

static void execute(const hb_frame *request) {
  executing.active = true;
  executing.command = request->command;
  executing.sequence = request->sequence;
  if (fault_text != NULL && request->command != HB_COMMAND_RESET) {
    answer_failure(HB_ERR_FAULT, fault_text, NULL);
    return;
  }
  hb_text text;
  hb_text_clear(&text);
  hb_reader reader = {.bytes = request->payload, .left = request->payload_bytes};
  hb_writer writer = {.bytes = answer_payload, .capacity = sizeof answer_payload};
  hb_call call = {.request = &reader, .answer = &writer, .text = &text};
  const hb_status status = hb_command_run(request->command, &call);
  if (status != HB_OK) {
    answer_failure(status, text.chars, &writer);
  } else if (writer.failed) {
    answer_failure(HB_ERR_BAD_REQUEST, "the answer does not fit into a frame", NULL);
  } else {
    answer(HB_FRAME_ANSWER, &writer);
    if (request->command == HB_COMMAND_RESET) hb_port_reset();
  }
}

/* A piece of a bulk transfer. Another one may be behind it already, so its answer is not kept: taking a piece twice
 * changes nothing. */
static void execute_bulk_data(const hb_frame *piece) {
  executing.active = true;
  executing.command = piece->command;
  executing.sequence = piece->sequence;
  hb_text text;
  hb_text_clear(&text);
  uint8_t bytes[SMALL_PAYLOAD_BYTES];
  hb_reader reader = {.bytes = piece->payload, .left = piece->payload_bytes};
  hb_writer payload = {.bytes = bytes, .capacity = sizeof bytes};
  hb_call call = {.request = &reader, .answer = &payload, .text = &text};
  const hb_status status = fault_text != NULL ? HB_ERR_FAULT : hb_bulk_data(&call);
  if (status != HB_OK) write_failure(&payload, status, fault_text != NULL ? fault_text : text.chars);
  executing.active = false;
  send_small(status == HB_OK ? HB_FRAME_ANSWER : HB_FRAME_FAILURE, piece->command, piece->sequence, &payload);
}

static void receive(const hb_frame *frame) {
  if (frame->kind != HB_FRAME_REQUEST) return;
  if (frame->command == HB_COMMAND_BULK_DATA) {
    execute_bulk_data(frame);
    return;
  }
  const bool repeated =
      last_answer.valid && frame->command == last_answer.command && frame->sequence == last_answer.sequence;
  if (repeated && frame->command != HB_COMMAND_HELLO) {
    send_last_answer();
  } else {
    execute(frame);
  }
}

_Noreturn void hb_link_serve(void) {
  for (;;) {
    uint8_t bytes[64];
    const size_t count = hb_port_link_read(bytes, sizeof bytes);
    if (count == 0u) hb_port_link_idle();
    for (size_t i = 0; i < count; i++) {
      hb_frame frame;
      if (hb_frame_receive(&receiver, bytes[i], &frame)) receive(&frame);
    }
  }
}

/* Answers the request being executed, and every later one but RESET, with failure 12. */
_Noreturn void hb_fault_serve(const char *text) {
  fault_text = text;
  /* The fault may have struck while a frame was being sent: end what is on the wire. */
  const uint8_t delimiter = 0;
  hb_port_link_write(&delimiter, 1);
  if (executing.active) {
    answer_failure(HB_ERR_FAULT, fault_text, NULL);
  } else {
    hb_link_log(HB_LOG_ERROR, fault_text);
  }
  receiver.count = 0;
  receiver.overlong = false;
  hb_link_serve();
}
