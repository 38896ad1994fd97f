/* The parameter block that a probe writes beside the model: what to run, how, and how often. docs/power.md has the
 * layout. */
#ifndef HB_PARAMETERS_H
#define HB_PARAMETERS_H

#include <stdint.h>

#include "hb_engine.h"
#include "hb_text.h"

typedef struct {
  struct {
    uint32_t source;
    uint32_t address;
    uint32_t bytes;
    uint32_t crc32;
  } model;
  struct {
    uint32_t address;
    uint32_t bytes;
    uint32_t resource_variables;
  } arena;
  uint8_t cpu_mode; /* 0 low power, 1 high performance */
  uint32_t inferences; /* in one window, at least 1 */
  uint32_t windows;    /* 1 to HB_REPORT_MOST_WINDOWS */
  uint32_t seed;
  uint32_t idle_ms; /* before each window, which then begins by itself; 0: go begins it */
  uint32_t run;     /* which start this is: the report repeats it */
} hb_parameters;

/* Reads and checks the block at the port's address. Addresses in it are not checked yet. Appends to `why` what is
 * wrong when it fails. */
hb_status hb_parameters_read(hb_parameters *parameters, hb_text *why);

#endif
