/* The wires of docs/power.md as GPIO. There is no line beside them: levels are all that is said. */
#include "hb_ns.h"
#include "hb_port.h"
#include "hb_sleep.h"

#define PULSE_US 1000u

#if HB_NS_APOLLO3
#define OUTPUT_PIN g_AM_HAL_GPIO_OUTPUT
#define INPUT_PIN g_AM_HAL_GPIO_INPUT
#define LOW AM_HAL_GPIO_OUTPUT_CLEAR
#define HIGH AM_HAL_GPIO_OUTPUT_SET
#else
#define OUTPUT_PIN am_hal_gpio_pincfg_output
#define INPUT_PIN am_hal_gpio_pincfg_input
#define LOW AM_HAL_GPIO_OUTPUT_CLEAR
#define HIGH AM_HAL_GPIO_OUTPUT_SET
#endif

static const uint32_t pins[] = {[HB_WIRE_GATE] = HB_NS_GATE, [HB_WIRE_STATE] = HB_NS_STATE};
static bool levels[sizeof pins / sizeof pins[0]];

void hb_port_wires_init(void) {
  for (size_t wire = 0; wire < sizeof pins / sizeof pins[0]; wire++) {
    (void)am_hal_gpio_state_write(pins[wire], LOW);
    (void)am_hal_gpio_pinconfig(pins[wire], OUTPUT_PIN);
    levels[wire] = false;
  }
  (void)am_hal_gpio_pinconfig(HB_NS_GO, INPUT_PIN);
}

void hb_port_wire_set(hb_port_wire wire, bool high) {
  if (levels[wire] == high) return;
  levels[wire] = high;
  (void)am_hal_gpio_state_write(pins[wire], high ? HIGH : LOW);
}

bool hb_port_go(void) {
  uint32_t level = 0;
  (void)am_hal_gpio_state_read(HB_NS_GO, AM_HAL_GPIO_INPUT_READ, &level);
  return level != 0u;
}

/* Go is looked at all the time: an interrupt to wake up by would be served in the window that it begins. */
void hb_port_wires_idle(void) {}
void hb_port_wires_wait(uint32_t ms) { hb_sleep_ms(ms, hb_port_timer_hz()); }
void hb_port_wires_rest(void) { hb_sleep(); }
void hb_port_wires_pause(void) { am_util_delay_us(PULSE_US); }

void hb_port_wires_begin(uint32_t window) { (void)window; }
void hb_port_wires_report(uint32_t window, uint32_t inferences, uint64_t units) {
  (void)window;
  (void)inferences;
  (void)units;
}
void hb_port_wires_failure(hb_status status, const char *text) {
  (void)status;
  (void)text;
}
