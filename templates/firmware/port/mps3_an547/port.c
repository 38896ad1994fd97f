/* Arm's MPS3 board with the AN547 image (Cortex-M55, SSE-300) as QEMU's `-M mps3-an547` has it. Run it with
 * `-icount shift=6`: then one instruction is 64 ns of its time, and the timer counts instructions. */
#include "hb_port.h"
#include "hb_qemu.h"

const hb_cmsdk_uart hb_qemu_link = {.base = 0x49303000u, .receive_interrupt = 33u};
const hb_cmsdk_uart hb_qemu_wires = {.base = 0x49304000u, .receive_interrupt = 35u};

const uint32_t hb_qemu_core_hz = 32000000u;

/* SSE-300 system counter: 64 bits at 32 MHz. */
#define COUNTER_CONTROL (*(volatile uint32_t *)0x58100000u)
#define COUNTER_LOW (*(volatile uint32_t *)0x58101000u)
#define COUNTER_HIGH (*(volatile uint32_t *)0x58101004u)
#define COUNTER_ENABLE 1u

/* 64 ns an instruction at 32 MHz are 2.048 = 256 / 125 ticks. A window's ticks are off by less than one,
 * which is less than half an instruction, so rounding gives the exact number. */
#define TICKS_PER_125_INSTRUCTIONS 256u

static const hb_memory_range memories[] = {
    {0x01000000u, 2097152u},  /* MRAM: SSRAM stands for it */
    {0x20000000u, 327680u},   /* TCM: DTCM without the harness's piece at its top */
    {0x21000000u, 4194304u},  /* SRAM */
    {0x60000000u, 32768000u}, /* PSRAM: DDR */
    {0x64000000u, 33554432u}, /* staging: DDR, where a probe leaves what is copied elsewhere */
};

void hb_qemu_counter_start(void) { COUNTER_CONTROL = COUNTER_ENABLE; }

uint64_t hb_qemu_counter(void) {
  const uint32_t high_before = COUNTER_HIGH;
  const uint32_t low = COUNTER_LOW;
  const uint32_t high_after = COUNTER_HIGH;
  /* When the low word went around in between, it did so before it was read if it is small now. No branch:
   * a reading takes the same instructions every time. */
  const uint32_t high = high_before + ((high_after - high_before) & (1u - (low >> 31)));
  return (uint64_t)high << 32 | low;
}

uint64_t hb_port_units(uint64_t ticks) {
  return (ticks * 125u + TICKS_PER_125_INSTRUCTIONS / 2u) / TICKS_PER_125_INSTRUCTIONS;
}

const char *hb_port_name(void) { return "mps3_an547"; }
const char *hb_port_cpu(void) { return "cortex-m55"; }

const hb_memory_range *hb_port_memories(size_t *count) {
  *count = sizeof memories / sizeof memories[0];
  return memories;
}

hb_memory_range hb_port_parameters(void) { return (hb_memory_range){0x66000000u, 4096u}; }
