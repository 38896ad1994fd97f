/* Building a short text for a log line or a failure, without stdio. A text that does not fit is cut. */
#ifndef HB_TEXT_H
#define HB_TEXT_H

#include <stddef.h>
#include <stdint.h>

#define HB_TEXT_CAPACITY 200u

typedef struct {
  char chars[HB_TEXT_CAPACITY + 1u]; /* always ends in NUL */
  size_t length;
} hb_text;

void hb_text_clear(hb_text *text);
void hb_text_append(hb_text *text, const char *more);
void hb_text_append_u32(hb_text *text, uint32_t value);
void hb_text_append_hex(hb_text *text, uint32_t value); /* 0x and eight digits */

#endif
