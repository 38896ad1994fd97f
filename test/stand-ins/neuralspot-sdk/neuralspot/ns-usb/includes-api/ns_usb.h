#ifndef NS_USB_H
#define NS_USB_H
#include "ns_core.h"

typedef void *usb_handle_t;
typedef enum { NS_USB_CDC_DEVICE = 0 } ns_usb_device_type_e;
typedef struct {
  usb_handle_t handle;
} ns_usb_transaction_t;
typedef void (*ns_usb_rx_cb)(ns_usb_transaction_t *);
typedef void (*ns_usb_tx_cb)(ns_usb_transaction_t *);

typedef struct {
  const ns_core_api_t *api;
  ns_usb_device_type_e deviceType;
  void *rx_buffer;
  uint16_t rx_bufferLength;
  void *tx_buffer;
  uint16_t tx_bufferLength;
  ns_usb_rx_cb rx_cb;
  ns_usb_tx_cb tx_cb;
} ns_usb_config_t;

extern const ns_core_api_t ns_usb_V1_0_0;
uint32_t ns_usb_init(ns_usb_config_t *config, usb_handle_t *handle);
uint32_t ns_get_cdc_tx_bufferLength(void);
uint8_t *ns_usb_get_tx_buffer(void);
#endif
