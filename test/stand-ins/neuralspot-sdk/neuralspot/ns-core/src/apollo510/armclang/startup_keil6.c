#include "../../stand_in_startup_keil6.h"

extern uint32_t Image$$ARM_LIB_STACK$$ZI$$Limit[];

STAND_IN_VECTORS("RESET", Image$$ARM_LIB_STACK$$ZI$$Limit);
