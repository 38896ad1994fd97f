/* The system timer, and the clock of the core by it. */
#include "hb_ns.h"
#include "hb_port.h"
#include "hb_registers.h"

/* SysTick counts the core's clock down and needs no debug logic, which has no power in every image. */
#define SYSTICK_CONTROL 0xE000E010u
#define SYSTICK_RELOAD 0xE000E014u
#define SYSTICK_VALUE 0xE000E018u
#define SYSTICK_ENABLE (1u << 0)
#define SYSTICK_CORE_CLOCK (1u << 2)
#define SYSTICK_MASK 0x00FFFFFFu /* 67 ms at 250 MHz */

#define MEASURED_FOR (HB_NS_SYSTEM_HZ / 4000u) /* 0.25 ms */
#define GIVE_UP_READINGS 200000u

void hb_ns_clock_start(void) {
  (void)am_hal_stimer_config(AM_HAL_STIMER_CFG_CLEAR | AM_HAL_STIMER_CFG_FREEZE);
  (void)am_hal_stimer_config(HB_NS_SYSTEM_CLOCK);
}

/* Waits until the system timer is `by` further than `*timer`, and reads it; and what SysTick then shows. false: it does not
 * get there. */
static bool wait_for_timer(uint32_t by, uint32_t *timer, uint32_t *value) {
  const uint32_t from = *timer;
  uint32_t readings = 0;
  do {
    *timer = am_hal_stimer_counter_get();
    *value = hb_register_read(SYSTICK_VALUE);
  } while (*timer - from < by && ++readings < GIVE_UP_READINGS);
  return *timer - from >= by;
}

/* From one step of the system timer to another. */
uint32_t hb_ns_clock_measured_hz(void) {
  uint32_t begin = 0;
  uint32_t end = 0;
  const uint32_t state = hb_port_quiet_begin();
  hb_register_write(SYSTICK_RELOAD, SYSTICK_MASK);
  hb_register_write(SYSTICK_VALUE, 0);
  hb_register_write(SYSTICK_CONTROL, SYSTICK_ENABLE | SYSTICK_CORE_CLOCK);
  uint32_t timer = am_hal_stimer_counter_get();
  bool told = wait_for_timer(1u, &timer, &begin);
  const uint32_t first = timer;
  told = told && wait_for_timer(MEASURED_FOR, &timer, &end);
  hb_register_write(SYSTICK_CONTROL, 0);
  hb_port_quiet_end(state);
  const uint64_t cycles = (begin - end) & SYSTICK_MASK;
  return told ? (uint32_t)(cycles * HB_NS_SYSTEM_HZ / (timer - first)) : 0u;
}
