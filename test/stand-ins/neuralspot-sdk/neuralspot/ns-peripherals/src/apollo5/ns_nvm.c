/* Flash as it is: erasing sets the bits of a sector, writing clears bits, and never leaves its page. */
#include "ns_nvm.h"

#define BYTES 0x800000u
#define PAGE 256u
#define SECTOR 0x20000u

#ifdef HB_STAND_IN_FLASH
uint8_t hb_stand_in_flash[BYTES];
uint32_t hb_stand_in_flash_failing = 0xFFFFFFFFu; /* offset of a page that cannot be written */
#else
static uint8_t hb_stand_in_flash[PAGE];
static const uint32_t hb_stand_in_flash_failing = 0xFFFFFFFFu;
#endif

const ns_core_api_t ns_nvm_current_version = {9};
static bool xip;

/* The SDK has handlers of all modules here, and one of them beside the driver of PSRAM too. */
void am_mspi0_isr(void) {}

uint32_t ns_nvm_init(ns_nvm_config_t *config) {
  if (config->api != &ns_nvm_current_version) return 2;
  config->xip_base_address = 0x80000000u;
  config->size_bytes = BYTES;
  xip = config->enable_xip;
  return 0;
}
uint32_t ns_nvm_enable_xip(void) {
  xip = true;
  return 0;
}
uint32_t ns_nvm_disable_xip(void) {
  xip = false;
  return 0;
}
uint32_t ns_nvm_sector_erase(uint32_t at) {
  if (xip || at >= BYTES) return 1;
  for (uint32_t i = 0; i < SECTOR; i++) hb_stand_in_flash[(at / SECTOR * SECTOR + i) % sizeof hb_stand_in_flash] = 0xFF;
  return 0;
}
uint32_t ns_nvm_write(uint32_t at, const uint8_t *bytes, uint32_t count, bool wait) {
  if (xip || !wait || at >= BYTES || count > PAGE || at == hb_stand_in_flash_failing) return 1;
  for (uint32_t i = 0; i < count; i++) {
    hb_stand_in_flash[(at / PAGE * PAGE + (at + i) % PAGE) % sizeof hb_stand_in_flash] &= bytes[i];
  }
  return 0;
}
