/* The runtime prints through DebugLog(); ours keeps what it prints, without stdio and without a heap. */
#include "hb_tflm_log.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

extern "C" {
#include "hb_text.h"
}

namespace {

/* What the runtime says before it loops for ever: most of its builds for Cortex-M do that in place of abort(). */
constexpr char LAST_WORD[] = "HALTED";

hb_text lines;
bool about_memory;
uint32_t missing_bytes;

void append_char(hb_text *text, char character) {
  const char chars[2] = {character, '\0'};
  hb_text_append(text, chars);
}

void append_i32(hb_text *text, int32_t value) {
  if (value < 0) append_char(text, '-');
  hb_text_append_u32(text, value < 0 ? 0u - static_cast<uint32_t>(value) : static_cast<uint32_t>(value));
}

/* The conversions that the runtime uses, without widths: numbers of 32 bits, strings, characters, and doubles cut
 * to whole numbers. Returns the last number printed, which is what is missing where a line says that something is. */
uint32_t append_format(hb_text *text, const char *format, va_list arguments) {
  uint32_t last = 0;
  for (const char *at = format; *at != '\0'; ++at) {
    if (*at == '\n' || *at == '\r') continue;
    if (*at != '%') {
      append_char(text, *at);
      continue;
    }
    do ++at;
    while (*at != '\0' && strchr("-+ #.0123456789zlhtj", *at) != nullptr);
    switch (*at) {
      case '\0': return last;
      case 's': {
        const char *string = va_arg(arguments, const char *);
        hb_text_append(text, string == nullptr ? "(none)" : string);
        break;
      }
      case 'c': append_char(text, static_cast<char>(va_arg(arguments, int))); break;
      case 'd':
      case 'i':
        last = va_arg(arguments, uint32_t);
        append_i32(text, static_cast<int32_t>(last));
        break;
      case 'u':
        last = va_arg(arguments, uint32_t);
        hb_text_append_u32(text, last);
        break;
      case 'x':
      case 'X':
      case 'p': hb_text_append_hex(text, va_arg(arguments, uint32_t)); break;
      case 'e':
      case 'f':
      case 'g': append_i32(text, static_cast<int32_t>(va_arg(arguments, double))); break;
      default: append_char(text, *at); break;
    }
  }
  return last;
}

void begin_line() {
  if (lines.length > 0u) hb_text_append(&lines, "; ");
}

/* The runtime has no code for "no room": only its words tell this failure from others. Its memory planner holds as
 * many buffers as what is left of the arena has room to note down. */
bool speaks_of_memory(const char *format) {
  static const char *const words[] = {"Failed to allocate", "Failed to resize", "Unable to allocate", "rena size",
                                      "Too many buffers"};
  for (const char *word : words) {
    if (strstr(format, word) != nullptr) return strstr(format, "Maximum resource variable") == nullptr;
  }
  return false;
}

}  // namespace

void hb_tflm_log_clear() {
  hb_text_clear(&lines);
  about_memory = false;
  missing_bytes = 0;
}

void hb_tflm_log_add(const char *more) {
  begin_line();
  hb_text_append(&lines, more);
}

hb_tflm_log hb_tflm_log_read() { return {lines.chars, about_memory, missing_bytes}; }

extern "C" void DebugLog(const char *format, va_list arguments) {
  if (strcmp(format, LAST_WORD) == 0) abort();
  if (format[strspn(format, "\r\n")] == '\0') return; /* ends a line that went before */
  begin_line();
  const uint32_t last = append_format(&lines, format, arguments);
  if (!speaks_of_memory(format)) return;
  about_memory = true;
  if (strstr(format, "missing: %") != nullptr && last > missing_bytes) missing_bytes = last;
}

extern "C" int DebugVsnprintf(char *buffer, size_t capacity, const char *format, va_list arguments) {
  hb_text text;
  hb_text_clear(&text);
  (void)append_format(&text, format, arguments);
  if (capacity > 0u) {
    const size_t count = text.length < capacity ? text.length : capacity - 1u;
    memcpy(buffer, text.chars, count);
    buffer[count] = '\0';
  }
  return static_cast<int>(text.length);
}
