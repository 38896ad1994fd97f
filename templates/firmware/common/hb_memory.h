/* Whether an address that came over the link may be touched. */
#ifndef HB_MEMORY_H
#define HB_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* True when `bytes` bytes from `address` lie within one memory of the port; false for 0 bytes. */
bool hb_memory_allows(uint32_t address, uint32_t bytes);

/* True when the two ranges share a byte. Both must be allowed by hb_memory_allows(), or empty. */
bool hb_memory_overlaps(uint32_t address_a, uint32_t bytes_a, uint32_t address_b, uint32_t bytes_b);

#endif
