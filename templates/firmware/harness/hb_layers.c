#include "hb_layers.h"

#include <stdbool.h>
#include <string.h>

#include "hb_model_commands.h"

#define CALIBRATIONS 8u

/* A layer's window in the inference that runs. Hooks only note it down, in the same instructions every
 * time; what is computed from it is computed after the inference, outside the window of the whole. */
typedef struct {
  uint64_t ticks;
  uint32_t counters[HB_PORT_MAX_COUNTERS];
} window;

static hb_layer_record records[HB_MAX_LAYERS];
static window windows[HB_MAX_LAYERS];
static uint32_t layer_count;

static struct {
  uint64_t begun_at;
  uint32_t counters_at[HB_PORT_MAX_COUNTERS];
  uint32_t pairs;      /* how often a layer was begun and ended */
  bool out_of_range;   /* an engine named a layer it does not have */
  bool went_backwards; /* the timer did */
} running;

/* What a pair of hooks costs, in the port's unit: within its window, and altogether. */
static uint64_t window_cost;
static uint64_t pair_cost;

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
  hb_port_counters_read(running.counters_at);
  running.begun_at = hb_port_ticks();
}

static void layer_end(void *user, uint32_t layer) {
  const uint64_t ended_at = hb_port_ticks();
  uint32_t counters[HB_PORT_MAX_COUNTERS];
  (void)user;
  hb_port_counters_read(counters);
  running.pairs++;
  if (layer >= layer_count) {
    running.out_of_range = true;
    return;
  }
  running.went_backwards |= ended_at < running.begun_at;
  windows[layer].ticks += ended_at - running.begun_at;
  for (uint32_t i = 0; i < HB_PORT_MAX_COUNTERS; i++) {
    windows[layer].counters[i] += counters[i] - running.counters_at[i];
  }
}

static const hb_layer_hooks hooks = {.layer_begin = layer_begin, .layer_end = layer_end, .user = NULL};

static uint64_t less(uint64_t value, uint64_t cost) { return value > cost ? value - cost : 0; }

uint64_t hb_layers_timer_cost(void) {
  uint64_t cost = UINT64_MAX;
  for (uint32_t i = 0; i < CALIBRATIONS; i++) {
    const uint64_t first = hb_port_ticks();
    const uint64_t second = hb_port_ticks();
    const uint64_t units = hb_port_units(second - first);
    if (units < cost) cost = units;
  }
  return cost;
}

/* The least of a few: the first may meet cold caches, and no pair can be cheaper than it is. */
static void measure_hooks(void) {
  const hb_layer_hooks *volatile visible = &hooks; /* called like an engine calls them, not inlined */
  const uint64_t timer_cost = hb_layers_timer_cost();
  window_cost = UINT64_MAX;
  pair_cost = UINT64_MAX;
  for (uint32_t i = 0; i < CALIBRATIONS; i++) {
    const hb_layer_hooks *pair = visible;
    windows[0].ticks = 0;
    const uint64_t first = hb_port_ticks();
    pair->layer_begin(pair->user, 0);
    pair->layer_end(pair->user, 0);
    const uint64_t second = hb_port_ticks();
    const uint64_t inside = hb_port_units(windows[0].ticks);
    const uint64_t altogether = less(hb_port_units(second - first), timer_cost);
    if (inside < window_cost) window_cost = inside;
    if (altogether < pair_cost) pair_cost = altogether;
  }
}

void hb_layers_begin(uint32_t layers) {
  memset(records, 0, sizeof records);
  for (uint32_t i = 0; i < HB_MAX_LAYERS; i++) hb_statistic_clear(&records[i].units);
  layer_count = layers > 0u ? layers : 1u;
  measure_hooks();
  layer_count = layers;
}

const hb_layer_hooks *hb_layers_hooks(void) {
  memset(windows, 0, layer_count * sizeof windows[0]);
  memset(&running, 0, sizeof running);
  return &hooks;
}

uint64_t hb_layers_hooks_cost(void) { return running.pairs * pair_cost; }

hb_status hb_layers_check(uint32_t *layer) {
  *layer = 0;
  if (running.out_of_range) return HB_ERR_INVOKE_FAILED;
  if (running.went_backwards) return HB_ERR_TIMER_OVERFLOW;
  for (*layer = 0; *layer < layer_count; (*layer)++) {
    if (windows[*layer].ticks == 0u) return HB_ERR_TIMER_DEAD;
  }
  return HB_OK;
}

void hb_layers_add(void) {
  for (uint32_t i = 0; i < layer_count; i++) {
    hb_statistic_add(&records[i].units, less(hb_port_units(windows[i].ticks), window_cost));
    for (uint32_t j = 0; j < HB_PORT_MAX_COUNTERS; j++) records[i].counters[j] += windows[i].counters[j];
  }
}

const hb_layer_record *hb_layers_record(uint32_t layer) { return &records[layer]; }
