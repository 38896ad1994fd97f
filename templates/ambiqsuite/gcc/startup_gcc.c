/* Reset and vector table for @title@. An interrupt that nobody handles stops here. */
#include <stdint.h>
#include <string.h>

#define SCB_VTOR (*(volatile uint32_t *)0xE000ED08u)
#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88u)
#define CPACR_FPU_AND_MVE (0xFu << 20)
#define FIRST_EXCEPTIONS 15u
#define INTERRUPTS 240u

extern uint32_t example_stack_top[];
extern uint8_t example_data_load[], example_data_begin[], example_data_end[];
extern uint8_t example_bss_begin[], example_bss_end[];

int main(void);
void Reset_Handler(void);
void example_enable(void);
void example_start(void);

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

__attribute__((section(".vectors"), used, aligned(1024)))
static const vector vectors[1 + FIRST_EXCEPTIONS + INTERRUPTS] = {
    [0] = {.stack = example_stack_top},
    [1] = {.handler = Reset_Handler},
    [2 ... FIRST_EXCEPTIONS + INTERRUPTS] = {.handler = unhandled},
};

/* noinline: it may use vector instructions, and those only work once its caller has enabled them. */
__attribute__((noinline)) void example_start(void) {
  memcpy(example_data_begin, example_data_load, (size_t)(example_data_end - example_data_begin));
  memset(example_bss_begin, 0, (size_t)(example_bss_end - example_bss_begin));
  SystemInit();
  (void)main();
  unhandled();
}

void example_enable(void) {
  SCB_VTOR = (uint32_t)(uintptr_t)vectors;
  SCB_CPACR |= CPACR_FPU_AND_MVE;
  __asm volatile("dsb\n isb" ::: "memory");
  example_start();
}

/* A bootloader or debugger may come here with a stack of its own. */
__attribute__((naked)) void Reset_Handler(void) {
  __asm volatile(
      "ldr r0, =example_stack_top\n"
      "msr msp, r0\n"
      "b example_enable\n");
}
