/* Which image this is. The builder generates the definition from the hash of everything in the image. */
#ifndef HB_BUILD_ID_H
#define HB_BUILD_ID_H

#include <stdint.h>

extern const uint8_t hb_build_id[16];

#endif
