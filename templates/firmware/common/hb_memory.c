#include "hb_memory.h"

#include <string.h>

#include "hb_port.h"

__attribute__((weak)) bool hb_port_store(uint32_t address, const uint8_t *bytes, size_t count) {
  memcpy((void *)(uintptr_t)address, bytes, count);
  return true;
}

__attribute__((weak)) bool hb_port_store_end(void) { return true; }

bool hb_memory_allows(uint32_t address, uint32_t bytes) {
  size_t count = 0;
  const hb_memory_range *memories = hb_port_memories(&count);
  if (bytes == 0u) return false;
  for (size_t i = 0; i < count; i++) {
    if (address < memories[i].address) continue;
    const uint32_t offset = address - memories[i].address;
    if (offset < memories[i].bytes && bytes <= memories[i].bytes - offset) return true;
  }
  return false;
}

bool hb_memory_overlaps(uint32_t address_a, uint32_t bytes_a, uint32_t address_b, uint32_t bytes_b) {
  return address_a < address_b ? address_b - address_a < bytes_a : address_a - address_b < bytes_b;
}
