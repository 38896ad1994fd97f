/* The startup of every part, as GNU ld lays memory out. */
#include "stand_in_startup.h"

extern uint32_t _sdata[], _edata[], _init_data[], _sbss[], _ebss[], hb_stand_in_stack_top[];

void Reset_Handler(void) {
  const uint32_t *from = _init_data;
  for (uint32_t *to = _sdata; to < _edata; to++) *to = *from++;
  for (uint32_t *to = _sbss; to < _ebss; to++) *to = 0;
  (void)main();
  wait_for_ever();
}

STAND_IN_VECTORS(".isr_vector", hb_stand_in_stack_top);
