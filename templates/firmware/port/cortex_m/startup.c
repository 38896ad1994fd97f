/* Reset and vector table of a Cortex-M port. Every exception that is not expected is a fault. */
#include <stdint.h>
#include <string.h>

#include "hb_cortex_m.h"
#include "hb_fault.h"
#include "hb_port.h"

#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88u)
#define FPU_FPCCR (*(volatile uint32_t *)0xE000EF34u)
#define CPACR_FPU_AND_MVE (0xFu << 20)
/* Keep the FPU's registers out of exception frames: no exception returns to the code it struck. */
#define FPCCR_ASPEN_LSPEN (3u << 30)

#define FIRST_EXCEPTIONS 15u
#define INTERRUPTS 128u

extern uint32_t hb_stack_limit[];
extern uint32_t hb_stack_top[];
extern uint8_t hb_data_load[], hb_data_begin[], hb_data_end[], hb_bss_begin[], hb_bss_end[];

int main(void);

hb_memory_range hb_port_stack(void) {
  const uint32_t limit = (uint32_t)(uintptr_t)hb_stack_limit;
  return (hb_memory_range){limit, (uint32_t)(uintptr_t)hb_stack_top - limit};
}

static void guard_stack(void) {
#if __ARM_ARCH >= 8
  __asm volatile("msr msplim, %0" ::"r"(hb_stack_limit));
#else
  /* No stack limit register before Armv8-M: region 0 makes the 256 bytes below the stack untouchable. */
  volatile uint32_t *const mpu = (volatile uint32_t *)0xE000ED94u; /* CTRL, RNR, RBAR, RASR */
  const uint32_t guard = (uint32_t)(uintptr_t)hb_stack_limit - HB_STACK_GUARD_BYTES;
  mpu[1] = 0;
  mpu[2] = guard;
  mpu[3] = 7u << 1 | 1u; /* 2^(7 + 1) bytes, no access, enabled */
  mpu[0] = 5u;           /* enabled, the default map elsewhere */
  __asm volatile("dsb\n isb" ::: "memory");
#endif
}

/* noinline: compiled with vector instructions, and those only work once the caller has enabled them. */
__attribute__((noinline)) static _Noreturn void start(void) {
  memcpy(hb_data_begin, hb_data_load, (size_t)(hb_data_end - hb_data_begin));
  memset(hb_bss_begin, 0, (size_t)(hb_bss_end - hb_bss_begin));
  guard_stack();
  (void)main();
  for (;;) __asm volatile("wfi");
}

_Noreturn void hb_reset_handler(void) {
  __asm volatile("cpsid i" ::: "memory");
  SCB_CPACR |= CPACR_FPU_AND_MVE;
  __asm volatile("dsb\n isb" ::: "memory");
  FPU_FPCCR &= ~FPCCR_ASPEN_LSPEN;
  start();
}

typedef union {
  void (*handler)(void);
  uint32_t *stack;
} vector;

__attribute__((section(".vectors"), used)) static const vector vectors[1 + FIRST_EXCEPTIONS + INTERRUPTS] = {
    [0] = {.stack = hb_stack_top},
    [1] = {.handler = hb_reset_handler},
    [2 ... FIRST_EXCEPTIONS + INTERRUPTS] = {.handler = hb_fault_handler},
};
