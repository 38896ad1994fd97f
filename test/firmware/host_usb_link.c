/* The link over USB on this machine: what it sends and reads, who else may call TinyUSB meanwhile, and what becomes of it
 * after a fault. */
#include <stdio.h>
#include <string.h>

#include "hb_ns.h"
#include "hb_port.h"

#define BYTES 5000u

extern uint8_t hb_stand_in_usb_to_device[], hb_stand_in_usb_to_host[];
extern uint32_t hb_stand_in_usb_sent, hb_stand_in_usb_received, hb_stand_in_usb_shared;
extern bool hb_stand_in_usb_open;
uint32_t hb_stand_in_primask;
uint8_t hb_host_page[HB_NS_IDENTITY_OFFSET + 64u];

static void tell(const char *what, bool right) { (void)printf("%s %s\n", what, right ? "yes" : "no"); }

int main(void) {
  static uint8_t sent[BYTES], read[BYTES];
  for (uint32_t i = 0; i < BYTES; i++) sent[i] = (uint8_t)(i * 37u % 251u);
  hb_port_link_init();
  hb_port_link_write(sent, 100);
  tell("nobody_listens", hb_stand_in_usb_received == 0u);

  hb_stand_in_usb_open = true;
  hb_port_link_write(sent, BYTES);
  hb_port_link_flush();
  tell("written", hb_stand_in_usb_received == BYTES && memcmp(hb_stand_in_usb_to_host, sent, BYTES) == 0);

  memcpy(hb_stand_in_usb_to_device, sent, BYTES);
  hb_stand_in_usb_sent = BYTES;
  size_t count = 0;
  for (size_t more = 1; more > 0u; count += more) more = hb_port_link_read(read + count, 64);
  tell("read", count == BYTES && memcmp(read, sent, BYTES) == 0);
  tell("alone", hb_stand_in_usb_shared == 0u);

  hb_stand_in_primask = 1; /* as a fault in a measured window leaves it */
  hb_port_link_write(sent, 1);
  tell("served_after_a_fault", hb_stand_in_primask == 0u);
  return 0;
}
