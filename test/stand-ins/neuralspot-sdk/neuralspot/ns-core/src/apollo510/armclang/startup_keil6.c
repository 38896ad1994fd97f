#include <stdint.h>

extern uint32_t Image$$ARM_LIB_STACK$$ZI$$Limit[];
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

/* The C library of armclang sets memory up. */
void Reset_Handler(void) {
  (void)main();
  wait_for_ever();
}

__attribute__((section("RESET"), used)) static const uintptr_t vectors[] = {
    (uintptr_t)Image$$ARM_LIB_STACK$$ZI$$Limit, (uintptr_t)Reset_Handler,      0,
    (uintptr_t)HardFault_Handler,     (uintptr_t)MemManage_Handler, (uintptr_t)BusFault_Handler,
    (uintptr_t)UsageFault_Handler,
};
