#ifndef NS_NVM_H
#define NS_NVM_H
#include "ns_core.h"

typedef enum { NS_NVM_IF_OCTAL_DDR = 0, NS_NVM_IF_OCTAL_1_8_8 = 1 } ns_nvm_interface_e;

typedef struct {
  const ns_core_api_t *api;
  bool enable;
  bool enable_xip;
  uint8_t mspi_module;
  uint8_t chip_select;
  ns_nvm_interface_e iface;
  am_hal_mspi_clock_e clock_freq;
  uint32_t *nbtxn_buf;
  uint32_t nbtxn_buf_len;
  uint32_t scrambling_start;
  uint32_t scrambling_end;
  uint32_t xip_base_address;
  uint32_t size_bytes;
} ns_nvm_config_t;

extern const ns_core_api_t ns_nvm_current_version;
uint32_t ns_nvm_init(ns_nvm_config_t *config);
uint32_t ns_nvm_write(uint32_t at, const uint8_t *bytes, uint32_t count, bool wait);
uint32_t ns_nvm_sector_erase(uint32_t at);
uint32_t ns_nvm_enable_xip(void);
uint32_t ns_nvm_disable_xip(void);
#endif
