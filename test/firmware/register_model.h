/* The registers that the drivers of templates/firmware/pmu touch, as the architecture has them: PMU of Armv8.1-M with eight
 * counters of 16 bits, DWT of Armv7-M, monitors of a cache. Nothing counts but what is said to happen. */
#ifndef REGISTER_MODEL_H
#define REGISTER_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#define MODEL_COUNTERS 8u

struct register_model {
  uint32_t demcr;
  uint32_t counters[MODEL_COUNTERS], types[MODEL_COUNTERS], cycles, enabled, interrupts, overflows, control;
  uint32_t count;               /* of the counters there are */
  uint32_t unknown;             /* an event that the PMU does not take */
  uint32_t dwt_control, dwt[6]; /* cycles, then the five causes */
  uint32_t cache[2][9];         /* of Apollo3 and Apollo4: config, then the monitors */
  uint32_t access_cycles;       /* what every access takes, and as an instruction */
  uint64_t passed;              /* cycles since power-on, which no register tells */
  bool logs;
};
extern struct register_model model;

/* An event of the PMU. */
void model_happen(uint32_t event, uint64_t times);
/* An event of the DWT or of both caches, by its number of docs/link.md. */
void model_happen_m4(uint32_t event, uint32_t times);
void model_pass(uint64_t cycles);

#endif
