/* The timer and the counters of the host port: none. */
#include "host_port.h"

void hb_host_timer_start(void) {}
uint64_t hb_port_ticks(void) { return 0; }
uint64_t hb_port_units(uint64_t ticks) { return ticks; }
hb_unit hb_port_unit(void) { return HB_UNIT_INSTRUCTIONS; }
uint32_t hb_port_timer_hz(void) { return 0; }

hb_counters_kind hb_port_counters_kind(void) { return HB_COUNTERS_NONE; }
uint32_t hb_port_counters_slots(void) { return 0; }
hb_status hb_port_counters_select(const uint16_t *events, uint32_t count) {
  (void)events;
  return count == 0u ? HB_OK : HB_ERR_UNSUPPORTED;
}
void hb_port_counters_start(void) {}
uint32_t hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]) {
  (void)values;
  return 0;
}
