/* The commands about the model, and the bytes of its inputs and outputs. */
#ifndef HB_MODEL_COMMANDS_H
#define HB_MODEL_COMMANDS_H

#include "hb_commands.h"

/* Layers that a profile has room for. */
#define HB_MAX_LAYERS 1600u

hb_status hb_command_model_select(hb_call *call);
hb_status hb_command_configure(hb_call *call);
hb_status hb_command_tensor_info(hb_call *call);
hb_status hb_command_input_seed(hb_call *call);
hb_status hb_command_input_write(hb_call *call);
hb_status hb_command_output_read(hb_call *call);

/* HB_OK when an inference can run; else fails the call. */
hb_status hb_call_require_configured(hb_call *call);

#endif
