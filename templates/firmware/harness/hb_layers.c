#include "hb_layers.h"

#include <string.h>

#include "hb_model_commands.h"

#define CALIBRATIONS 8u

/* Tables that nothing touches while a model runs: a port may have them out of its fast memory, cleared or not. */
#ifndef HB_SLOW_TABLE
#define HB_SLOW_TABLE
#endif

HB_SLOW_TABLE static hb_statistic units[HB_MAX_LAYERS];
static uint8_t overflows[HB_MAX_LAYERS]; /* bits of the counters that did, in any inference */
/* Of the first layer, of the second, … */
HB_SLOW_TABLE static hb_counter_record counter_records[HB_LAYERS_MAX_COUNTER_RECORDS];

/* The layers' windows in the inference that runs. Hooks only note them down, in the same instructions every
 * time; what is computed from them is computed after the inference, outside the window of the whole. Arrays, because
 * a structure would be padded to twice the size. */
static uint64_t window_ticks[HB_MAX_LAYERS];
static uint32_t window_watches[HB_MAX_LAYERS];
static uint8_t window_overflows[HB_MAX_LAYERS];
static uint32_t window_counts[HB_LAYERS_MAX_COUNTER_RECORDS];
static uint32_t layer_count;
static uint32_t counter_count;

static struct {
  uint64_t begun_at;
  uint32_t watch_begun_at;
  uint32_t pairs;      /* how often a layer was begun and ended */
  bool out_of_range;   /* an engine named a layer it does not have */
  bool went_backwards; /* the timer did */
} running;

/* What a pair of hooks costs, in the port's unit: within its window, and altogether. */
static uint64_t window_cost;
static uint64_t pair_cost;
static uint32_t counter_costs[HB_PORT_MAX_COUNTERS]; /* events within its window */

void hb_statistic_clear(hb_statistic *statistic) {
  *statistic = (hb_statistic){.sum = 0, .min = UINT64_MAX, .max = 0};
}

void hb_statistic_add(hb_statistic *statistic, uint64_t value) {
  statistic->sum += value;
  if (value < statistic->min) statistic->min = value;
  if (value > statistic->max) statistic->max = value;
}

static void layer_begin(void *user, uint32_t layer) {
  (void)user;
  (void)layer;
  running.watch_begun_at = hb_port_watch();
  hb_port_counters_start();
  running.begun_at = hb_port_ticks();
}

static void layer_end(void *user, uint32_t layer) {
  const uint64_t ended_at = hb_port_ticks();
  uint32_t counters[HB_PORT_MAX_COUNTERS] = {0};
  (void)user;
  uint32_t overflowed = hb_port_counters_read(counters);
  const uint32_t watch = hb_port_watch() - running.watch_begun_at;
  running.pairs++;
  if (layer >= layer_count) {
    running.out_of_range = true;
    return;
  }
  running.went_backwards |= ended_at < running.begun_at;
  window_ticks[layer] += ended_at - running.begun_at;
  window_watches[layer] += watch;
  for (uint32_t i = 0; i < counter_count; i++) {
    uint32_t *window = &window_counts[layer * counter_count + i];
    *window += counters[i];
    overflowed |= (uint32_t)(*window < counters[i]) << i;
  }
  window_overflows[layer] |= (uint8_t)overflowed;
}

static const hb_layer_hooks hooks = {.layer_begin = layer_begin, .layer_end = layer_end, .user = NULL};

static uint64_t less(uint64_t value, uint64_t cost) { return value > cost ? value - cost : 0; }

uint64_t hb_layers_timer_cost(void) {
  uint64_t cost = UINT64_MAX;
  for (uint32_t i = 0; i < CALIBRATIONS; i++) {
    const uint64_t first = hb_port_ticks();
    const uint64_t second = hb_port_ticks();
    const uint64_t units_between = hb_port_units(second - first);
    if (units_between < cost) cost = units_between;
  }
  return cost;
}

static void clear_windows(uint32_t layers) {
  memset(window_ticks, 0, layers * sizeof window_ticks[0]);
  memset(window_watches, 0, layers * sizeof window_watches[0]);
  memset(window_overflows, 0, layers * sizeof window_overflows[0]);
  memset(window_counts, 0, layers * counter_count * sizeof window_counts[0]);
}

/* The least of a few: the first may meet cold caches, and no pair can be cheaper than it is. */
static void measure_hooks(void) {
  const hb_layer_hooks *volatile visible = &hooks; /* called like an engine calls them, not inlined */
  const uint64_t timer_cost = hb_layers_timer_cost();
  window_cost = UINT64_MAX;
  pair_cost = UINT64_MAX;
  memset(counter_costs, 0xff, sizeof counter_costs);
  for (uint32_t i = 0; i < CALIBRATIONS; i++) {
    const hb_layer_hooks *pair = visible;
    clear_windows(1);
    const uint64_t first = hb_port_ticks();
    pair->layer_begin(pair->user, 0);
    pair->layer_end(pair->user, 0);
    const uint64_t second = hb_port_ticks();
    const uint64_t inside = hb_port_units(window_ticks[0]);
    const uint64_t altogether = less(hb_port_units(second - first), timer_cost);
    if (inside < window_cost) window_cost = inside;
    if (altogether < pair_cost) pair_cost = altogether;
    for (uint32_t j = 0; j < counter_count; j++) {
      if (window_counts[j] < counter_costs[j]) counter_costs[j] = window_counts[j];
    }
  }
}

void hb_layers_begin(uint32_t layers, uint32_t counters) {
  memset(overflows, 0, sizeof overflows);
  for (uint32_t i = 0; i < HB_MAX_LAYERS; i++) hb_statistic_clear(&units[i]);
  for (uint32_t i = 0; i < HB_LAYERS_MAX_COUNTER_RECORDS; i++) {
    counter_records[i] = (hb_counter_record){.min = UINT32_MAX};
  }
  counter_count = counters;
  layer_count = layers > 0u ? layers : 1u;
  measure_hooks();
  layer_count = layers;
}

const hb_layer_hooks *hb_layers_hooks(void) {
  clear_windows(layer_count);
  memset(&running, 0, sizeof running);
  return &hooks;
}

uint64_t hb_layers_hooks_cost(void) { return running.pairs * pair_cost; }

hb_status hb_layers_check(uint32_t *layer) {
  *layer = 0;
  if (running.out_of_range) return HB_ERR_INVOKE_FAILED;
  if (running.went_backwards) return HB_ERR_TIMER_OVERFLOW;
  for (*layer = 0; *layer < layer_count; (*layer)++) {
    if (window_ticks[*layer] == 0u) return HB_ERR_TIMER_DEAD;
    if (!hb_port_watched(window_watches[*layer], &window_ticks[*layer])) return HB_ERR_TIMER_OVERFLOW;
  }
  return HB_OK;
}

static void add_count(uint32_t at, uint32_t cost) {
  hb_counter_record *record = &counter_records[at];
  const uint32_t count = window_counts[at] > cost ? window_counts[at] - cost : 0u;
  record->sum += count;
  if (count < record->min) record->min = count;
  if (count > record->max) record->max = count;
}

void hb_layers_add(void) {
  for (uint32_t i = 0; i < layer_count; i++) {
    hb_statistic_add(&units[i], less(hb_port_units(window_ticks[i]), window_cost));
    overflows[i] |= window_overflows[i];
    for (uint32_t j = 0; j < counter_count; j++) add_count(i * counter_count + j, counter_costs[j]);
  }
}

const hb_statistic *hb_layers_units(uint32_t layer) { return &units[layer]; }
const hb_counter_record *hb_layers_counter(uint32_t layer, uint32_t counter) {
  return &counter_records[layer * counter_count + counter];
}
bool hb_layers_overflowed(uint32_t layer, uint32_t counter) { return (overflows[layer] >> counter & 1u) != 0u; }
