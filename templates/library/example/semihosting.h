/* Text and exit status by way of the debugger or emulator that the program runs under. */
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

#include <stdint.h>

void semihosting_print(const char *text);
void semihosting_print_u32(uint32_t number);
_Noreturn void semihosting_exit(int status);

#endif
