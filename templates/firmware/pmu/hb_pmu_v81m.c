#include "hb_pmu_v81m.h"

#include "hb_registers.h"

#define PMU 0xE0003000u
#define EVCNTR(n) (PMU + 4u * (n))
#define CCNTR (PMU + 0x07Cu)
#define EVTYPER(n) (PMU + 0x400u + 4u * (n))
#define CNTENSET (PMU + 0xC00u)
#define CNTENCLR (PMU + 0xC20u)
#define INTENCLR (PMU + 0xC60u)
#define OVSCLR (PMU + 0xC80u)
#define OVSSET (PMU + 0xCC0u)
#define TYPE (PMU + 0xE00u)
#define CTRL (PMU + 0xE04u)

#define CTRL_ENABLE (1u << 0)
#define CTRL_RESET_EVENTS (1u << 1)
#define CTRL_RESET_CYCLES (1u << 2)
#define CTRL_FREEZE_ON_OVERFLOW (1u << 9)
#define CTRL_TRACE_ON_OVERFLOW (1u << 11)
#define TYPE_COUNTERS 0xFFu
#define CYCLE_COUNTER (1u << 31)
#define ALL_EVENT_COUNTERS (~CYCLE_COUNTER)
#define EVENT_CHAIN 0x001Eu

/* Every second bit of a mask of counters: those that count events, and those that count their overflows. */
#define EVENS 0x55555555u
#define ODDS 0xAAAAAAAAu

static struct {
  uint32_t count;   /* of pairs */
  uint32_t enabled; /* mask of the counters of those pairs */
  uint32_t control; /* CTRL without the bits that reset */
} selected;

uint32_t hb_pmu_slots(void) {
  hb_trace_enable();
  const uint32_t pairs = (hb_register_read(TYPE) & TYPE_COUNTERS) / 2u;
  return pairs < HB_PORT_MAX_COUNTERS ? pairs : HB_PORT_MAX_COUNTERS;
}

/* Enables the unit; returns what CTRL holds, without the bits that reset. */
static uint32_t enable(void) {
  hb_trace_enable();
  const uint32_t unwanted = CTRL_FREEZE_ON_OVERFLOW | CTRL_TRACE_ON_OVERFLOW | CTRL_RESET_EVENTS | CTRL_RESET_CYCLES;
  const uint32_t control = (hb_register_read(CTRL) & ~unwanted) | CTRL_ENABLE;
  hb_register_write(CTRL, control);
  return control;
}

hb_status hb_pmu_select(const uint16_t *events, uint32_t count) {
  selected.count = 0;
  selected.enabled = 0;
  if (count > hb_pmu_slots()) return HB_ERR_UNSUPPORTED;
  hb_register_write(CNTENCLR, ALL_EVENT_COUNTERS);
  hb_register_write(INTENCLR, ALL_EVENT_COUNTERS);
  selected.control = enable();
  for (uint32_t i = 0; i < count; i++) {
    hb_register_write(EVTYPER(2u * i), events[i]);
    hb_register_write(EVTYPER(2u * i + 1u), EVENT_CHAIN);
    if (hb_register_read(EVTYPER(2u * i)) != events[i]) return HB_ERR_UNSUPPORTED;
  }
  selected.count = count;
  selected.enabled = (1u << (2u * count)) - 1u;
  hb_register_barrier();
  return HB_OK;
}

/* The odd counters are enabled first and disabled last: no overflow of an even one goes uncounted. */
void hb_pmu_start(void) {
  if (selected.count == 0u) return;
  hb_register_write(CNTENCLR, selected.enabled);
  hb_register_barrier();
  hb_register_write(CTRL, selected.control | CTRL_RESET_EVENTS);
  hb_register_write(OVSCLR, selected.enabled);
  hb_register_write(CNTENSET, selected.enabled & ODDS);
  hb_register_write(CNTENSET, selected.enabled & EVENS);
  hb_register_barrier();
}

uint32_t hb_pmu_read(uint32_t values[HB_PORT_MAX_COUNTERS]) {
  if (selected.count == 0u) return 0;
  hb_register_write(CNTENCLR, selected.enabled & EVENS);
  hb_register_barrier();
  hb_register_write(CNTENCLR, selected.enabled & ODDS);
  hb_register_barrier();
  const uint32_t overflows = hb_register_read(OVSSET);
  uint32_t overflowed = 0;
  for (uint32_t i = 0; i < selected.count; i++) {
    const uint32_t low = hb_register_read(EVCNTR(2u * i)) & 0xFFFFu;
    const uint32_t high = hb_register_read(EVCNTR(2u * i + 1u)) & 0xFFFFu;
    values[i] = high << 16 | low;
    overflowed |= (overflows >> (2u * i + 1u) & 1u) << i;
  }
  return overflowed;
}

static uint32_t cycles_high;

void hb_pmu_cycles_start(void) {
  const uint32_t control = enable();
  hb_register_write(CNTENCLR, CYCLE_COUNTER);
  hb_register_write(INTENCLR, CYCLE_COUNTER);
  hb_register_write(CTRL, control | CTRL_RESET_CYCLES);
  hb_register_write(OVSCLR, CYCLE_COUNTER);
  hb_register_write(CNTENSET, CYCLE_COUNTER);
  hb_register_barrier();
  cycles_high = 0;
}

void hb_pmu_cycles_resume(void) {
  (void)enable();
  hb_register_write(CNTENSET, CYCLE_COUNTER);
  hb_register_barrier();
}

uint64_t hb_pmu_cycles(void) {
  uint32_t low = hb_register_read(CCNTR);
  if ((hb_register_read(OVSSET) & CYCLE_COUNTER) != 0u) {
    /* It wrapped, before or after it was read: it does not do so again so soon. */
    hb_register_write(OVSCLR, CYCLE_COUNTER);
    low = hb_register_read(CCNTR);
    cycles_high++;
  }
  return (uint64_t)cycles_high << 32 | low;
}
