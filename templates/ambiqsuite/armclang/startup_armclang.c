/* Reset and vector table for @title@, for Arm Compiler 6. An interrupt that nobody handles stops here. */
#include <stdint.h>

#define SCB_VTOR (*(volatile uint32_t *)0xE000ED08u)
#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88u)
#define CPACR_FPU_AND_MVE (0xFu << 20)
#define FIRST_EXCEPTIONS 15u
#define INTERRUPTS 240u

/* Of the scatter file. */
extern uint32_t Image$$ARM_LIB_STACK$$ZI$$Limit[];

/* Of the C library: sets up data and calls main(). */
_Noreturn void __main(void);
void Reset_Handler(void);
void example_enable(void);

/* Of CMSIS, where the SDK has one for this part. */
void SystemInit(void);
__attribute__((weak)) void SystemInit(void) {}

static void unhandled(void) {
  for (;;) __asm volatile("wfi");
}

typedef union {
  void (*handler)(void);
  uint32_t *stack;
} vector;

__attribute__((section("RESET"), used, aligned(1024)))
static const vector vectors[1 + FIRST_EXCEPTIONS + INTERRUPTS] = {
    [0] = {.stack = Image$$ARM_LIB_STACK$$ZI$$Limit},
    [1] = {.handler = Reset_Handler},
    [2 ... FIRST_EXCEPTIONS + INTERRUPTS] = {.handler = unhandled},
};

__attribute__((used)) void example_enable(void) {
  SCB_VTOR = (uint32_t)(uintptr_t)vectors;
  SCB_CPACR |= CPACR_FPU_AND_MVE;
  __asm volatile("dsb\n isb" ::: "memory");
  SystemInit();
  __main();
}

/* A bootloader or debugger may come here with a stack of its own. */
__attribute__((naked)) void Reset_Handler(void) {
  __asm volatile(
      "ldr r0, =Image$$ARM_LIB_STACK$$ZI$$Limit\n"
      "msr msp, r0\n"
      "b example_enable\n");
}
