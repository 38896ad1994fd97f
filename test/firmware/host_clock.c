/* How the port sets a mode of the core and looks at its clock, on this machine: every reading takes cycles, and the system
 * timer goes with them.
 *
 *   host_clock MODE HZ       HZ: what the core really runs at in that mode; 0: the system timer stands still
 *
 * Prints the status, the rate that the host is told, and why. */
#include <stdio.h>
#include <stdlib.h>

#include "hb_counters.h"
#include "hb_ns.h"
#include "hb_port.h"
#include "ns_peripherals_power.h"

#define WATCH_HZ 375000u
#define CYCLES_A_READING 23u

const ns_core_api_t ns_core_V1_0_0 = {1};
const ns_core_api_t ns_power_V1_0_0 = {1};
const ns_power_config_t ns_good_default = {.bNeedXtal = true};
uint32_t ns_core_init(ns_core_config_t *config) { return config->api == &ns_core_V1_0_0 ? 0u : 1u; }
uint32_t ns_power_config(const ns_power_config_t *config) { return config->bNeedSharedSRAM ? 0u : 1u; }
void hb_ns_cache_enable(void) {}
void hb_ns_memories_init(void) {}

uint32_t hb_stand_in_primask;
static uint64_t cycles, core_hz;
static ns_power_mode_e set;

/* As the SDK's: whether the HAL has done it is not asked. */
uint32_t ns_set_performance_mode(ns_power_mode_e mode) {
  set = mode;
  return 0;
}
void hb_cycles_start(void) {}
uint64_t hb_cycles(void) { return cycles += CYCLES_A_READING; }
uint32_t am_hal_stimer_config(uint32_t config) { return config; }
uint32_t am_hal_stimer_counter_get(void) {
  cycles += CYCLES_A_READING;
  return core_hz == 0u ? 7u : (uint32_t)(cycles * WATCH_HZ / core_hz) - 40u; /* wraps while it is looked at */
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  core_hz = strtoul(argv[2], NULL, 10);
  hb_text why;
  hb_text_clear(&why);
  const hb_status status = hb_port_cpu_mode((uint8_t)strtoul(argv[1], NULL, 10), &why);
  (void)printf("%d %u %d %s", (int)status, (unsigned)hb_port_timer_hz(), (int)set, why.chars);
  return 0;
}
