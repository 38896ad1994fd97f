/* CRC-32 as IEEE 802.3 has it: reflected, polynomial 0x04C11DB7, initial value and final XOR 0xFFFFFFFF. */
#ifndef HB_CRC32_H
#define HB_CRC32_H

#include <stddef.h>
#include <stdint.h>

/* Continues `crc` (0 to begin) over `count` bytes, as zlib's crc32() does. */
uint32_t hb_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#endif
