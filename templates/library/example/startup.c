/* Reset and vector table of the emulated board. Every exception is a failure. */
#include <stdint.h>
#include <string.h>

#include "semihosting.h"

#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88u)
#define CPACR_FPU_AND_MVE (0xFu << 20)
#define FIRST_EXCEPTIONS 15u

extern uint32_t example_stack_top[];
extern uint8_t example_data_load[], example_data_begin[], example_data_end[];
extern uint8_t example_bss_begin[], example_bss_end[];

int main(void);
void example_reset_handler(void);

static void example_fault_handler(void) {
  semihosting_print("FAIL: the processor took an exception\n");
  semihosting_exit(1);
}

/* noinline: compiled with vector instructions, and those only work once the caller has enabled them. */
__attribute__((noinline)) static void start(void) {
  memcpy(example_data_begin, example_data_load, (size_t)(example_data_end - example_data_begin));
  memset(example_bss_begin, 0, (size_t)(example_bss_end - example_bss_begin));
  semihosting_exit(main());
}

void example_reset_handler(void) {
  SCB_CPACR |= CPACR_FPU_AND_MVE;
  __asm volatile("dsb\n isb" ::: "memory");
  start();
}

typedef union {
  void (*handler)(void);
  uint32_t *stack;
} vector;

__attribute__((section(".vectors"), used)) static const vector vectors[1 + FIRST_EXCEPTIONS] = {
    [0] = {.stack = example_stack_top},
    [1] = {.handler = example_reset_handler},
    [2 ... FIRST_EXCEPTIONS] = {.handler = example_fault_handler},
};
