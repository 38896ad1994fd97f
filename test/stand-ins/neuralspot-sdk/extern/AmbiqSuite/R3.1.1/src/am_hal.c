#include "am_mcu_apollo.h"
#include "am_util.h"

UART0_Type hb_stand_in_uart[1];
static uint32_t levels;

const am_hal_gpio_pincfg_t g_AM_HAL_GPIO_OUTPUT = {1};
const am_hal_gpio_pincfg_t g_AM_HAL_GPIO_INPUT = {2};

uint32_t am_hal_gpio_pinconfig(uint32_t pin, am_hal_gpio_pincfg_t config) { return pin < 224u && config.function != 0u ? 0u : 1u; }
uint32_t am_hal_gpio_state_read(uint32_t pin, am_hal_gpio_read_type_e type, uint32_t *state) {
  (void)type;
  *state = levels >> (pin % 32u) & 1u;
  return 0;
}
uint32_t am_hal_gpio_state_write(uint32_t pin, am_hal_gpio_write_type_e type) {
  const uint32_t bit = 1u << (pin % 32u);
  levels = type == AM_HAL_GPIO_OUTPUT_SET ? levels | bit : levels & ~bit;
  return 0;
}

const am_hal_cachectrl_config_t am_hal_cachectrl_defaults = {1};
uint32_t am_hal_cachectrl_config(const am_hal_cachectrl_config_t *config) { return config->mode == 1u ? 0u : 1u; }
uint32_t am_hal_cachectrl_enable(void) { return 0; }
static uint32_t stimer_config;
uint32_t am_hal_stimer_config(uint32_t config) {
  const uint32_t before = stimer_config;
  stimer_config = config;
  return before;
}
uint32_t am_hal_stimer_counter_get(void) { return stimer_config; }
void am_util_delay_us(uint32_t microseconds) {
  while (microseconds-- > 0u) __NOP();
}
