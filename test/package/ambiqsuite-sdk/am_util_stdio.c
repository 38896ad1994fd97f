/* Prints by semihosting instead of SWO, and ends the program at the verdict. */
#include "am_util.h"

#include <stdarg.h>
#include <string.h>

static void call(uint32_t operation, uint32_t argument) {
  register uint32_t r0 __asm("r0") = operation;
  register uint32_t r1 __asm("r1") = argument;
  __asm volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

static void print(const char *text) { call(0x04u, (uint32_t)(uintptr_t)text); }

uint32_t am_util_stdio_printf(const char *format, ...) {
  const char *insert = strstr(format, "%s");
  if (insert == NULL) {
    print(format);
  } else {
    char head[128] = {0};
    va_list arguments;
    memcpy(head, format, (size_t)(insert - format));
    print(head);
    va_start(arguments, format);
    print(va_arg(arguments, const char *));
    va_end(arguments);
    print(insert + 2);
  }
  const uint32_t status = strncmp(format, "PASS", 4) == 0 ? 0u : 1u;
  const uint32_t block[2] = {0x20026u, status};
  if (status == 0u || strncmp(format, "FAIL", 4) == 0) call(0x20u, (uint32_t)(uintptr_t)block);
  return 0;
}
