/* A stand-in for the vendor's header of this family: what our port uses of it, and no more. */
#ifndef AM_MCU_APOLLO_H
#define AM_MCU_APOLLO_H
#include <stdbool.h>
#include <stdint.h>


typedef struct {
  volatile uint32_t DR;
  volatile struct {
    uint32_t BUSY : 1;
    uint32_t RXFE : 1;
    uint32_t TXFF : 1;
  } FR_b;
} UART0_Type;
extern UART0_Type hb_stand_in_uart[1];
#define UARTn(n) (&hb_stand_in_uart[n])

static inline void NVIC_SystemReset(void) { __asm volatile("dsb" ::: "memory"); }
static inline void __NOP(void) { __asm volatile("nop"); }
static inline void __DSB(void) { __asm volatile("dsb" ::: "memory"); }
static inline void __disable_irq(void) { __asm volatile("cpsid i" ::: "memory"); }
static inline void __enable_irq(void) { __asm volatile("cpsie i" ::: "memory"); }
static inline uint32_t __get_PRIMASK(void) {
  uint32_t mask;
  __asm volatile("mrs %0, primask" : "=r"(mask));
  return mask;
}
static inline void __set_PRIMASK(uint32_t mask) { __asm volatile("msr primask, %0" ::"r"(mask) : "memory"); }

typedef struct {
  uint32_t ui32BaudRate;
  uint32_t ui32DataBits;
  uint32_t ui32Parity;
  uint32_t ui32StopBits;
  uint32_t ui32FlowControl;
  uint32_t ui32FifoLevels;
} am_hal_uart_config_t;
typedef enum { AM_HAL_SYSCTRL_WAKE = 0 } am_hal_sysctrl_power_state_e;
uint32_t am_hal_uart_initialize(uint32_t module, void **handle);
uint32_t am_hal_uart_power_control(void *handle, am_hal_sysctrl_power_state_e state, bool retain);
uint32_t am_hal_uart_configure(void *handle, const am_hal_uart_config_t *config);
typedef enum { eUART_CLK_SPEED_DEFAULT = 0 } am_hal_uart_clock_speed_e;
typedef enum { AM_HAL_UART_CONTROL_CLKSEL = 0 } am_hal_uart_control_e;
uint32_t am_hal_uart_control(void *handle, am_hal_uart_control_e control, void *argument);
#define AM_HAL_UART_DATA_BITS_8 3u
#define AM_HAL_UART_PARITY_NONE 0u
#define AM_HAL_UART_ONE_STOP_BIT 0u
#define AM_HAL_UART_FLOW_CTRL_NONE 0u
#define AM_HAL_UART_TX_FIFO_1_2 1u
#define AM_HAL_UART_RX_FIFO_1_2 2u

#define AM_HAL_STIMER_HFRC_3MHZ 1u
#define AM_HAL_STIMER_HFRC_187_5KHZ 2u
#define AM_HAL_STIMER_CFG_CLEAR (1u << 30)
#define AM_HAL_STIMER_CFG_FREEZE (1u << 31)
uint32_t am_hal_stimer_config(uint32_t config);
uint32_t am_hal_stimer_counter_get(void);

typedef struct {
  uint32_t function;
} am_hal_gpio_pincfg_t;
extern const am_hal_gpio_pincfg_t g_AM_HAL_GPIO_OUTPUT;
extern const am_hal_gpio_pincfg_t g_AM_HAL_GPIO_INPUT;
typedef enum { AM_HAL_GPIO_INPUT_READ = 0 } am_hal_gpio_read_type_e;
typedef enum { AM_HAL_GPIO_OUTPUT_CLEAR = 0, AM_HAL_GPIO_OUTPUT_SET = 1 } am_hal_gpio_write_type_e;
uint32_t am_hal_gpio_pinconfig(uint32_t pin, am_hal_gpio_pincfg_t config);
uint32_t am_hal_gpio_state_read(uint32_t pin, am_hal_gpio_read_type_e type, uint32_t *state);
uint32_t am_hal_gpio_state_write(uint32_t pin, am_hal_gpio_write_type_e type);

typedef struct {
  uint32_t mode;
} am_hal_cachectrl_config_t;
extern const am_hal_cachectrl_config_t am_hal_cachectrl_defaults;
uint32_t am_hal_cachectrl_config(const am_hal_cachectrl_config_t *config);
uint32_t am_hal_cachectrl_enable(void);
#endif
