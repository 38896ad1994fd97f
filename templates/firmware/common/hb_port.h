/* What the images need of a board family. One folder under port/ implements it. */
#ifndef HB_PORT_H
#define HB_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hb_engine.h"
#include "hb_text.h"

#define HB_PORT_MAX_COUNTERS 4u
#define HB_PORT_TICKS_READ_WITHIN (UINT64_C(1) << 31)

typedef enum { HB_UNIT_CYCLES = 0, HB_UNIT_INSTRUCTIONS = 1 } hb_unit;

/* A range the host may write to or place a model or an arena in. */
typedef struct {
  uint32_t address;
  uint32_t bytes;
} hb_memory_range;

void hb_port_init(void); /* clocks and timer; after .data and .bss are set up */

/* The stack of thread mode: only there does a CPU fault look for registers. */
hb_memory_range hb_port_stack(void);

const char *hb_port_name(void);
const char *hb_port_cpu(void);

/* The link. init() once, before all others; read() returns at once with 0..capacity bytes; write() returns when all
 * bytes are queued. */
void hb_port_link_init(void);
size_t hb_port_link_read(uint8_t *bytes, size_t capacity);
void hb_port_link_write(const uint8_t *bytes, size_t count);
void hb_port_link_flush(void);
void hb_port_link_idle(void); /* sleep until a byte may have come */

/* The three wires to a power monitor, as docs/power.md has them. After init() gate and state are low. */
typedef enum { HB_WIRE_GATE = 0, HB_WIRE_STATE = 1 } hb_port_wire;
void hb_port_wires_init(void);
void hb_port_wire_set(hb_port_wire wire, bool high); /* nothing when it has that level already */
bool hb_port_go(void);                               /* the level; no edge is skipped by looking late */
void hb_port_wires_idle(void);                       /* sleep until go may have changed */
void hb_port_wires_wait(uint32_t ms);                /* sleep so long; nobody raises go */
void hb_port_wires_rest(void);                       /* sleep when all is done, within reach of a probe; may return */
void hb_port_wires_pause(void);                      /* as long as a short pulse lasts */

/* What is said beside the levels, where the wires are a serial line; nothing elsewhere. Never while gate is high. */
void hb_port_wires_begin(uint32_t window);
void hb_port_wires_report(uint32_t window, uint32_t inferences, uint64_t units);
void hb_port_wires_failure(hb_status status, const char *text);

/* What was written to this memory can be read by a probe. */
void hb_port_publish(const void *memory, size_t bytes);

/* Where a probe puts the parameter block of a power image. */
hb_memory_range hb_port_parameters(void);

/* The layer timer: raw ticks, monotonic if they are read at least every HB_PORT_TICKS_READ_WITHIN of them. units() turns a difference of ticks into the unit, exactly. */
uint64_t hb_port_ticks(void);
uint64_t hb_port_units(uint64_t ticks);
hb_unit hb_port_unit(void);
/* What else tells how long a window was: read outside it, before its first and after its last reading of the timer, with no
 * sleep in between. watched() corrects the window's ticks by the difference of the two; false: it cannot be told how
 * long the window was. */
uint32_t hb_port_watch(void);
bool hb_port_watched(uint32_t watch, uint64_t *ticks);
bool hb_port_kept_pace(uint32_t watch, uint64_t ticks); /* of one window; false: the timer stood still for a part of it */
uint32_t hb_port_timer_hz(void); /* of the unit; 0 where the unit has no rate */

/* Counters beside the timer, 32 bits each. What an event's number means depends on the kind: the numbers of the Arm
 * architecture for the PMU, those of hb_dwt.h for the DWT. */
typedef enum {
  HB_COUNTERS_NONE = 0,
  HB_COUNTERS_PMU = 1,
  HB_COUNTERS_DWT = 2,
  HB_COUNTERS_DWT_CACHE = 3 /* and the monitors of a cache */
} hb_counters_kind;
hb_counters_kind hb_port_counters_kind(void);
uint32_t hb_port_counters_slots(void); /* counted at a time; at most HB_PORT_MAX_COUNTERS, 0 for HB_COUNTERS_NONE */
/* Counts `events` from now on, `count` of them and at most the slots; HB_ERR_UNSUPPORTED: one of them is not counted here. */
hb_status hb_port_counters_select(const uint16_t *events, uint32_t count);
/* start() counts from 0; read() ends that, sets values[i] for every selected event, and returns the bits of those
 * that counted further than their value tells. Both take the same instructions every time. */
void hb_port_counters_start(void);
uint32_t hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]);

/* Interrupts off around measured windows, so that nothing but the model runs in them. */
uint32_t hb_port_quiet_begin(void);
void hb_port_quiet_end(uint32_t state);

/* 0 low power, 1 high performance. HB_ERR_UNSUPPORTED: not on this board; HB_ERR_CLOCK: it was set, and the core runs at
 * another clock than that of the mode, as far as the port can tell. */
hb_status hb_port_cpu_mode(uint8_t mode, hb_text *why);
const hb_memory_range *hb_port_memories(size_t *count);

/* Writes bytes of the host into one of these memories; false: it does not take them. A port that has memories which are
 * not written like RAM implements it, all others get a copy. */
bool hb_port_store(uint32_t address, const uint8_t *bytes, size_t count);
/* All bytes of a transfer were stored: a port that has kept some back writes them now; false: they cannot be written. */
bool hb_port_store_end(void);
_Noreturn void hb_port_reset(void);

#endif
