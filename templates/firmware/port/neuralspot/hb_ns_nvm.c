/* NVM: flash outside the chip. It is read like memory, and written in pages, of which a sector at a time is erased
 * before. A transfer comes in order, so each of its sectors is erased when its first page is about to be written. */
#include "hb_ns.h"

#ifdef HB_NS_NVM_BYTES

#include <string.h>

#include "hb_port.h"
#include "ns_nvm.h"

#define PAGE_BYTES 256u /* one writing operation stays within a page: beyond its end it would go on at its beginning */
#define SECTOR_BYTES 0x20000u
#define ERASED 0xFF
#define MSPI_MODULE 1u /* as ns_autodeploy has it */
#define NOWHERE UINT32_MAX

static ns_nvm_config_t nvm = {
    .api = &ns_nvm_current_version,
    .enable = true,
    .enable_xip = true,
    .mspi_module = MSPI_MODULE,
    .iface = NS_NVM_IF_OCTAL_1_8_8,
    .clock_freq = AM_HAL_MSPI_CLK_96MHZ,
};

/* What DMA writes from. */
NS_SRAM_BSS static uint8_t page[PAGE_BYTES] __attribute__((aligned(32)));
static uint32_t next = NOWHERE; /* offset of the byte that comes next in the transfer */
static uint32_t erased_end;     /* offset behind the last sector that was erased for it */

bool hb_ns_off_chip_init(uint32_t *address, uint32_t *bytes) {
  if (ns_nvm_init(&nvm) != 0u) return false;
  *address = nvm.xip_base_address;
  *bytes = nvm.size_bytes < HB_NS_NVM_BYTES ? nvm.size_bytes : HB_NS_NVM_BYTES;
  return true;
}

static bool write_page(uint32_t offset) {
  if (offset >= erased_end) {
    const uint32_t sector = offset - offset % SECTOR_BYTES;
    if (ns_nvm_sector_erase(sector) != 0u) return false;
    erased_end = sector + SECTOR_BYTES;
  }
  hb_port_publish(page, PAGE_BYTES);
  return ns_nvm_write(offset, page, PAGE_BYTES, true) == 0u;
}

static bool append(const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    page[next % PAGE_BYTES] = bytes[i];
    next++;
    if (next % PAGE_BYTES == 0u && !write_page(next - PAGE_BYTES)) return false;
  }
  return true;
}

/* Where nothing is written, memory is read: on every way out. */
static bool writing(bool (*write)(const uint8_t *, size_t), const uint8_t *bytes, size_t count) {
  const bool written = ns_nvm_disable_xip() == 0u && write(bytes, count);
  const bool readable = ns_nvm_enable_xip() == 0u;
  if (!written || !readable) next = NOWHERE;
  return written && readable;
}

bool hb_ns_off_chip_store(uint32_t address, const uint8_t *bytes, size_t count) {
  const uint32_t offset = address - nvm.xip_base_address;
  if (offset != next) { /* another transfer, or the same from its beginning */
    if (offset % PAGE_BYTES != 0u) return false;
    next = offset;
    erased_end = 0;
  }
  return writing(append, bytes, count);
}

bool hb_ns_off_chip_store_end(void) {
  if (next == NOWHERE) return true;
  static const uint8_t rest[PAGE_BYTES] = {[0 ... PAGE_BYTES - 1u] = ERASED};
  const bool written = writing(append, rest, (PAGE_BYTES - next % PAGE_BYTES) % PAGE_BYTES);
  next = NOWHERE;
  return written;
}

#endif
