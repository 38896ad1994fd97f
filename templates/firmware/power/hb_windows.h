/* Windows of inferences at the word of a power monitor. */
#ifndef HB_WINDOWS_H
#define HB_WINDOWS_H

#include "hb_engine.h"
#include "hb_parameters.h"
#include "hb_text.h"

/* Selects the model, configures the arena, sets the CPU mode, and runs one inference to warm up. Appends to `why`
 * what is wrong when it fails. */
hb_status hb_windows_prepare(const hb_parameters *parameters, hb_text *why);

/* Runs all windows, each on a rising edge of go or after the idle time of the parameters. Gate and state are low afterwards, also when it fails. */
hb_status hb_windows_run(const hb_parameters *parameters, hb_text *why);

#endif
