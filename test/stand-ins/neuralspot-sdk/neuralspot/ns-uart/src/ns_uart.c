#include "ns_uart.h"
const ns_core_api_t ns_uart_V0_0_1 = {11};
uint32_t ns_uart_init(ns_uart_config_t *config, ns_uart_handle_t *handle) {
  *handle = config;
  return config->api == &ns_uart_V0_0_1 ? 0u : 2u;
}
