/* Arm's MPS2 board with the AN386 image (Cortex-M4) as QEMU's `-M mps2-an386` has it. Run it with
 * `-icount shift=7`: then one instruction is 128 ns of its time, and the timers count instructions. */
#include "hb_cmsdk_uart.h"
#include "hb_cortex_m.h"
#include "hb_port.h"

static const hb_cmsdk_uart console = {.base = 0x40004000u, .receive_interrupt = 0u};

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

/* 128 ns an instruction at 25 MHz are 3.2 = 16 / 5 ticks. */
#define TICKS_PER_5_INSTRUCTIONS 16u

static const hb_memory_range memories[] = {
    {0x00080000u, 3670016u},  /* MRAM: SSRAM1 after the code stands for it */
    {0x20000000u, 327680u},   /* TCM: of SSRAM2, without the harness's piece at its top */
    {0x20080000u, 3670016u},  /* SRAM: the rest of SSRAM2 and 3 */
    {0x21000000u, 12288000u}, /* PSRAM */
    {0x21C00000u, 4194304u},  /* staging: PSRAM, where a probe leaves what is copied elsewhere */
};

static bool counts_instructions;

static uint64_t counter(void) {
  const uint32_t fine = ~FINE_TIMER->value;
  const uint64_t coarse = (uint64_t)~COARSE_TIMER->value << PRESCALE_SHIFT;
  /* Both were started within a few instructions, so what coarse has ahead of fine is whole turns of fine,
   * give or take far less than half a turn. No branch: a reading takes the same instructions every time. */
  const uint64_t turns = (coarse - fine + 0x80000000u) >> 32;
  return turns << 32 | fine;
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
  FINE_TIMER->load = UINT32_MAX;
  COARSE_TIMER->load = UINT32_MAX;
  FINE_TIMER->control = TIMER_ENABLE | TIMER_32_BITS;
  COARSE_TIMER->control = TIMER_ENABLE | TIMER_32_BITS | TIMER_PRESCALE_256;
  counts_instructions = check_counter();
}

const char *hb_port_name(void) { return "mps2_an386"; }
const char *hb_port_cpu(void) { return "cortex-m4"; }

size_t hb_port_link_read(uint8_t *bytes, size_t capacity) { return hb_cmsdk_uart_read(&console, bytes, capacity); }
void hb_port_link_write(const uint8_t *bytes, size_t count) { hb_cmsdk_uart_write(&console, bytes, count); }
void hb_port_link_flush(void) { hb_cmsdk_uart_flush(&console); }
void hb_port_idle(void) { hb_cmsdk_uart_wait(&console); }

/* A timer that does not count instructions stands still, so that every measurement says it is dead. */
uint64_t hb_port_ticks(void) { return counts_instructions ? counter() : 0; }

uint64_t hb_port_units(uint64_t ticks) {
  return (ticks * 5u + TICKS_PER_5_INSTRUCTIONS / 2u) / TICKS_PER_5_INSTRUCTIONS;
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
