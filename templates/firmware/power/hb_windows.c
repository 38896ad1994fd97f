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

typedef struct {
  uint64_t ticks;
  bool lost; /* nobody knows how long it was */
  hb_status status;
  uint64_t read_at; /* of the readings up to which it was measured: of the timer, and of what watches it */
  uint32_t watched_at;
} window;

/* `now`: what the timer was just read as. */
static void measure(window *ran, uint64_t now) {
  const uint32_t watch = hb_port_watch();
  uint64_t ticks = now - ran->read_at;
  ran->lost |= now < ran->read_at || !hb_port_watched(watch - ran->watched_at, &ticks);
  ran->ticks += ticks;
  ran->read_at = now;
  ran->watched_at = watch;
}

static hb_status check_window(const window *ran, hb_text *why) {
  if (ran->status != HB_OK) return fail(ran->status, hb_the_engine.last_error(), why);
  if (ran->lost) return fail(HB_ERR_TIMER_OVERFLOW, "the timer overflowed", why);
  if (ran->ticks == 0u) return fail(HB_ERR_TIMER_DEAD, "the timer did not move", why);
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
  status = hb_port_cpu_mode(parameters->cpu_mode, why);
  if (status != HB_OK) return status;
  hb_inputs_seed(parameters->seed, 0);
  window first = {.watched_at = hb_port_watch()};
  first.read_at = hb_port_ticks();
  first.status = hb_the_engine.invoke(NULL);
  measure(&first, hb_port_ticks());
  status = check_window(&first, why);
  if (status != HB_OK) return status;
  const uint64_t fitting = HB_PORT_TICKS_READ_WITHIN / first.ticks;
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

/* Up to the first that fails. */
static void run_inferences(window *ran, uint32_t count) {
  for (uint32_t i = 0; i < count && ran->status == HB_OK; i++) ran->status = hb_the_engine.invoke(NULL);
}

/* Gate is high for the inferences and two readings of the timer; more where the window is longer than the timer lasts. */
static window run_gated(uint32_t inferences) {
  window ran = {.status = HB_OK};
  const uint32_t state = hb_port_quiet_begin();
  ran.watched_at = hb_port_watch();
  hb_port_wire_set(HB_WIRE_GATE, true);
  ran.read_at = hb_port_ticks();
  for (; inferences > inferences_a_reading && ran.status == HB_OK; inferences -= inferences_a_reading) {
    run_inferences(&ran, inferences_a_reading);
    measure(&ran, hb_port_ticks());
  }
  run_inferences(&ran, inferences);
  const uint64_t end = hb_port_ticks();
  hb_port_wire_set(HB_WIRE_GATE, false);
  hb_port_quiet_end(state);
  measure(&ran, end);
  return ran;
}

hb_status hb_windows_run(const hb_parameters *parameters, hb_text *why) {
  for (uint32_t index = 0; index < parameters->windows; index++) {
    /* Before every window: an inference may overwrite its inputs, and all windows shall be alike. */
    hb_inputs_seed(parameters->seed, 0);
    idle(parameters->idle_ms);
    hb_port_wires_begin(index);
    const window ran = run_gated(parameters->inferences);
    const hb_status status = check_window(&ran, why);
    if (status != HB_OK) return status;
    const uint64_t units = hb_port_units(ran.ticks);
    hb_report_window(parameters->inferences, units);
    hb_port_wires_report(index, parameters->inferences, units);
  }
  return HB_OK;
}
