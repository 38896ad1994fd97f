/* The power image: runs a model while a power monitor measures the board, and nothing else. */
#include "hb_fault.h"
#include "hb_parameters.h"
#include "hb_port.h"
#include "hb_report.h"
#include "hb_windows.h"

static _Noreturn void rest(void) {
  for (;;) hb_port_wires_rest();
}

/* As many short pulses on state as the number of the status. */
static _Noreturn void fail(hb_status status, const char *text) {
  hb_port_wire_set(HB_WIRE_GATE, false);
  hb_port_wire_set(HB_WIRE_STATE, false);
  hb_report_failed(status, text);
  hb_port_wires_failure(status, text);
  for (uint32_t i = 0; i < (uint32_t)status; i++) {
    hb_port_wires_pause();
    hb_port_wire_set(HB_WIRE_STATE, true);
    hb_port_wires_pause();
    hb_port_wire_set(HB_WIRE_STATE, false);
  }
  rest();
}

_Noreturn void hb_fault_serve(const char *text) { fail(HB_ERR_FAULT, text); }

int main(void) {
  hb_parameters parameters;
  hb_text why;
  hb_text_clear(&why);
  hb_port_init();
  hb_port_wires_init();
  hb_report_begin();
  hb_status status = hb_parameters_read(&parameters, &why);
  if (status == HB_OK) {
    hb_report_run(parameters.run);
    status = hb_windows_prepare(&parameters, &why);
  }
  if (status == HB_OK) status = hb_windows_run(&parameters, &why);
  if (status != HB_OK) fail(status, why.chars);
  hb_report_finished();
  rest();
}
