/* Of every part for armclang, whose C library sets memory up. */
#include "stand_in_startup.h"

void Reset_Handler(void) {
  (void)main();
  wait_for_ever();
}
