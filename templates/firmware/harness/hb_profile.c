#include "hb_profile.h"

#include <stdbool.h>

#include "hb_inputs.h"
#include "hb_layers.h"
#include "hb_link.h"
#include "hb_model_commands.h"
#include "hb_port.h"

/* The profile that LAYERS_READ answers from; no layers while there is none. */
static struct {
  bool complete;
  uint32_t layers;
  uint32_t counters;
} profile;

typedef struct {
  uint64_t ticks;
  bool lost; /* nobody knows how long it was */
  bool stood_still; /* the timer, for a part of it */
  hb_status status;
} window;

/* One inference with interrupts off and the link drained: nothing but the engine runs in the window. */
static window measured_invoke(const hb_layer_hooks *hooks) {
  hb_port_link_flush();
  const uint32_t state = hb_port_quiet_begin();
  const uint32_t watch = hb_port_watch();
  const uint64_t first = hb_port_ticks();
  window measured = {.status = hb_the_engine.invoke(hooks)};
  const uint64_t second = hb_port_ticks();
  const uint32_t watched = hb_port_watch() - watch;
  hb_port_quiet_end(state);
  measured.ticks = second - first;
  measured.lost = second < first || !hb_port_watched(watched, &measured.ticks);
  measured.stood_still = !hb_port_kept_pace(watched, measured.ticks);
  return measured;
}

static hb_status check_window(hb_call *call, const window *measured) {
  if (measured->status != HB_OK) return hb_call_fail(call, measured->status, hb_the_engine.last_error());
  if (measured->ticks == 0u) return hb_call_fail(call, HB_ERR_TIMER_DEAD, "the timer did not move");
  if (measured->lost) return hb_call_fail(call, HB_ERR_TIMER_OVERFLOW, "the timer overflowed in the inference");
  if (measured->stood_still) {
    return hb_call_fail(call, HB_ERR_TIMER_DEAD, "the timer stood still for a part of the inference");
  }
  return HB_OK;
}

static uint64_t units_without(uint64_t ticks, uint64_t cost) {
  const uint64_t units = hb_port_units(ticks);
  return units > cost ? units - cost : 0;
}

static uint64_t quiet_timer_cost(void) {
  const uint32_t state = hb_port_quiet_begin();
  const uint64_t cost = hb_layers_timer_cost();
  hb_port_quiet_end(state);
  return cost;
}

hb_status hb_profile_invoke(hb_call *call) {
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  hb_status status = hb_call_require_configured(call);
  if (status != HB_OK) return status;
  const uint64_t timer_cost = quiet_timer_cost();
  const window measured = measured_invoke(NULL);
  status = check_window(call, &measured);
  if (status != HB_OK) return status;
  hb_write_u64(call->answer, units_without(measured.ticks, timer_cost));
  return HB_OK;
}

static hb_status check_layers(hb_call *call) {
  uint32_t layer = 0;
  const hb_status status = hb_layers_check(&layer);
  if (status == HB_OK) return HB_OK;
  if (status == HB_ERR_INVOKE_FAILED) return hb_call_fail(call, status, "the engine ran a layer it does not have");
  if (status == HB_ERR_TIMER_OVERFLOW) return hb_call_fail(call, status, "the timer overflowed in a layer");
  hb_text_append(call->text, "the timer did not move in layer ");
  hb_text_append_u32(call->text, layer);
  return status;
}

/* Selects the counters of the events that the rest of the request names. */
static hb_status select_counters(hb_call *call, uint32_t layers, uint32_t *counters) {
  uint16_t events[HB_PORT_MAX_COUNTERS] = {0};
  *counters = hb_read_u8(call->request);
  if (*counters > HB_PORT_MAX_COUNTERS || *counters > hb_port_counters_slots()) {
    return hb_call_fail(call, HB_ERR_BAD_REQUEST, "the port cannot count that many events at a time");
  }
  if (layers * *counters > HB_LAYERS_MAX_COUNTER_RECORDS) {
    return hb_call_fail(call, HB_ERR_BAD_REQUEST, "there is no memory for that many counters of every layer");
  }
  for (uint32_t i = 0; i < *counters; i++) events[i] = hb_read_u16(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  const hb_status status = hb_port_counters_select(events, *counters);
  return status == HB_OK ? HB_OK : hb_call_fail(call, status, "the port cannot count one of these events");
}

hb_status hb_profile_run(hb_call *call) {
  const uint32_t warmup = hb_read_u32(call->request);
  const uint32_t runs = hb_read_u32(call->request);
  const uint32_t seed = hb_read_u32(call->request);
  if (call->request->failed || runs == 0u || runs > UINT32_MAX - warmup) return hb_call_bad_request(call);
  profile.complete = false;
  hb_status status = hb_call_require_configured(call);
  if (status != HB_OK) return status;
  const uint32_t layers = hb_the_engine.layer_count();
  uint32_t counters = 0;
  status = select_counters(call, layers, &counters);
  if (status != HB_OK) return status;

  const uint64_t timer_cost = quiet_timer_cost();
  const uint32_t state = hb_port_quiet_begin();
  hb_layers_begin(layers, counters);
  hb_port_quiet_end(state);
  hb_statistic total;
  hb_statistic_clear(&total);
  for (uint32_t run = 0; run < warmup + runs; run++) {
    hb_inputs_seed(seed, 0);
    const window measured = measured_invoke(hb_layers_hooks());
    status = check_window(call, &measured);
    if (status == HB_OK) status = check_layers(call);
    if (status != HB_OK) return status;
    if (run >= warmup) {
      hb_statistic_add(&total, units_without(measured.ticks, timer_cost + hb_layers_hooks_cost()));
      hb_layers_add();
    }
    hb_link_progress(run < warmup ? 0u : run - warmup + 1u);
  }
  profile.layers = layers;
  profile.counters = counters;
  profile.complete = true;
  hb_write_u32(call->answer, runs);
  hb_write_u64(call->answer, total.sum);
  hb_write_u64(call->answer, total.min);
  hb_write_u64(call->answer, total.max);
  return HB_OK;
}

hb_status hb_profile_layers_read(hb_call *call) {
  const uint32_t first = hb_read_u32(call->request);
  const uint32_t count = hb_read_u32(call->request);
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  if (!profile.complete) return hb_call_fail(call, HB_ERR_NOT_READY, "there is no complete profile");
  if (first > profile.layers || count > profile.layers - first) {
    return hb_call_fail(call, HB_ERR_BAD_REQUEST, "no such layers in the profile");
  }
  for (uint32_t layer = first; layer < first + count && !call->answer->failed; layer++) {
    const hb_statistic *units = hb_layers_units(layer);
    hb_write_u64(call->answer, units->sum);
    hb_write_u64(call->answer, units->min);
    hb_write_u64(call->answer, units->max);
    for (uint32_t i = 0; i < profile.counters; i++) {
      const hb_counter_record *record = hb_layers_counter(layer, i);
      hb_write_u64(call->answer, record->sum);
      hb_write_u32(call->answer, record->min);
      hb_write_u32(call->answer, record->max);
      hb_write_u8(call->answer, hb_layers_overflowed(layer, i));
    }
  }
  return HB_OK;
}
