#include "hb_report.h"

#include <string.h>

#include "hb_crc32.h"
#include "hb_port.h"
#include "hb_text.h"

#define MAGIC 0x54525048u /* "HPRT" */
#define VERSION 1u

typedef enum { PHASE_STARTING = 0, PHASE_RUNNING = 1, PHASE_FINISHED = 2, PHASE_FAILED = 3 } phase;

/* As the host reads it: no field has padding before it, and the core is little-endian. */
typedef struct {
  uint32_t magic;
  uint32_t version;
  uint32_t bytes; /* of all of this */
  uint32_t crc32; /* of all that follows */
  uint32_t run;
  uint32_t phase;
  uint32_t status;
  uint32_t unit;
  uint32_t timer_hz;
  uint32_t window_count;
  struct {
    uint32_t inferences;
    uint32_t units_low;
    uint32_t units_high;
  } windows[HB_REPORT_MOST_WINDOWS];
  char text[HB_TEXT_CAPACITY];
} report;

_Static_assert(sizeof(report) == 40u + 12u * HB_REPORT_MOST_WINDOWS + HB_TEXT_CAPACITY, "the host knows no padding");

#define CHECKED_FROM 16u

/* Nothing on the device reads it, and a linker must leave it in. */
__attribute__((used, aligned(32))) report hb_power_report;

static void publish(phase now) {
  report *const r = &hb_power_report;
  r->magic = MAGIC;
  r->version = VERSION;
  r->bytes = sizeof *r;
  r->phase = now;
  r->unit = hb_port_unit();
  r->timer_hz = hb_port_timer_hz();
  r->crc32 = hb_crc32(0, (const uint8_t *)r + CHECKED_FROM, sizeof *r - CHECKED_FROM);
  hb_port_publish(r, sizeof *r);
}

void hb_report_begin(void) {
  memset(&hb_power_report, 0, sizeof hb_power_report);
  publish(PHASE_STARTING);
}

void hb_report_run(uint32_t run) {
  hb_power_report.run = run;
  publish(PHASE_STARTING);
}

void hb_report_window(uint32_t inferences, uint64_t units) {
  const uint32_t index = hb_power_report.window_count;
  if (index >= HB_REPORT_MOST_WINDOWS) return;
  hb_power_report.windows[index].inferences = inferences;
  hb_power_report.windows[index].units_low = (uint32_t)units;
  hb_power_report.windows[index].units_high = (uint32_t)(units >> 32);
  hb_power_report.window_count = index + 1u;
  publish(PHASE_RUNNING);
}

void hb_report_finished(void) { publish(PHASE_FINISHED); }

void hb_report_failed(hb_status status, const char *text) {
  hb_power_report.status = (uint32_t)status;
  strncpy(hb_power_report.text, text, sizeof hb_power_report.text - 1u);
  publish(PHASE_FAILED);
}
