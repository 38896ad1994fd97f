/* The counters of the host port: none. */
#include "hb_port.h"

uint32_t hb_port_counter_groups(void) { return 0; }
uint32_t hb_port_counters_in_group(uint32_t group) {
  (void)group;
  return 0;
}
const char *hb_port_counter_name(uint32_t group, uint32_t counter) {
  (void)group;
  (void)counter;
  return "";
}
hb_status hb_port_counters_select(uint32_t group) {
  (void)group;
  return HB_OK;
}
void hb_port_counters_read(uint32_t values[HB_PORT_MAX_COUNTERS]) { (void)values; }
