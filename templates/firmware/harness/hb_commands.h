/* What the host can ask for. Codes and payloads are those of docs/link.md. */
#ifndef HB_COMMANDS_H
#define HB_COMMANDS_H

#include <stdint.h>

#include "hb_engine.h"
#include "hb_text.h"
#include "hb_wire.h"

typedef enum {
  HB_COMMAND_HELLO = 0x01,
  HB_COMMAND_ECHO = 0x02,
  HB_COMMAND_MEMORY_WRITE = 0x10,
  HB_COMMAND_BULK_BEGIN = 0x11,
  HB_COMMAND_BULK_DATA = 0x12,
  HB_COMMAND_BULK_END = 0x13,
  HB_COMMAND_MODEL_SELECT = 0x20,
  HB_COMMAND_CONFIGURE = 0x21,
  HB_COMMAND_TENSOR_INFO = 0x22,
  HB_COMMAND_INPUT_SEED = 0x30,
  HB_COMMAND_INPUT_WRITE = 0x31,
  HB_COMMAND_INVOKE = 0x32,
  HB_COMMAND_OUTPUT_READ = 0x33,
  HB_COMMAND_PROFILE = 0x40,
  HB_COMMAND_LAYERS_READ = 0x41,
  HB_COMMAND_CPU_MODE = 0x50,
  HB_COMMAND_RESET = 0x51
} hb_command;

/* One request on its way through a handler. A handler that fails puts the reason into `text`, and into
 * `answer` only what its failure carries beside the text. */
typedef struct {
  hb_reader *request;
  hb_writer *answer;
  hb_text *text;
} hb_call;

hb_status hb_command_run(uint8_t command, hb_call *call);

/* Puts `text` into the call and returns `status`. */
hb_status hb_call_fail(hb_call *call, hb_status status, const char *text);

/* Fails for a payload that is too short, too long, or out of range. */
hb_status hb_call_bad_request(hb_call *call);

#endif
