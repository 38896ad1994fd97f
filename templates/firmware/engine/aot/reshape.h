#ifndef HB_RESHAPE_H
#define HB_RESHAPE_H

#include <stdint.h>
#include <string.h>

/* The same bytes under another shape; nothing to do where both share memory. */
static inline void hb_reshape(const uint8_t *input, uint32_t bytes, uint8_t *output) {
  if (input != output) memmove(output, input, bytes);
}

#endif
