#include "ns_usb.h"
#include "am_mcu_apollo.h"
#include "tusb.h"

const ns_core_api_t ns_usb_V1_0_0 = {6};
static const uint16_t *serial_number;

/* The host at the other end, and what TinyUSB holds between it and the device. */
#define HOST_BYTES 8192u
#define PACKET_BYTES 512u
uint8_t hb_stand_in_usb_to_device[HOST_BYTES], hb_stand_in_usb_to_host[HOST_BYTES];
uint32_t hb_stand_in_usb_sent, hb_stand_in_usb_received;
bool hb_stand_in_usb_open;
uint32_t hb_stand_in_usb_shared; /* calls in which an interrupt could have called as well */
static uint32_t taken, taken_end, queued;
static const ns_usb_config_t *given;

static void check_alone(void) { hb_stand_in_usb_shared += __get_PRIMASK() == 0u; }
static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

uint32_t ns_get_cdc_tx_bufferLength(void) { return given->tx_bufferLength; }
uint8_t *ns_usb_get_tx_buffer(void) { return given->tx_buffer; }

/* A host asks for the serial number, string 3, when it meets the device. */
uint32_t ns_usb_init(ns_usb_config_t *config, usb_handle_t *handle) {
  *handle = config;
  given = config;
  serial_number = tud_descriptor_string_cb(3, 0x0409);
  return serial_number != 0 ? 0u : 4u;
}

bool tud_cdc_connected(void) {
  check_alone();
  return hb_stand_in_usb_open;
}

uint32_t tud_cdc_read(void *bytes, uint32_t capacity) {
  check_alone();
  const uint32_t count = least(capacity, taken_end - taken);
  for (uint32_t i = 0; i < count; i++) ((uint8_t *)bytes)[i] = hb_stand_in_usb_to_device[taken++];
  return count;
}

uint32_t tud_cdc_write(const void *bytes, uint32_t count) {
  check_alone();
  count = least(count, ns_get_cdc_tx_bufferLength() - queued);
  for (uint32_t i = 0; i < count; i++) ns_usb_get_tx_buffer()[queued++] = ((const uint8_t *)bytes)[i];
  return count;
}

uint32_t tud_cdc_write_flush(void) {
  check_alone();
  return 0;
}

uint32_t tud_cdc_write_available(void) {
  check_alone();
  return ns_get_cdc_tx_bufferLength() - queued;
}

/* A packet each way, for each time that it is called. */
void tud_task(void) {
  check_alone();
  taken_end = least(hb_stand_in_usb_sent, taken_end + PACKET_BYTES);
  const uint32_t leaving = hb_stand_in_usb_open ? least(queued, PACKET_BYTES) : 0u;
  for (uint32_t i = 0; i < leaving && hb_stand_in_usb_received < HOST_BYTES; i++) {
    hb_stand_in_usb_to_host[hb_stand_in_usb_received++] = ns_usb_get_tx_buffer()[i];
  }
  queued -= leaving;
  for (uint32_t i = 0; i < queued; i++) ns_usb_get_tx_buffer()[i] = ns_usb_get_tx_buffer()[i + leaving];
}
