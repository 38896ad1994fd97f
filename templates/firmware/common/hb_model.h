/* The model that is selected and the arena that it is configured with. */
#ifndef HB_MODEL_H
#define HB_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "hb_engine.h"
#include "hb_text.h"

/* Copies `bytes` bytes from `source` to `address` when these differ, and checks the CRC-32 at `address`. A model that
 * was selected before is forgotten. Appends to `why` what is wrong when it fails. */
hb_status hb_model_select(uint32_t source, uint32_t address, uint32_t bytes, uint32_t crc32, hb_text *why);

/* Gives the engine the selected model and an arena. Writes the bytes of arena really needed to *used, also when it
 * returns HB_ERR_ARENA_TOO_SMALL. Appends to `why` what is wrong when it fails. */
hb_status hb_model_configure(uint32_t address, uint32_t bytes, uint32_t resource_variables, uint32_t *used,
                             hb_text *why);

/* Whether an inference can run. */
bool hb_model_is_configured(void);

/* Someone writes there: a model or an arena that it touches is no longer selected or configured. */
void hb_model_forget(uint32_t address, uint32_t bytes);

#endif
