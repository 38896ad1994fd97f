/* The part of a port that all machines of QEMU share: time is instructions, there are no counters beside
 * it, and there is one speed. */
#include "hb_qemu.h"

#include "hb_cortex_m.h"
#include "hb_port.h"

static bool counts_instructions;

/* noinline: the same instructions around the loop, however long it is. */
__attribute__((noinline)) static uint64_t time_spin(uint32_t rounds) {
  const uint64_t begin = hb_qemu_counter();
  hb_cortex_m_spin(rounds);
  return hb_port_units(hb_qemu_counter() - begin);
}

/* A loop twice as long as another takes exactly 2000 instructions more, if instructions are what the
 * counter counts: without -icount, or with another shift, they are not. */
static bool check_counter(void) { return time_spin(2000) - time_spin(1000) == 2000u; }

void hb_port_init(void) {
  hb_qemu_counter_start();
  counts_instructions = check_counter();
}

void hb_port_link_init(void) { hb_cmsdk_uart_init(&hb_qemu_link); }
size_t hb_port_link_read(uint8_t *bytes, size_t capacity) {
  return hb_cmsdk_uart_read(&hb_qemu_link, bytes, capacity);
}
void hb_port_link_write(const uint8_t *bytes, size_t count) { hb_cmsdk_uart_write(&hb_qemu_link, bytes, count); }
void hb_port_link_flush(void) { hb_cmsdk_uart_flush(&hb_qemu_link); }
void hb_port_link_idle(void) { hb_cmsdk_uart_wait(&hb_qemu_link); }

/* A timer that does not count instructions stands still, so that every measurement says it is dead. */
uint64_t hb_port_ticks(void) { return counts_instructions ? hb_qemu_counter() : 0; }
hb_unit hb_port_unit(void) { return HB_UNIT_INSTRUCTIONS; }
uint32_t hb_port_timer_hz(void) { return 0; }

hb_counters_kind hb_port_counters_kind(void) { return HB_COUNTERS_NONE; }
uint32_t hb_port_counters_slots(void) { return 0; }
hb_status hb_port_counters_select(const uint16_t *events, uint32_t count) {
  (void)events;
  return count == 0u ? HB_OK : HB_ERR_UNSUPPORTED;
}
void hb_port_counters_start(void) {}
uint32_t hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]) {
  (void)values;
  return 0;
}

uint32_t hb_port_quiet_begin(void) { return hb_cortex_m_mask_interrupts(); }
void hb_port_quiet_end(uint32_t state) { hb_cortex_m_restore_interrupts(state); }

/* Both modes are the one speed there is. */
hb_status hb_port_cpu_mode(uint8_t mode, hb_text *why) {
  if (mode <= 1u) return HB_OK;
  hb_text_append(why, "this board has no such CPU mode");
  return HB_ERR_UNSUPPORTED;
}
_Noreturn void hb_port_reset(void) { hb_cortex_m_reset(); }
