/* What the device says of itself, in RAM, for a probe to read: docs/power.md has the layout. The host finds it by the symbol
 * hb_power_report. It is whole whenever its CRC matches. */
#ifndef HB_REPORT_H
#define HB_REPORT_H

#include <stdint.h>

#include "hb_engine.h"

#define HB_REPORT_MOST_WINDOWS 8u

void hb_report_begin(void); /* replaces what an earlier start has left */

/* The parameters were read: `run` is their number. */
void hb_report_run(uint32_t run);

/* The next window, at most HB_REPORT_MOST_WINDOWS of them; `units` by the device's own count. */
void hb_report_window(uint32_t inferences, uint64_t units);

void hb_report_finished(void);
void hb_report_failed(hb_status status, const char *text);

#endif
