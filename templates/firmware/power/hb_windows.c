#include "hb_windows.h"

#include <stdbool.h>

#include "hb_inputs.h"
#include "hb_model.h"
#include "hb_port.h"

static hb_status fail(hb_status status, const char *text, hb_text *why) {
  hb_text_append(why, text);
  return status;
}

static hb_status check_timer(uint64_t begin, uint64_t end, hb_text *why) {
  if (end == begin) return fail(HB_ERR_TIMER_DEAD, "the timer did not move", why);
  if (end < begin) return fail(HB_ERR_TIMER_OVERFLOW, "the timer went backwards", why);
  return HB_OK;
}

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
  return check_timer(begin, end, why);
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

/* Gate is high for the inferences and two readings of the timer. */
static window run_gated(uint32_t inferences) {
  window ran = {.status = HB_OK};
  const uint32_t state = hb_port_quiet_begin();
  hb_port_wire_set(HB_WIRE_GATE, true);
  ran.begin = hb_port_ticks();
  for (uint32_t i = 0; i < inferences && ran.status == HB_OK; i++) ran.status = hb_the_engine.invoke(NULL);
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
    hb_port_wires_report(index, parameters->inferences, hb_port_units(ran.end - ran.begin));
  }
  return HB_OK;
}
