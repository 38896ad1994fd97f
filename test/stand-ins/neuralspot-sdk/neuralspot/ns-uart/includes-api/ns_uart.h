#ifndef NS_UART_H
#define NS_UART_H
#include "ns_core.h"

typedef void *ns_uart_handle_t;
typedef struct {
  uint8_t status;
} ns_uart_transaction_t;
typedef void (*ns_uart_rx_cb)(ns_uart_transaction_t *);
typedef void (*ns_uart_tx_cb)(ns_uart_transaction_t *);

typedef struct {
  const ns_core_api_t *api;
  am_hal_uart_config_t *uart_config;
  ns_uart_rx_cb rx_cb;
  ns_uart_tx_cb tx_cb;
  bool tx_blocking;
  bool rx_blocking;
} ns_uart_config_t;

extern const ns_core_api_t ns_uart_V0_0_1;
uint32_t ns_uart_init(ns_uart_config_t *config, ns_uart_handle_t *handle);
#endif
