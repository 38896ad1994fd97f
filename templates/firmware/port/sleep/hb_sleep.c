#include "hb_sleep.h"

#define SYSTICK_CONTROL (*(volatile uint32_t *)0xE000E010u)
#define SYSTICK_RELOAD (*(volatile uint32_t *)0xE000E014u)
#define SYSTICK_VALUE (*(volatile uint32_t *)0xE000E018u)
#define SCB_INTERRUPT_STATE (*(volatile uint32_t *)0xE000ED04u)
#define SCB_SYSTEM_CONTROL (*(volatile uint32_t *)0xE000ED10u)

#define SYSTICK_ENABLE (1u << 0)
#define SYSTICK_INTERRUPT (1u << 1)
#define SYSTICK_CORE_CLOCK (1u << 2)
#define SYSTICK_PASSED (1u << 16) /* cleared by being read */
#define LONGEST_TICKS 0x00FFFFFFu
#define CLEAR_SYSTICK_PENDING (1u << 25)
#define SLEEP_DEEP (1u << 2)

void hb_sleep(void) {
  /* In deep sleep SysTick stands still, and a probe may not get in. */
  SCB_SYSTEM_CONTROL &= ~SLEEP_DEEP;
  __asm volatile("dsb\n wfi" ::: "memory");
}

static void sleep_ticks(uint32_t ticks) {
  SYSTICK_RELOAD = ticks - 1u;
  SYSTICK_VALUE = 0;
  SYSTICK_CONTROL = SYSTICK_ENABLE | SYSTICK_INTERRUPT | SYSTICK_CORE_CLOCK;
  while ((SYSTICK_CONTROL & SYSTICK_PASSED) == 0u) hb_sleep();
  SYSTICK_CONTROL = 0;
  SCB_INTERRUPT_STATE = CLEAR_SYSTICK_PENDING;
}

void hb_sleep_ms(uint32_t ms, uint32_t core_hz) {
  const uint32_t ticks_per_ms = core_hz / 1000u;
  const uint32_t longest_ms = LONGEST_TICKS / ticks_per_ms;
  uint32_t masked;
  __asm volatile("mrs %0, primask\n cpsid i" : "=r"(masked)::"memory");
  while (ms > 0u) {
    const uint32_t part_ms = ms < longest_ms ? ms : longest_ms;
    sleep_ticks(part_ms * ticks_per_ms);
    ms -= part_ms;
  }
  __asm volatile("msr primask, %0" ::"r"(masked) : "memory");
}
