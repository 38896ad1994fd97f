/* The link over the USB port of the chip, as a CDC device whose serial number names the probe. */
#ifdef HB_NS_USB

#include <string.h>

#include "hb_ns.h"
#include "hb_port.h"
#include "ns_usb.h"
#include "tusb.h"
#include "usb_descriptors.h"

#define BUFFER_BYTES 4096u
#define PREFIX "HB-"
#define PREFIX_CHARACTERS 3u

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

/* The SDK's strings are an array of pointers that an application may set before the host asks for them. */
static void name_serial_number(void) {
  static char text[PREFIX_CHARACTERS + HB_NS_PROBE_SERIAL_BYTES] = PREFIX;
  const char *serial = hb_ns_probe_serial();
  (void)strncpy(text + PREFIX_CHARACTERS, serial, HB_NS_PROBE_SERIAL_BYTES - 1u);
  usb_string_desc_arr[USB_DESCRIPTOR_SERIAL] = text;
}

void hb_port_link_init(void) {
  name_serial_number();
  usb.api = &ns_usb_V1_0_0;
  (void)ns_usb_init(&usb, &handle);
}

/* TinyUSB is no one's to share, and the SDK serves it in the interrupt of a timer as well. Served here too, the line is
 * as fast as it is, and not as that timer. */
static void usb_begin(void) {
  __disable_irq();
  tud_task();
}

/* The link never runs in a measured window: where interrupts were off, a fault has struck in one, and the link needs them.
 * The barrier lets those that wait be served, however soon the next begins. */
static void usb_end(void) {
  __enable_irq();
  __ISB();
}

size_t hb_port_link_read(uint8_t *bytes, size_t capacity) {
  usb_begin();
  const uint32_t count = tud_cdc_read(bytes, (uint32_t)capacity);
  usb_end();
  return count;
}

void hb_port_link_write(const uint8_t *bytes, size_t count) {
  bool connected = true;
  while (count > 0u && connected) {
    usb_begin();
    connected = tud_cdc_connected();
    const uint32_t queued = connected ? tud_cdc_write(bytes, (uint32_t)count) : 0u;
    (void)tud_cdc_write_flush();
    usb_end();
    bytes += queued;
    count -= queued;
  }
}

void hb_port_link_flush(void) {
  bool waiting = true;
  while (waiting) {
    usb_begin();
    (void)tud_cdc_write_flush();
    /* All of the buffer that it was given: the SDK's build of TinyUSB does not use the size of its own. */
    waiting = tud_cdc_connected() && tud_cdc_write_available() < BUFFER_BYTES;
    usb_end();
  }
}

void hb_port_link_idle(void) {}

#endif
