/* The layer records of a profile, and the hooks that fill them. */
#ifndef HB_LAYERS_H
#define HB_LAYERS_H

#include <stdbool.h>
#include <stdint.h>

#include "hb_engine.h"
#include "hb_port.h"

typedef struct {
  uint64_t sum; /* of the inferences counted so far, in the port's unit */
  uint64_t min;
  uint64_t max;
} hb_statistic;

/* Of one counter in one layer. */
typedef struct {
  uint64_t sum; /* of the inferences counted so far */
  uint32_t min;
  uint32_t max;
} hb_counter_record;

/* Layers times counters that a profile has memory for: four counters of 900 layers. */
#define HB_LAYERS_MAX_COUNTER_RECORDS 3600u

void hb_statistic_clear(hb_statistic *statistic);
void hb_statistic_add(hb_statistic *statistic, uint64_t value);

/* Units between two readings of the timer with nothing in between. */
uint64_t hb_layers_timer_cost(void);

/* Begins a profile of `layers` layers with the `counters` counters that are selected, for which there must be memory:
 * clears the records and measures what the hooks cost. Quiet. */
void hb_layers_begin(uint32_t layers, uint32_t counters);

/* Hooks for one inference, its windows cleared. */
const hb_layer_hooks *hb_layers_hooks(void);

/* Units that the hooks added to the inference just made. */
uint64_t hb_layers_hooks_cost(void);

/* Checks the windows of the inference just made; HB_OK, or why they are no measurement. With HB_ERR_TIMER_DEAD the
 * layer is in `*layer`. */
hb_status hb_layers_check(uint32_t *layer);

/* Adds the windows of the inference just made to the records. */
void hb_layers_add(void);

/* What the inferences added so far say of a layer, and of one of its counters. A counter that overflowed in any of them has
 * no meaning. */
const hb_statistic *hb_layers_units(uint32_t layer);
const hb_counter_record *hb_layers_counter(uint32_t layer, uint32_t counter);
bool hb_layers_overflowed(uint32_t layer, uint32_t counter);

#endif
