#include <stdint.h>

extern uint32_t _sdata[], _edata[], _init_data[], _sbss[], _ebss[], hb_stand_in_stack_top[];
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

void Reset_Handler(void) {
  const uint32_t *from = _init_data;
  for (uint32_t *to = _sdata; to < _edata; to++) *to = *from++;
  for (uint32_t *to = _sbss; to < _ebss; to++) *to = 0;
  (void)main();
  wait_for_ever();
}

__attribute__((section(".isr_vector"), used)) static const uintptr_t vectors[] = {
    (uintptr_t)hb_stand_in_stack_top, (uintptr_t)Reset_Handler,      0,
    (uintptr_t)HardFault_Handler,     (uintptr_t)MemManage_Handler, (uintptr_t)BusFault_Handler,
    (uintptr_t)UsageFault_Handler,
};
