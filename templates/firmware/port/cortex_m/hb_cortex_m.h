/* What ports on a Cortex-M have in common. The harness keeps interrupts masked at all times: one that is
 * pending ends the idle sleep, and no handler ever runs. */
#ifndef HB_CORTEX_M_H
#define HB_CORTEX_M_H

#include <stdint.h>

#define HB_STACK_GUARD_BYTES 256u

static inline void hb_cortex_m_enable_interrupt(uint32_t interrupt) {
  volatile uint32_t *const set_enable = (volatile uint32_t *)0xE000E100u;
  set_enable[interrupt / 32u] = 1u << (interrupt % 32u);
}

static inline void hb_cortex_m_clear_pending(uint32_t interrupt) {
  volatile uint32_t *const clear_pending = (volatile uint32_t *)0xE000E280u;
  clear_pending[interrupt / 32u] = 1u << (interrupt % 32u);
}

static inline uint32_t hb_cortex_m_mask_interrupts(void) {
  uint32_t state;
  __asm volatile("mrs %0, primask\n cpsid i" : "=r"(state)::"memory");
  return state;
}

static inline void hb_cortex_m_restore_interrupts(uint32_t state) {
  __asm volatile("msr primask, %0" ::"r"(state) : "memory");
}

static inline void hb_cortex_m_wait_for_interrupt(void) { __asm volatile("dsb\n wfi" ::: "memory"); }

static inline _Noreturn void hb_cortex_m_reset(void) {
  volatile uint32_t *const application_interrupt_and_reset = (volatile uint32_t *)0xE000ED0Cu;
  __asm volatile("dsb" ::: "memory");
  *application_interrupt_and_reset = 0x05FA0004u;
  for (;;) __asm volatile("dsb");
}

/* A loop of exactly 2 · `rounds` instructions, for checking a timer of instructions. `rounds` > 0. */
static inline void hb_cortex_m_spin(uint32_t rounds) {
  __asm volatile("1: subs %0, %0, #1\n bne.n 1b" : "+r"(rounds)::"cc");
}

#endif
