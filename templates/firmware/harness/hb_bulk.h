/* Bulk transfer from the host into memory: many frames under way at once, taken in order. Keeps no data of its own and
 * outlives a session, so that a host that comes back goes on where it was. */
#ifndef HB_BULK_H
#define HB_BULK_H

#include "hb_commands.h"

/* Frames that the host may have under way. More only makes a lost one dearer. */
#define HB_BULK_WINDOW_FRAMES 8u

hb_status hb_bulk_begin(hb_call *call);

/* One piece; not a request like the others, its answer is not kept. Pieces that are not the next one change nothing. */
hb_status hb_bulk_data(hb_call *call);

hb_status hb_bulk_end(hb_call *call);

#endif
