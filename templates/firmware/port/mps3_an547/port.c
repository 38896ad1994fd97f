/* Arm's MPS3 board with the AN547 image (Cortex-M55, SSE-300) as QEMU's `-M mps3-an547` has it. Run it with
 * `-icount shift=6`: then one instruction is 64 ns of its time, and the timer counts instructions. */
#include "hb_cmsdk_uart.h"
#include "hb_cortex_m.h"
#include "hb_port.h"

static const hb_cmsdk_uart console = {.base = 0x49303000u, .receive_interrupt = 33u};

/* SSE-300 system counter: 64 bits at 32 MHz. */
#define COUNTER_CONTROL (*(volatile uint32_t *)0x58100000u)
#define COUNTER_LOW (*(volatile uint32_t *)0x58101000u)
#define COUNTER_HIGH (*(volatile uint32_t *)0x58101004u)
#define COUNTER_ENABLE 1u

/* 64 ns an instruction at 32 MHz are 2.048 = 256 / 125 ticks. */
#define TICKS_PER_125_INSTRUCTIONS 256u

static const hb_memory_range memories[] = {
    {0x01000000u, 2097152u},  /* MRAM: SSRAM stands for it */
    {0x20000000u, 327680u},   /* TCM: DTCM without the harness's piece at its top */
    {0x21000000u, 4194304u},  /* SRAM */
    {0x60000000u, 32768000u}, /* PSRAM: DDR */
    {0x64000000u, 33554432u}, /* staging: DDR, where a probe leaves what is copied elsewhere */
};

static bool counts_instructions;

static uint64_t counter(void) {
  const uint32_t high_before = COUNTER_HIGH;
  const uint32_t low = COUNTER_LOW;
  const uint32_t high_after = COUNTER_HIGH;
  /* When the low word went around in between, it did so before it was read if it is small now. No branch:
   * a reading takes the same instructions every time. */
  const uint32_t high = high_before + ((high_after - high_before) & (1u - (low >> 31)));
  return (uint64_t)high << 32 | low;
}

/* noinline: the same instructions around the loop, however long it is. */
__attribute__((noinline)) static uint64_t time_spin(uint32_t rounds) {
  const uint64_t begin = counter();
  hb_cortex_m_spin(rounds);
  return hb_port_units(counter() - begin);
}

/* A loop twice as long as another takes exactly 2000 instructions more, if instructions are what the
 * counter counts: without -icount, or with another shift, they are not. */
static bool check_counter(void) { return time_spin(2000) - time_spin(1000) == 2000u; }

void hb_port_init(void) {
  hb_cmsdk_uart_init(&console);
  COUNTER_CONTROL = COUNTER_ENABLE;
  counts_instructions = check_counter();
}

const char *hb_port_name(void) { return "mps3_an547"; }
const char *hb_port_cpu(void) { return "cortex-m55"; }

size_t hb_port_link_read(uint8_t *bytes, size_t capacity) { return hb_cmsdk_uart_read(&console, bytes, capacity); }
void hb_port_link_write(const uint8_t *bytes, size_t count) { hb_cmsdk_uart_write(&console, bytes, count); }
void hb_port_link_flush(void) { hb_cmsdk_uart_flush(&console); }
void hb_port_idle(void) { hb_cmsdk_uart_wait(&console); }

/* A timer that does not count instructions stands still, so that every measurement says it is dead. */
uint64_t hb_port_ticks(void) { return counts_instructions ? counter() : 0; }

uint64_t hb_port_units(uint64_t ticks) {
  return (ticks * 125u + TICKS_PER_125_INSTRUCTIONS / 2u) / TICKS_PER_125_INSTRUCTIONS;
}

hb_unit hb_port_unit(void) { return HB_UNIT_INSTRUCTIONS; }
uint32_t hb_port_timer_hz(void) { return 0; }

uint32_t hb_port_counter_groups(void) { return 0; }
uint32_t hb_port_counters_in_group(uint32_t group) {
  (void)group;
  return 0;
}
const char *hb_port_counter_name(uint32_t group, uint32_t counter) {
  (void)group;
  (void)counter;
  return "";
}
hb_status hb_port_counters_select(uint32_t group) {
  (void)group;
  return HB_ERR_UNSUPPORTED;
}
void hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]) {
  for (uint32_t i = 0; i < HB_PORT_MAX_COUNTERS; i++) values[i] = 0;
}

uint32_t hb_port_quiet_begin(void) { return hb_cortex_m_mask_interrupts(); }
void hb_port_quiet_end(uint32_t state) { hb_cortex_m_restore_interrupts(state); }

/* The emulator has one speed. */
bool hb_port_cpu_mode(uint8_t mode) { return mode == 1u; }

const hb_memory_range *hb_port_memories(size_t *count) {
  *count = sizeof memories / sizeof memories[0];
  return memories;
}

_Noreturn void hb_port_reset(void) { hb_cortex_m_reset(); }
