/* The counters of hb_port.h for cores of silicon: the PMU where the core has one, the DWT elsewhere. */
#include "hb_counters.h"

#include "hb_port.h"

#if defined(__ARM_ARCH_8_1M_MAIN__)

#include "hb_pmu_v81m.h"

void hb_cycles_start(void) { hb_pmu_cycles_start(); }
void hb_cycles_resume(void) { hb_pmu_cycles_resume(); }
uint64_t hb_cycles(void) { return hb_pmu_cycles(); }

hb_counters_kind hb_port_counters_kind(void) { return hb_pmu_slots() > 0u ? HB_COUNTERS_PMU : HB_COUNTERS_NONE; }
uint32_t hb_port_counters_slots(void) { return hb_pmu_slots(); }
hb_status hb_port_counters_select(const uint16_t *events, uint32_t count) { return hb_pmu_select(events, count); }
void hb_port_counters_start(void) { hb_pmu_start(); }
uint32_t hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]) { return hb_pmu_read(values); }

#else

#include "hb_dwt.h"

#if defined(AM_PART_APOLLO3) || defined(AM_PART_APOLLO3P)
static const hb_cache_monitors cache = HB_CACHE_MONITORS_APOLLO3;
#define MONITORS (&cache)
#define KIND HB_COUNTERS_DWT_CACHE
#elif defined(AM_PART_APOLLO4B) || defined(AM_PART_APOLLO4P) || defined(AM_PART_APOLLO4L)
static const hb_cache_monitors cache = HB_CACHE_MONITORS_APOLLO4;
#define MONITORS (&cache)
#define KIND HB_COUNTERS_DWT_CACHE
#else
#define MONITORS NULL
#define KIND HB_COUNTERS_DWT
#endif

void hb_cycles_start(void) { hb_dwt_cycles_start(); }
void hb_cycles_resume(void) { hb_dwt_cycles_resume(); }
uint64_t hb_cycles(void) { return hb_dwt_cycles(); }

hb_counters_kind hb_port_counters_kind(void) { return KIND; }
uint32_t hb_port_counters_slots(void) { return hb_dwt_slots(); }
hb_status hb_port_counters_select(const uint16_t *events, uint32_t count) {
  return hb_dwt_select(MONITORS, events, count);
}
void hb_port_counters_start(void) { hb_dwt_start(); }
uint32_t hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]) { return hb_dwt_read(values); }

#endif
