/* Runs the drivers on the model of the registers. Reads commands from standard input, one a line, and answers each with one
 * line; numbers are hexadecimal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hb_dwt.h"
#include "hb_pmu_v81m.h"
#include "register_model.h"

static void answer_values(uint32_t overflowed, const uint32_t *values, uint32_t selected) {
  printf("%x", (unsigned)overflowed);
  for (uint32_t i = 0; i < selected; i++) printf(" %x", (unsigned)values[i]);
}

int main(void) {
  static const hb_cache_monitors apollo3 = HB_CACHE_MONITORS_APOLLO3;
  static const hb_cache_monitors apollo4 = HB_CACHE_MONITORS_APOLLO4;
  const hb_cache_monitors *monitors = NULL;
  uint32_t values[HB_PORT_MAX_COUNTERS] = {0};
  uint32_t selected = 0;
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) {
    const char *name = strtok(line, " \n");
    uint64_t arguments[8] = {0};
    uint16_t events[8] = {0};
    uint32_t given = 0;
    if (name == NULL) continue;
    for (const char *word; given < 8u && (word = strtok(NULL, " \n")) != NULL; given++) {
      arguments[given] = strtoull(word, NULL, 16);
      events[given] = (uint16_t)arguments[given];
    }
    const uint32_t first = (uint32_t)arguments[0];
    if (strcmp(name, "log") == 0) model.logs = first != 0u;
    else if (strcmp(name, "counters") == 0) model.count = first;
    else if (strcmp(name, "unknown") == 0) model.unknown = first;
    else if (strcmp(name, "dwt_control") == 0) model.dwt_control = first;
    else if (strcmp(name, "probe_leaves") == 0) { /* and takes all of it down */
      model.demcr = model.control = model.enabled = 0u;
      model.dwt_control = 0u;
    } else if (strcmp(name, "cache") == 0) monitors = first == 3u ? &apollo3 : first == 4u ? &apollo4 : NULL;
    else if (strcmp(name, "happen") == 0) model_happen(first, arguments[1]);
    else if (strcmp(name, "happen_m4") == 0) model_happen_m4(first, (uint32_t)arguments[1]);
    else if (strcmp(name, "pass") == 0) model_pass(arguments[0]);
    else if (strcmp(name, "state") == 0) {
      printf("%x %x %x %x", (unsigned)model.control, (unsigned)model.enabled, (unsigned)model.interrupts,
             (unsigned)model.demcr);
    } else if (strcmp(name, "cache_state") == 0) printf("%x %x", (unsigned)model.cache[0][0], (unsigned)model.cache[1][0]);
    else if (strcmp(name, "pmu_slots") == 0) printf("%x", (unsigned)hb_pmu_slots());
    else if (strcmp(name, "pmu_select") == 0) printf("%x", (unsigned)hb_pmu_select(events, selected = given));
    else if (strcmp(name, "pmu_start") == 0) hb_pmu_start();
    else if (strcmp(name, "pmu_read") == 0) answer_values(hb_pmu_read(values), values, selected);
    else if (strcmp(name, "pmu_cycles_start") == 0) hb_pmu_cycles_start();
    else if (strcmp(name, "pmu_cycles_resume") == 0) hb_pmu_cycles_resume();
    else if (strcmp(name, "pmu_cycles") == 0) printf("%llx", (unsigned long long)hb_pmu_cycles());
    else if (strcmp(name, "dwt_select") == 0) printf("%x", (unsigned)hb_dwt_select(monitors, events, selected = given));
    else if (strcmp(name, "dwt_start") == 0) hb_dwt_start();
    else if (strcmp(name, "dwt_read") == 0) answer_values(hb_dwt_read(values), values, selected);
    else if (strcmp(name, "dwt_cycles_start") == 0) hb_dwt_cycles_start();
    else if (strcmp(name, "dwt_cycles_resume") == 0) hb_dwt_cycles_resume();
    else if (strcmp(name, "dwt_cycles") == 0) printf("%llx", (unsigned long long)hb_dwt_cycles());
    else return 4;
    printf("\n");
  }
  return 0;
}
