/* The link over USB on this machine, up to where a host asks for the serial number: the board's identity is what the
 * tests have put into this page. */
#include <stdio.h>
#include <string.h>

#include "hb_crc32.h"
#include "hb_ns.h"
#include "hb_port.h"
#include "ns_usb.h"
#include "tusb.h"

#define TEXT_AT 8u

uint8_t hb_host_page[HB_NS_IDENTITY_OFFSET + 64u];
uint32_t hb_stand_in_primask;

/* host_usb SERIAL [damage]: prints the serial number that a USB host reads. */
int main(int count, char **words) {
  uint8_t *const identity = hb_host_page + HB_NS_IDENTITY_OFFSET;
  if (count > 1) {
    memcpy(identity, "HBID", 4);
    (void)strncpy((char *)identity + TEXT_AT, words[1], HB_NS_PROBE_SERIAL_BYTES - 1u);
    const uint32_t crc32 = hb_crc32(0, identity + TEXT_AT, HB_NS_PROBE_SERIAL_BYTES);
    memcpy(identity + 4, &crc32, sizeof crc32);
  }
  if (count > 2) identity[TEXT_AT] ^= 1u;
  hb_port_link_init();
  const uint16_t *text = tud_descriptor_string_cb(3, 0x0409);
  for (unsigned i = 1; i < (text[0] & 0xFFu) / 2u; i++) (void)putchar(text[i]);
  return 0;
}
