/* Ambiq boards on neuralSPOT: start, clocks, sleep, reset. */
#include "hb_port.h"

#include "hb_ns.h"
#include "ns_peripherals_power.h"

static ns_core_config_t core = {.api = &ns_core_V1_0_0};

/* Nothing is powered that the model or the link does not need; the link is brought up by its own file. */
static ns_power_config_t power_of(ns_power_mode_e mode) {
  ns_power_config_t power = ns_good_default;
  power.api = &ns_power_V1_0_0;
  power.eAIPowerMode = mode;
  power.bNeedSharedSRAM = true;
  power.b128kTCM = false;
#ifdef HB_NS_USB
  power.bNeedUSB = true;
#endif
  return power;
}

void hb_port_init(void) {
  const ns_power_config_t power = power_of(NS_MAXIMUM_PERF);
  (void)ns_core_init(&core);
  (void)ns_power_config(&power);
  hb_ns_cache_enable();
  hb_ns_memories_init();
  hb_ns_timer_start();
  (void)hb_port_cpu_mode(HB_NS_HP_HZ != 0 ? 1u : 0u);
}

const char *hb_port_name(void) { return HB_NS_NAME; }
const char *hb_port_cpu(void) { return HB_NS_CPU; }

/* Where there is one mode, the platform file has the clock that the SDK calls its highest. */
bool hb_port_cpu_mode(uint8_t mode) {
  const uint32_t hz = mode == 0u ? HB_NS_LP_HZ : mode == 1u ? HB_NS_HP_HZ : 0u;
  if (hz == 0u) return false;
  const bool slow = mode == 0u && HB_NS_HP_HZ != 0;
  if (ns_set_performance_mode(slow ? NS_MINIMUM_PERF : NS_MAXIMUM_PERF) != 0u) return false;
  hb_ns_timer_set_hz(hz);
  return true;
}

uint32_t hb_port_quiet_begin(void) {
  const uint32_t state = __get_PRIMASK();
  __disable_irq();
  return state;
}

void hb_port_quiet_end(uint32_t state) { __set_PRIMASK(state); }

_Noreturn void hb_port_reset(void) {
  NVIC_SystemReset();
  for (;;) __DSB();
}
