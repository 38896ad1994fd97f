#include "hb_dwt.h"

#include "hb_registers.h"

#define DWT 0xE0001000u
#define CTRL (DWT + 0x00u)
#define CYCCNT (DWT + 0x04u)
#define COUNTER(event) (DWT + 0x04u + 4u * (event))

#define CTRL_CYCLES (1u << 0)
#define CTRL_EVENTS (0x1Fu << 17)
#define CTRL_NO_EVENT_COUNTERS (1u << 24)
#define CTRL_NO_CYCLE_COUNTER (1u << 25)

/* A window of fewer cycles holds fewer than 256 of anything that happens at most once a cycle. */
#define EXACT_CYCLES 256u

static struct {
  uint32_t count;
  uint32_t addresses[HB_PORT_MAX_COUNTERS];
  uint32_t narrow; /* bits of the counters of 8 bits */
  uint32_t begun_at;
  uint32_t values_at[HB_PORT_MAX_COUNTERS];
} selected;

static bool is_cause(uint16_t event) { return event >= HB_DWT_CPI && event <= HB_DWT_FOLD; }
static bool is_cache(uint16_t event) { return event >= HB_DWT_CACHE_FIRST && event <= HB_DWT_CACHE_LAST; }

static bool has(uint32_t missing) { return (hb_register_read(CTRL) & missing) == 0u; }

uint32_t hb_dwt_slots(void) { return HB_PORT_MAX_COUNTERS; }

static void monitor_cache(const hb_cache_monitors *monitors, bool on) {
  const uint32_t config = hb_register_read(monitors->config);
  hb_register_write(monitors->config, on ? config | monitors->enable : config & ~monitors->enable);
}

hb_status hb_dwt_select(const hb_cache_monitors *monitors, const uint16_t *events, uint32_t count) {
  selected.count = 0;
  selected.narrow = 0;
  if (count > HB_PORT_MAX_COUNTERS) return HB_ERR_UNSUPPORTED;
  hb_trace_enable();
  bool cache = false;
  for (uint32_t i = 0; i < count; i++) {
    if (is_cause(events[i])) {
      if (!has(CTRL_NO_EVENT_COUNTERS) || !has(CTRL_NO_CYCLE_COUNTER)) return HB_ERR_UNSUPPORTED;
      selected.addresses[i] = COUNTER(events[i]);
      selected.narrow |= 1u << i;
    } else if (is_cache(events[i]) && monitors != NULL) {
      selected.addresses[i] = monitors->first + 4u * (events[i] - HB_DWT_CACHE_FIRST);
      cache = true;
    } else {
      return HB_ERR_UNSUPPORTED;
    }
  }
  hb_register_write(CTRL, hb_register_read(CTRL) | CTRL_CYCLES | CTRL_EVENTS);
  if (monitors != NULL) monitor_cache(monitors, cache);
  hb_register_barrier();
  selected.count = count;
  return HB_OK;
}

/* The cycles are read first here and last in read(): the window is never thought shorter than it is. */
void hb_dwt_start(void) {
  selected.begun_at = hb_register_read(CYCCNT);
  for (uint32_t i = 0; i < selected.count; i++) selected.values_at[i] = hb_register_read(selected.addresses[i]);
}

uint32_t hb_dwt_read(uint32_t values[HB_PORT_MAX_COUNTERS]) {
  for (uint32_t i = 0; i < selected.count; i++) {
    const uint32_t counted = hb_register_read(selected.addresses[i]) - selected.values_at[i];
    values[i] = (selected.narrow >> i & 1u) != 0u ? counted & 0xFFu : counted;
  }
  const uint32_t cycles = hb_register_read(CYCCNT) - selected.begun_at;
  return cycles < EXACT_CYCLES ? 0u : selected.narrow;
}

static uint32_t cycles_high;
static uint32_t cycles_last;

void hb_dwt_cycles_start(void) {
  hb_trace_enable();
  if (has(CTRL_NO_CYCLE_COUNTER)) hb_register_write(CTRL, hb_register_read(CTRL) | CTRL_CYCLES);
  hb_register_write(CYCCNT, 0);
  hb_register_barrier();
  cycles_high = 0;
  cycles_last = 0;
}

void hb_dwt_cycles_resume(void) {
  hb_trace_enable();
  const uint32_t control = hb_register_read(CTRL);
  if ((control & (CTRL_NO_CYCLE_COUNTER | CTRL_CYCLES)) != 0u) return;
  hb_register_write(CTRL, control | CTRL_CYCLES);
  hb_register_barrier();
}

uint64_t hb_dwt_cycles(void) {
  const uint32_t now = hb_register_read(CYCCNT);
  cycles_high += now < cycles_last;
  cycles_last = now;
  return (uint64_t)cycles_high << 32 | now;
}
