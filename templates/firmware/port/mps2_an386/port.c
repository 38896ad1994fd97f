/* Arm's MPS2 board with the AN386 image (Cortex-M4) as QEMU's `-M mps2-an386` has it. Run it with
 * `-icount shift=7`: then one instruction is 128 ns of its time, and the timers count instructions. */
#include "hb_port.h"
#include "hb_qemu.h"

const hb_cmsdk_uart hb_qemu_link = {.base = 0x40004000u, .receive_interrupt = 0u};
const hb_cmsdk_uart hb_qemu_wires = {.base = 0x40005000u, .receive_interrupt = 2u};

const uint32_t hb_qemu_core_hz = 25000000u;

/* CMSDK dual timer: two down-counters of 32 bits at 25 MHz, free-running. The coarse one, behind a
 * prescaler of 256, tells how often the fine one went around: together they last 2^40 ticks. */
typedef struct {
  volatile uint32_t load;
  volatile uint32_t value;
  volatile uint32_t control;
  volatile uint32_t reserved[5];
} timer_registers;

#define FINE_TIMER ((timer_registers *)0x40002000u)
#define COARSE_TIMER ((timer_registers *)0x40002020u)
#define TIMER_32_BITS (1u << 1)
#define TIMER_PRESCALE_256 (2u << 2)
#define TIMER_ENABLE (1u << 7)
#define PRESCALE_SHIFT 8

/* 128 ns an instruction at 25 MHz are 3.2 = 16 / 5 ticks. A window's ticks are off by less than one,
 * which is less than half an instruction, so rounding gives the exact number. */
#define TICKS_PER_5_INSTRUCTIONS 16u

static const hb_memory_range memories[] = {
    {0x00080000u, 3670016u},  /* MRAM: SSRAM1 after the code stands for it */
    {0x20000000u, 327680u},   /* TCM: of SSRAM2, without the harness's piece at its top */
    {0x20080000u, 3670016u},  /* SRAM: the rest of SSRAM2 and 3 */
    {0x21000000u, 12288000u}, /* PSRAM */
    {0x21C00000u, 4190208u},  /* staging: PSRAM, where a probe leaves what is copied elsewhere */
};

void hb_qemu_counter_start(void) {
  FINE_TIMER->load = UINT32_MAX;
  COARSE_TIMER->load = UINT32_MAX;
  FINE_TIMER->control = TIMER_ENABLE | TIMER_32_BITS;
  COARSE_TIMER->control = TIMER_ENABLE | TIMER_32_BITS | TIMER_PRESCALE_256;
}

uint64_t hb_qemu_counter(void) {
  const uint32_t fine = ~FINE_TIMER->value;
  const uint64_t coarse = (uint64_t)~COARSE_TIMER->value << PRESCALE_SHIFT;
  /* Both were started within a few instructions, so what coarse has ahead of fine is whole turns of fine,
   * give or take far less than half a turn. No branch: a reading takes the same instructions every time. */
  const uint64_t turns = (coarse - fine + 0x80000000u) >> 32;
  return turns << 32 | fine;
}

uint64_t hb_port_units(uint64_t ticks) {
  return (ticks * 5u + TICKS_PER_5_INSTRUCTIONS / 2u) / TICKS_PER_5_INSTRUCTIONS;
}

const char *hb_port_name(void) { return "mps2_an386"; }
const char *hb_port_cpu(void) { return "cortex-m4"; }

const hb_memory_range *hb_port_memories(size_t *count) {
  *count = sizeof memories / sizeof memories[0];
  return memories;
}

hb_memory_range hb_port_parameters(void) { return (hb_memory_range){0x21FFF000u, 4096u}; }
