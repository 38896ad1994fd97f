/* The link over the USB port of the chip, as a CDC device whose serial number names the probe. */
#ifdef HB_NS_USB

#include "hb_ns.h"
#include "hb_port.h"
#include "ns_usb.h"
#include "tusb.h"

#define BUFFER_BYTES 4096u
#define SERIAL_STRING 3u /* index of the serial number among the strings of the SDK's descriptors */
#define MOST_SERIAL_CHARACTERS 40u

static uint8_t receive_buffer[BUFFER_BYTES];
static uint8_t transmit_buffer[BUFFER_BYTES];

static ns_usb_config_t usb = {
    .deviceType = NS_USB_CDC_DEVICE,
    .rx_buffer = receive_buffer,
    .rx_bufferLength = BUFFER_BYTES,
    .tx_buffer = transmit_buffer,
    .tx_bufferLength = BUFFER_BYTES,
};
static usb_handle_t handle;

/* By the linker's --wrap: the SDK's own strings, but for the serial number. */
uint16_t const *__real_tud_descriptor_string_cb(uint8_t index, uint16_t language);
uint16_t const *__wrap_tud_descriptor_string_cb(uint8_t index, uint16_t language);

uint16_t const *__wrap_tud_descriptor_string_cb(uint8_t index, uint16_t language) {
  static uint16_t text[1u + MOST_SERIAL_CHARACTERS];
  if (index != SERIAL_STRING) return __real_tud_descriptor_string_cb(index, language);
  uint16_t count = 0;
  for (const char *prefix = "HB-"; *prefix != '\0'; prefix++) text[1u + count++] = (uint16_t)*prefix;
  for (const char *serial = hb_ns_probe_serial(); *serial != '\0' && count < MOST_SERIAL_CHARACTERS; serial++) {
    text[1u + count++] = (uint16_t)*serial;
  }
  text[0] = (uint16_t)(TUSB_DESC_STRING << 8 | (2u * count + 2u));
  return text;
}

void hb_port_link_init(void) {
  usb.api = &ns_usb_V1_0_0;
  (void)ns_usb_init(&usb, &handle);
}

size_t hb_port_link_read(uint8_t *bytes, size_t capacity) { return tud_cdc_read(bytes, (uint32_t)capacity); }

void hb_port_link_write(const uint8_t *bytes, size_t count) {
  while (count > 0u && tud_cdc_connected()) {
    const uint32_t queued = tud_cdc_write(bytes, (uint32_t)count);
    bytes += queued;
    count -= queued;
    (void)tud_cdc_write_flush();
  }
}

void hb_port_link_flush(void) {
  while (tud_cdc_connected() && tud_cdc_write_available() < CFG_TUD_CDC_TX_BUFSIZE) (void)tud_cdc_write_flush();
}

void hb_port_link_idle(void) {}

#endif
