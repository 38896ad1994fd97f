/* Measured inferences: one, or many with a window around every layer. */
#ifndef HB_PROFILE_H
#define HB_PROFILE_H

#include "hb_commands.h"

hb_status hb_profile_invoke(hb_call *call);
hb_status hb_profile_run(hb_call *call);
hb_status hb_profile_layers_read(hb_call *call);

#endif
