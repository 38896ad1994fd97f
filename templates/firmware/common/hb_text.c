#include "hb_text.h"

void hb_text_clear(hb_text *text) {
  text->length = 0;
  text->chars[0] = '\0';
}

void hb_text_append(hb_text *text, const char *more) {
  while (*more != '\0' && text->length < HB_TEXT_CAPACITY) {
    text->chars[text->length] = *more;
    text->length++;
    more++;
  }
  text->chars[text->length] = '\0';
}

void hb_text_append_u32(hb_text *text, uint32_t value) {
  char digits[11];
  size_t at = sizeof digits - 1u;
  digits[at] = '\0';
  do {
    at--;
    digits[at] = (char)('0' + value % 10u);
    value /= 10u;
  } while (value != 0u);
  hb_text_append(text, digits + at);
}

void hb_text_append_hex(hb_text *text, uint32_t value) {
  char digits[11] = "0x";
  for (int i = 0; i < 8; i++) {
    digits[2 + i] = "0123456789abcdef"[value >> (28 - 4 * i) & 0xFu];
  }
  digits[10] = '\0';
  hb_text_append(text, digits);
}
