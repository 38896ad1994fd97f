/* Access to registers by address. With HB_REGISTERS_MODEL something else than the hardware answers: tests define it. */
#ifndef HB_REGISTERS_H
#define HB_REGISTERS_H

#include <stdint.h>

#ifdef HB_REGISTERS_MODEL
uint32_t hb_register_read(uint32_t address);
void hb_register_write(uint32_t address, uint32_t value);
void hb_register_barrier(void);
#else
static inline uint32_t hb_register_read(uint32_t address) { return *(volatile const uint32_t *)(uintptr_t)address; }
static inline void hb_register_write(uint32_t address, uint32_t value) {
  *(volatile uint32_t *)(uintptr_t)address = value;
}
/* What was written has happened before the next instruction. */
static inline void hb_register_barrier(void) { __asm volatile("dsb\n\tisb" ::: "memory"); }
#endif

/* Debug exception and monitor control: without TRCENA neither PMU nor DWT counts, and all their registers are 0. */
#define HB_DEMCR 0xE000EDFCu
#define HB_DEMCR_TRCENA (1u << 24)

static inline void hb_trace_enable(void) {
  hb_register_write(HB_DEMCR, hb_register_read(HB_DEMCR) | HB_DEMCR_TRCENA);
  hb_register_barrier();
}

#endif
