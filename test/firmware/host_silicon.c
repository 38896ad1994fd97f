/* What the host port measures with instead of nothing: the PMU driver, on the model of its registers; and an engine whose
 * three layers make events happen. Every access to a register takes cycles and is an instruction, as on silicon, so
 * that what measuring costs must be taken off to find the numbers below. */
#include <stdlib.h>

#include "hb_pmu_v81m.h"
#include "hb_registers.h"
#include "hb_watch.h"
#include "host_engine.h"
#include "host_port.h"
#include "register_model.h"

#define CLOCK_HZ 96000000u
#define WATCH_HZ 375000u
#define ACCESS_CYCLES 3u
#define INST_RETIRED 0x08u
#define MVE_INST_RETIRED 0x200u
#define DTCM_ACCESS 0x4008u

void hb_host_timer_start(void) {
  model.access_cycles = ACCESS_CYCLES;
  hb_pmu_cycles_start();
}
uint64_t hb_port_ticks(void) { return hb_pmu_cycles(); }
uint64_t hb_port_units(uint64_t ticks) { return ticks; }
hb_unit hb_port_unit(void) { return HB_UNIT_CYCLES; }
uint32_t hb_port_timer_hz(void) { return CLOCK_HZ; }

/* The variables of the environment: a clock that is so much faster than its name says, in percent. */
static uint64_t from_environment(const char *name, uint64_t otherwise) {
  const char *text = getenv(name);
  return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

uint32_t hb_port_watch(void) {
  return (uint32_t)(model.passed / (CLOCK_HZ / WATCH_HZ) * 100u / from_environment("HB_HOST_CLOCK_PERCENT", 100));
}
static const hb_watch_rates rates = {CLOCK_HZ, WATCH_HZ};
bool hb_port_watched(uint32_t watch, uint64_t *ticks) { return hb_watch_correct(rates, watch, ticks); }
bool hb_port_kept_pace(uint32_t watch, uint64_t ticks) { return hb_watch_kept_pace(rates, watch, ticks); }

hb_counters_kind hb_port_counters_kind(void) { return HB_COUNTERS_PMU; }
uint32_t hb_port_counters_slots(void) { return hb_pmu_slots(); }
hb_status hb_port_counters_select(const uint16_t *events, uint32_t count) { return hb_pmu_select(events, count); }
void hb_port_counters_start(void) { hb_pmu_start(); }
uint32_t hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]) { return hb_pmu_read(values); }

static uint32_t three(void) { return 3; }

static void run_layer(uint32_t layer) {
  static uint32_t inferences;
  switch (layer) {
    case 0:
      model_pass(1000);
      model_happen(INST_RETIRED, 400);
      break;
    case 1: /* more than a counter of 16 bits counts, and more than one of 32 */
      model_pass(from_environment("HB_HOST_LAYER_CYCLES", 5000000));
      model.demcr &= ~HB_DEMCR_TRCENA; /* the counter stands still for a while, as without a debugger on some cores */
      model_pass(from_environment("HB_HOST_STALLED_CYCLES", 0));
      model.demcr |= HB_DEMCR_TRCENA;
      model_happen(INST_RETIRED, 70000);
      model_happen(MVE_INST_RETIRED, 0x100000005u);
      break;
    default: /* in every inference more */
      model_pass(2000);
      model_happen(DTCM_ACCESS, ++inferences * 10u);
      break;
  }
}

static hb_status invoke(const hb_layer_hooks *hooks) {
  for (uint32_t layer = 0; layer < three(); layer++) {
    if (hooks != NULL) hooks->layer_begin(hooks->user, layer);
    run_layer(layer);
    if (hooks != NULL) hooks->layer_end(hooks->user, layer);
  }
  return HB_OK;
}

const hb_engine hb_the_engine = HOST_ENGINE("events", three, invoke);
