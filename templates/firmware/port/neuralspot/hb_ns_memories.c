/* Where models and arenas can be: pools in TCM and SRAM that the linker places, and MRAM behind the image. */
#include <string.h>

#include "hb_ns.h"
#include "hb_port.h"

/* Where the platform file has the address of the TCM, the SDK places nothing there. */
#if HB_NS_TCM_BYTES > 0 && !defined(HB_NS_TCM_ADDRESS)
__attribute__((aligned(64), used)) uint8_t hb_pool_tcm[HB_NS_TCM_BYTES];
#define HB_NS_TCM_ADDRESS ((uint32_t)(uintptr_t)hb_pool_tcm)
#endif

#if HB_NS_SRAM_BYTES > 0 && defined(__ARMCOMPILER_VERSION) && !HB_NS_APOLLO3
/* What C puts into the section that the SDK's scatter files have for the SRAM has bytes in the image, be they 0. */
#define TEXT(value) #value
#define TEXT_OF(macro) TEXT(macro)
__asm(".pushsection SHARED_RW, \"aw\", %nobits\n"
      ".balign 64\n"
      ".global hb_pool_sram\n"
      ".type hb_pool_sram, %object\n"
      ".size hb_pool_sram, " TEXT_OF(HB_NS_SRAM_BYTES) "\n"
      "hb_pool_sram: .space " TEXT_OF(HB_NS_SRAM_BYTES) "\n"
      ".popsection\n");
extern uint8_t hb_pool_sram[];
#elif HB_NS_SRAM_BYTES > 0
NS_SRAM_BSS __attribute__((aligned(64), used)) uint8_t hb_pool_sram[HB_NS_SRAM_BYTES];
#endif

#if HB_NS_OFF_CHIP
static hb_memory_range off_chip;
#endif

void hb_ns_memories_init(void) {
#if HB_NS_OFF_CHIP
  if (!hb_ns_off_chip_init(&off_chip.address, &off_chip.bytes)) off_chip.bytes = 0;
#endif
}

#define MOST_MEMORIES 4u

const hb_memory_range *hb_port_memories(size_t *count) {
  static hb_memory_range memories[MOST_MEMORIES];
  size_t found = 0;
#if HB_NS_TCM_BYTES > 0
  memories[found++] = (hb_memory_range){HB_NS_TCM_ADDRESS, HB_NS_TCM_BYTES};
#endif
#if HB_NS_SRAM_BYTES > 0
  memories[found++] = (hb_memory_range){(uint32_t)(uintptr_t)hb_pool_sram, HB_NS_SRAM_BYTES};
#endif
  const uint32_t code_end = (uint32_t)(uintptr_t)HB_NS_IMAGE_END;
  memories[found++] = (hb_memory_range){code_end, HB_NS_PARAMETERS - code_end};
#if HB_NS_OFF_CHIP
  memories[found++] = off_chip;
#endif
  *count = found;
  return memories;
}

hb_memory_range hb_port_parameters(void) { return (hb_memory_range){HB_NS_PARAMETERS, HB_NS_IDENTITY_OFFSET}; }

/* MRAM is the probe's to write; all else inside the chip is RAM. */
bool hb_port_store(uint32_t address, const uint8_t *bytes, size_t count) {
  const uint32_t code_end = (uint32_t)(uintptr_t)HB_NS_IMAGE_END;
  if (address >= code_end && address < HB_NS_PARAMETERS) return false;
#if HB_NS_OFF_CHIP
  if (address >= off_chip.address && address - off_chip.address < off_chip.bytes) {
    return hb_ns_off_chip_store(address, bytes, count);
  }
#endif
  memcpy((void *)(uintptr_t)address, bytes, count);
  return true;
}

#if HB_NS_OFF_CHIP
bool hb_port_store_end(void) { return hb_ns_off_chip_store_end(); }
#endif
