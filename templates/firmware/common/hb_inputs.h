/* The input generator: the same numbers as on the host, from a seed. */
#ifndef HB_INPUTS_H
#define HB_INPUTS_H

#include <stdint.h>

/* Fills every input of the engine and returns the CRC-32 over all of them, in order, as one stream. */
uint32_t hb_inputs_seed(uint32_t seed, uint32_t run);

#endif
