/* The SDK's vector table has weak handlers that wait for ever. These tell the host instead. */
#include "hb_fault.h"

__attribute__((naked)) void HardFault_Handler(void);
__attribute__((naked)) void MemManage_Handler(void);
__attribute__((naked)) void BusFault_Handler(void);
__attribute__((naked)) void UsageFault_Handler(void);

/* A branch, not a call: the handler looks at the link register that the exception has set. */
void HardFault_Handler(void) { __asm volatile("b hb_fault_handler"); }
void MemManage_Handler(void) { __asm volatile("b hb_fault_handler"); }
void BusFault_Handler(void) { __asm volatile("b hb_fault_handler"); }
void UsageFault_Handler(void) { __asm volatile("b hb_fault_handler"); }
