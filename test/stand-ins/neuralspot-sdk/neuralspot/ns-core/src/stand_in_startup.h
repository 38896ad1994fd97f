/* What the startup files of all parts have in common; it is no part of the SDK. */
#ifndef STAND_IN_STARTUP_H
#define STAND_IN_STARTUP_H
#include <stdint.h>

int main(void);
void Reset_Handler(void);
void HardFault_Handler(void);
void MemManage_Handler(void);
void BusFault_Handler(void);
void UsageFault_Handler(void);

static void wait_for_ever(void) {
  for (;;) __asm volatile("wfi");
}
void __attribute__((weak)) HardFault_Handler(void) { wait_for_ever(); }
void __attribute__((weak)) MemManage_Handler(void) { wait_for_ever(); }
void __attribute__((weak)) BusFault_Handler(void) { wait_for_ever(); }
void __attribute__((weak)) UsageFault_Handler(void) { wait_for_ever(); }

#define STAND_IN_VECTORS(name, stack_top)                                                                   \
  __attribute__((section(name), used)) static const uintptr_t vectors[] = {                                 \
      (uintptr_t)(stack_top),        (uintptr_t)Reset_Handler,    0, (uintptr_t)HardFault_Handler,          \
      (uintptr_t)MemManage_Handler, (uintptr_t)BusFault_Handler, (uintptr_t)UsageFault_Handler,             \
  }
#endif
