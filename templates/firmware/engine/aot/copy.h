/* Moving elements: slices, concatenations, transpositions and paddings of tensors of any type. */
#ifndef HB_COPY_H
#define HB_COPY_H

#include <stdint.h>

#include "hb_loops.h"

/* Copies elements of element_bytes (1, 2, 4 or 8); steps are in bytes: of the input, of the output. */
void hb_copy(const uint8_t *input, uint8_t *output, uint32_t element_bytes, const hb_loop *loops,
             uint32_t loop_count);

/* Writes one value count times. */
void hb_fill(uint8_t *output, uint32_t count, const uint8_t *value, uint32_t value_bytes);

#endif
