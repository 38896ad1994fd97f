/* The model that is selected and configured, and the bytes of its inputs and outputs. */
#ifndef HB_MODEL_H
#define HB_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "hb_commands.h"

/* Layers that a profile has room for. */
#define HB_MAX_LAYERS 1600u

hb_status hb_model_select(hb_call *call);
hb_status hb_model_configure(hb_call *call);
hb_status hb_model_tensor_info(hb_call *call);
hb_status hb_model_input_seed(hb_call *call);
hb_status hb_model_input_write(hb_call *call);
hb_status hb_model_output_read(hb_call *call);

/* HB_OK when an inference can run; else fails the call. */
hb_status hb_model_require_configured(hb_call *call);

/* Someone writes there: a model or an arena that it touches is no longer selected or configured. */
void hb_model_forget(uint32_t address, uint32_t bytes);

#endif
