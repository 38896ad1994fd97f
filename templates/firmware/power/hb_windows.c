#include "hb_windows.h"

#include <stdbool.h>

#include "hb_inputs.h"
#include "hb_model.h"
#include "hb_port.h"
#include "hb_report.h"

static hb_status fail(hb_status status, const char *text, hb_text *why) {
  hb_text_append(why, text);
  return status;
}

static hb_status check_timer(uint64_t begin, uint64_t end, hb_text *why) {
  if (end == begin) return fail(HB_ERR_TIMER_DEAD, "the timer did not move", why);
  if (end < begin) return fail(HB_ERR_TIMER_OVERFLOW, "the timer went backwards", why);
  return HB_OK;
}

/* Inferences between two readings of a timer that must be read now and then. */
static uint32_t inferences_a_reading = 1;

hb_status hb_windows_prepare(const hb_parameters *parameters, hb_text *why) {
  hb_status status = hb_model_select(parameters->model.source, parameters->model.address, parameters->model.bytes,
                                     parameters->model.crc32, why);
  if (status != HB_OK) return status;
  uint32_t used = 0;
  status = hb_model_configure(parameters->arena.address, parameters->arena.bytes,
                              parameters->arena.resource_variables, &used, why);
  if (status == HB_ERR_ARENA_TOO_SMALL) {
    hb_text_append(why, "; needed bytes: ");
    hb_text_append_u32(why, used);
  }
  if (status != HB_OK) return status;
  if (!hb_port_cpu_mode(parameters->cpu_mode)) {
    return fail(HB_ERR_UNSUPPORTED, "this board has no such CPU mode", why);
  }
  hb_inputs_seed(parameters->seed, 0);
  const uint64_t begin = hb_port_ticks();
  status = hb_the_engine.invoke(NULL);
  const uint64_t end = hb_port_ticks();
  if (status != HB_OK) return fail(status, hb_the_engine.last_error(), why);
  status = check_timer(begin, end, why);
  if (status != HB_OK) return status;
  const uint64_t fitting = HB_PORT_TICKS_READ_WITHIN / (end - begin);
  inferences_a_reading = fitting > UINT32_MAX ? UINT32_MAX : fitting > 0u ? (uint32_t)fitting : 1u;
  return HB_OK;
}

static void wait_for_go(bool level) {
  while (hb_port_go() != level) hb_port_wires_idle();
}

/* State is high for as long as the board idles before a window. */
static void idle(uint32_t idle_ms) {
  if (idle_ms == 0u) wait_for_go(false);
  hb_port_wire_set(HB_WIRE_STATE, true);
  if (idle_ms == 0u) wait_for_go(true);
  else hb_port_wires_wait(idle_ms);
  hb_port_wire_set(HB_WIRE_STATE, false);
}

typedef struct {
  uint64_t begin; /* ticks */
  uint64_t end;
  hb_status status;
} window;

/* Inferences up to the first that fails. */
static hb_status run_inferences(uint32_t count) {
  hb_status status = HB_OK;
  while (count > inferences_a_reading && status == HB_OK) {
    for (uint32_t i = 0; i < inferences_a_reading && status == HB_OK; i++) status = hb_the_engine.invoke(NULL);
    (void)hb_port_ticks();
    count -= inferences_a_reading;
  }
  for (uint32_t i = 0; i < count && status == HB_OK; i++) status = hb_the_engine.invoke(NULL);
  return status;
}

/* Gate is high for the inferences and two readings of the timer; more where the window is longer than the timer lasts. */
static window run_gated(uint32_t inferences) {
  window ran;
  const uint32_t state = hb_port_quiet_begin();
  hb_port_wire_set(HB_WIRE_GATE, true);
  ran.begin = hb_port_ticks();
  ran.status = run_inferences(inferences);
  ran.end = hb_port_ticks();
  hb_port_wire_set(HB_WIRE_GATE, false);
  hb_port_quiet_end(state);
  return ran;
}

hb_status hb_windows_run(const hb_parameters *parameters, hb_text *why) {
  for (uint32_t index = 0; index < parameters->windows; index++) {
    /* Before every window: an inference may overwrite its inputs, and all windows shall be alike. */
    hb_inputs_seed(parameters->seed, 0);
    idle(parameters->idle_ms);
    hb_port_wires_begin(index);
    const window ran = run_gated(parameters->inferences);
    if (ran.status != HB_OK) return fail(ran.status, hb_the_engine.last_error(), why);
    const hb_status status = check_timer(ran.begin, ran.end, why);
    if (status != HB_OK) return status;
    const uint64_t units = hb_port_units(ran.end - ran.begin);
    hb_report_window(parameters->inferences, units);
    hb_port_wires_report(index, parameters->inferences, units);
  }
  return HB_OK;
}
