/* Arm semihosting of M-profile cores: an operation number in r0, its argument in r1, breakpoint 0xAB. */
#include "semihosting.h"

#include <stdlib.h>

#define SYS_WRITE0 0x04u
#define SYS_EXIT_EXTENDED 0x20u
#define STOPPED_APPLICATION_EXIT 0x20026u

static void call(uint32_t operation, uint32_t argument) {
  register uint32_t r0 __asm("r0") = operation;
  register uint32_t r1 __asm("r1") = argument;
  __asm volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

void semihosting_print(const char *text) { call(SYS_WRITE0, (uint32_t)(uintptr_t)text); }

void semihosting_print_u32(uint32_t number) {
  char digits[11];
  char *at = &digits[sizeof digits - 1u];
  *at = '\0';
  do {
    *--at = (char)('0' + (char)(number % 10u));
    number /= 10u;
  } while (number != 0u);
  semihosting_print(at);
}

_Noreturn void semihosting_exit(int status) {
  const uint32_t block[2] = {STOPPED_APPLICATION_EXIT, (uint32_t)status};
  for (;;) call(SYS_EXIT_EXTENDED, (uint32_t)(uintptr_t)block);
}

/* A runtime calls it where it cannot go on, and that of the C library wants an operating system. */
_Noreturn void abort(void) {
  semihosting_print("FAIL: abort() was called\n");
  semihosting_exit(1);
}
