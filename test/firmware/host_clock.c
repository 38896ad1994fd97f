/* How the port sets a mode of the core and looks at its clock, on this machine: every reading takes cycles, and the system
 * timer goes with them.
 *
 *   host_clock MODE HZ       HZ: what the core really runs at in that mode; 0: the system timer stands still
 *   host_clock init          what hb_port_init() asks of the SDK, in its order
 *   host_clock window TICKS  units of a window of so many steps of the layer timer, and the rate of those
 *
 * Prints the status, the rate that the host is told, and why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hb_counters.h"
#include "hb_ns.h"
#include "hb_port.h"
#include "hb_registers.h"
#include "ns_peripherals_power.h"

#define CYCLES_A_READING 23u
#define SYSTICK_VALUE 0xE000E018u

const ns_core_api_t ns_core_V1_0_0 = {1};
const ns_core_api_t ns_power_V1_0_0 = {1};
/* As the SDK has it, which prints over a trace unit that it has then switched off. */
const ns_power_config_t ns_good_default = {.bNeedXtal = true, .bNeedITM = true};

uint32_t hb_stand_in_primask;
static uint64_t cycles, core_hz = 250000000u;
static ns_power_mode_e set;
static bool telling;

static void tell(const char *what) {
  if (telling) (void)printf("%s\n", what);
}

uint32_t ns_core_init(ns_core_config_t *config) {
  tell("core");
  return config->api == &ns_core_V1_0_0 ? 0u : 1u;
}
uint32_t ns_power_config(const ns_power_config_t *config) {
  tell(config->bNeedITM ? "power, with prints" : "power");
  return config->bNeedSharedSRAM ? 0u : 1u;
}
void hb_ns_cache_enable(void) {}
void hb_ns_memories_init(void) {}

/* As the SDK's: whether the HAL has done it is not asked. */
uint32_t ns_set_performance_mode(ns_power_mode_e mode) {
  set = mode;
  return 0;
}
uint32_t am_hal_pwrctrl_periph_enable(am_hal_pwrctrl_periph_e peripheral) {
  tell(peripheral == AM_HAL_PWRCTRL_PERIPH_DEBUG ? "debug logic" : "something else");
  return 0;
}
void hb_cycles_start(void) { tell("cycles"); }
void hb_cycles_resume(void) {}
uint64_t hb_cycles(void) { return cycles += CYCLES_A_READING; }
uint32_t am_hal_stimer_config(uint32_t config) { return config; }
uint32_t am_hal_stimer_counter_get(void) {
  cycles += CYCLES_A_READING;
  return core_hz == 0u ? 7u : (uint32_t)(cycles * HB_NS_SYSTEM_HZ / core_hz) - 40u; /* wraps while it is looked at */
}

/* SysTick, which counts down. */
uint32_t hb_register_read(uint32_t address) {
  cycles += CYCLES_A_READING;
  return address == SYSTICK_VALUE ? (uint32_t)(0u - cycles) & 0x00FFFFFFu : 0u;
}
void hb_register_write(uint32_t address, uint32_t value) {
  (void)address, (void)value;
  cycles += CYCLES_A_READING;
}
void hb_register_barrier(void) {}

int main(int argc, char **argv) {
  telling = argc == 2 && strcmp(argv[1], "init") == 0;
  if (telling) {
    hb_port_init();
    return 0;
  }
  if (argc != 3) return 2;
  hb_text why;
  hb_text_clear(&why);
  if (strcmp(argv[1], "window") == 0) {
    (void)hb_port_cpu_mode(0, &why);
    (void)printf("%llu %u", (unsigned long long)hb_port_units(strtoull(argv[2], NULL, 10)), (unsigned)HB_NS_SYSTEM_HZ);
    return 0;
  }
  core_hz = strtoul(argv[2], NULL, 10);
  const hb_status status = hb_port_cpu_mode((uint8_t)strtoul(argv[1], NULL, 10), &why);
  (void)printf("%d %u %d %s", (int)status, (unsigned)hb_port_timer_hz(), (int)set, why.chars);
  return 0;
}
