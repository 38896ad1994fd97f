#include "usb_descriptors.h"

#include "tusb.h"

char const *usb_string_desc_arr[6] = {"\x09\x04", "Maker", "Device", "123457", "CDC", "Vendor"};

/* A host asks for the serial number, string 3, when it meets the device. */
uint16_t const *tud_descriptor_string_cb(uint8_t index, uint16_t language) {
  static uint16_t text[32];
  (void)language;
  if (index == 0u || index > 5u) return 0;
  uint16_t count = 0;
  for (const char *from = usb_string_desc_arr[index]; *from != '\0' && count < 31u; from++) text[++count] = (uint16_t)*from;
  text[0] = (uint16_t)(TUSB_DESC_STRING << 8 | (2u * count + 2u));
  return text;
}
