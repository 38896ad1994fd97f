#include "am_bsp.h"
#include "am_mcu_apollo.h"
#include "am_util.h"

UART0_Type hb_stand_in_uart[1];
static uint32_t levels;

const am_hal_gpio_pincfg_t am_hal_gpio_pincfg_output = {1};
const am_hal_gpio_pincfg_t am_hal_gpio_pincfg_input = {2};
const am_hal_gpio_pincfg_t g_AM_BSP_GPIO_COM_UART_TX = {3};
const am_hal_gpio_pincfg_t g_AM_BSP_GPIO_COM_UART_RX = {4};

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

uint32_t am_hal_cachectrl_icache_enable(void) { return 0; }
uint32_t am_hal_cachectrl_dcache_enable(bool clean) { return clean ? 0u : 1u; }
uint32_t am_hal_cachectrl_dcache_clean(am_hal_cachectrl_range_t *range) { return range->ui32Size > 0u ? 0u : 1u; }
static uint32_t uart_module;
uint32_t am_hal_uart_initialize(uint32_t module, void **handle) {
  uart_module = module;
  *handle = &uart_module;
  return 0;
}
uint32_t am_hal_uart_power_control(void *handle, am_hal_sysctrl_power_state_e state, bool retain) {
  return handle == &uart_module && state == AM_HAL_SYSCTRL_WAKE && !retain ? 0u : 1u;
}
uint32_t am_hal_uart_configure(void *handle, const am_hal_uart_config_t *config) {
  return handle == &uart_module && config->ui32BaudRate > 0u ? 0u : 1u;
}
uint32_t am_hal_pwrctrl_periph_enable(am_hal_pwrctrl_periph_e peripheral) { return peripheral == AM_HAL_PWRCTRL_PERIPH_DEBUG ? 0u : 1u; }
uint32_t am_hal_debug_enable(void) { return 0; }
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
