#include "../../stand_in_startup_keil6.h"

__attribute__((section("STACK"), used)) static uint32_t stack[4096];

STAND_IN_VECTORS("RESET", stack + 4096);
