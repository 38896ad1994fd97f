/* Ambiq boards on neuralSPOT: start, clocks, sleep, reset. */
#include "hb_port.h"

#include "hb_ns.h"
#include "ns_peripherals_power.h"

#define HZ_IN_KHZ 1000u
/* One part in so many: modes are a factor of two apart, oscillators a few hundredths off. */
#define CLOCK_OFF_BY 8u

static ns_core_config_t core = {.api = &ns_core_V1_0_0};

/* Nothing is powered that the model or the link does not need; the link is brought up by its own file. */
static ns_power_config_t power_of(ns_power_mode_e mode) {
  ns_power_config_t power = ns_good_default;
  power.api = &ns_power_V1_0_0;
  power.eAIPowerMode = mode;
  power.bNeedSharedSRAM = true;
  power.b128kTCM = false;
  power.bNeedITM = false; /* what the SDK prints would wait for ever for a trace unit without power */
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
  hb_ns_clock_start();
  hb_ns_timer_start();
  /* Whether it took is told when the host asks for the mode. */
  hb_text why;
  hb_text_clear(&why);
  (void)hb_port_cpu_mode(HB_NS_HP_HZ != 0 ? 1u : 0u, &why);
}

const char *hb_port_name(void) { return HB_NS_NAME; }
const char *hb_port_cpu(void) { return HB_NS_CPU; }

/* The SDK says that it has set a mode also where the HAL has refused to. */
static hb_status check_clock(uint32_t hz, hb_text *why) {
  const uint32_t measured = hb_ns_clock_measured_hz();
  const uint32_t apart = measured > hz ? measured - hz : hz - measured;
  if (measured == 0u || apart <= hz / CLOCK_OFF_BY) return HB_OK;
  hb_text_append(why, "the core runs at ");
  hb_text_append_u32(why, measured / HZ_IN_KHZ);
  hb_text_append(why, " kHz, and this mode's clock is ");
  hb_text_append_u32(why, hz / HZ_IN_KHZ);
  hb_text_append(why, " kHz");
  return HB_ERR_CLOCK;
}

/* Where there is one mode, the platform file has the clock that the SDK calls its highest. */
hb_status hb_port_cpu_mode(uint8_t mode, hb_text *why) {
  const uint32_t hz = mode == 0u ? HB_NS_LP_HZ : mode == 1u ? HB_NS_HP_HZ : 0u;
  const bool slow = mode == 0u && HB_NS_HP_HZ != 0;
  if (hz == 0u || ns_set_performance_mode(slow ? NS_MINIMUM_PERF : NS_MAXIMUM_PERF) != 0u) {
    hb_text_append(why, "this board has no such CPU mode");
    return HB_ERR_UNSUPPORTED;
  }
  hb_ns_timer_set_hz(hz);
  return check_clock(hz, why);
}

uint32_t hb_port_quiet_begin(void) {
  const uint32_t state = __get_PRIMASK();
  __disable_irq();
  hb_ns_timer_resume();
  return state;
}

void hb_port_quiet_end(uint32_t state) { __set_PRIMASK(state); }

_Noreturn void hb_port_reset(void) {
  NVIC_SystemReset();
  for (;;) __DSB();
}
