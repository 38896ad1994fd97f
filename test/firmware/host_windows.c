/* Windows of the power image on a timer of 32 bits: the cycle counter of the DWT, on the model of its registers. Arguments:
 * cycles of an inference, inferences in a window, windows, and the inference that fails (0: none). Prints what the wires go
 * through, then the report in hex. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hb_dwt.h"
#include "hb_inputs.h"
#include "hb_model.h"
#include "hb_report.h"
#include "hb_windows.h"
#include "register_model.h"

static uint64_t cycles_of_inference;
static uint64_t failing_inference;
static uint64_t inferences_run;
static const uint8_t *published;
static size_t published_bytes;

hb_status hb_model_select(uint32_t source, uint32_t address, uint32_t bytes, uint32_t crc32, hb_text *why) {
  (void)source, (void)address, (void)bytes, (void)crc32, (void)why;
  return HB_OK;
}
hb_status hb_model_configure(uint32_t address, uint32_t bytes, uint32_t resource_variables, uint32_t *used, hb_text *why) {
  (void)address, (void)bytes, (void)resource_variables, (void)why;
  *used = 16;
  return HB_OK;
}
uint32_t hb_inputs_seed(uint32_t seed, uint32_t run) { return seed + run; }

static hb_status invoke(const hb_layer_hooks *hooks) {
  (void)hooks;
  model_pass(cycles_of_inference);
  return ++inferences_run == failing_inference ? HB_ERR_INVOKE_FAILED : HB_OK;
}
static const char *last_error(void) { return "it fails"; }
const hb_engine hb_the_engine = {.name = "cycles", .version = "1", .invoke = invoke, .last_error = last_error};

uint64_t hb_port_ticks(void) { return hb_dwt_cycles(); }
uint64_t hb_port_units(uint64_t ticks) { return ticks; }
hb_unit hb_port_unit(void) { return HB_UNIT_CYCLES; }
uint32_t hb_port_timer_hz(void) { return 96000000u; }
uint32_t hb_port_quiet_begin(void) { return 0; }
void hb_port_quiet_end(uint32_t state) { (void)state; }
hb_status hb_port_cpu_mode(uint8_t mode, hb_text *why) {
  (void)why;
  return mode == 1u ? HB_OK : HB_ERR_UNSUPPORTED;
}
bool hb_port_go(void) { return false; }
void hb_port_wires_idle(void) {}
void hb_port_wires_wait(uint32_t ms) { printf("wait %u\n", (unsigned)ms); }
void hb_port_wire_set(hb_port_wire wire, bool high) {
  printf("%s%s\n", wire == HB_WIRE_GATE ? "gate" : "state", high ? "+" : "-");
}
void hb_port_wires_begin(uint32_t window) { (void)window; }
void hb_port_wires_report(uint32_t window, uint32_t inferences, uint64_t units) {
  (void)window, (void)inferences, (void)units;
}
void hb_port_publish(const void *memory, size_t bytes) {
  published = memory;
  published_bytes = bytes;
}

int main(int count, char **arguments) {
  if (count != 5) return 2;
  cycles_of_inference = strtoull(arguments[1], NULL, 10);
  failing_inference = strtoull(arguments[4], NULL, 10);
  const hb_parameters parameters = {
      .cpu_mode = 1,
      .inferences = (uint32_t)strtoul(arguments[2], NULL, 10),
      .windows = (uint32_t)strtoul(arguments[3], NULL, 10),
      .idle_ms = 20,
      .run = 0x1234u,
  };
  hb_text why;
  hb_text_clear(&why);
  hb_dwt_cycles_start();
  hb_report_begin();
  hb_report_run(parameters.run);
  hb_status status = hb_windows_prepare(&parameters, &why);
  if (status == HB_OK) status = hb_windows_run(&parameters, &why);
  if (status == HB_OK) hb_report_finished();
  else hb_report_failed(status, why.chars);
  for (size_t i = 0; i < published_bytes; i++) printf("%02x", published[i]);
  printf("\n");
  return 0;
}
