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

#ifdef __arm__
static inline void __NOP(void) { __asm volatile("nop"); }
static inline void __DSB(void) { __asm volatile("dsb" ::: "memory"); }
static inline void __ISB(void) { __asm volatile("isb" ::: "memory"); }
static inline void __disable_irq(void) { __asm volatile("cpsid i" ::: "memory"); }
static inline void __enable_irq(void) { __asm volatile("cpsie i" ::: "memory"); }
static inline uint32_t __get_PRIMASK(void) {
  uint32_t mask;
  __asm volatile("mrs %0, primask" : "=r"(mask));
  return mask;
}
static inline void __set_PRIMASK(uint32_t mask) { __asm volatile("msr primask, %0" ::"r"(mask) : "memory"); }
#else /* parts of the port run on the machine that tests them */
extern uint32_t hb_stand_in_primask;
static inline void __NOP(void) {}
static inline void __DSB(void) {}
static inline void __ISB(void) {}
static inline void __disable_irq(void) { hb_stand_in_primask = 1; }
static inline void __enable_irq(void) { hb_stand_in_primask = 0; }
static inline uint32_t __get_PRIMASK(void) { return hb_stand_in_primask; }
static inline void __set_PRIMASK(uint32_t mask) { hb_stand_in_primask = mask; }
#endif
static inline void NVIC_SystemReset(void) { __DSB(); }

typedef struct {
  uint32_t ui32BaudRate;
  uint32_t eDataBits;
  uint32_t eParity;
  uint32_t eStopBits;
  uint32_t eFlowControl;
  uint32_t eTXFifoLevel;
  uint32_t eRXFifoLevel;
} am_hal_uart_config_t;
typedef enum { AM_HAL_SYSCTRL_WAKE = 0 } am_hal_sysctrl_power_state_e;
uint32_t am_hal_uart_initialize(uint32_t module, void **handle);
uint32_t am_hal_uart_power_control(void *handle, am_hal_sysctrl_power_state_e state, bool retain);
uint32_t am_hal_uart_configure(void *handle, const am_hal_uart_config_t *config);
#define AM_HAL_UART_DATA_BITS_8 3u
#define AM_HAL_UART_PARITY_NONE 0u
#define AM_HAL_UART_ONE_STOP_BIT 0u
#define AM_HAL_UART_FLOW_CTRL_NONE 0u
#define AM_HAL_UART_FIFO_LEVEL_16 1u

#define AM_HAL_STIMER_HFRC_6MHZ 1u
#define AM_HAL_STIMER_HFRC_375KHZ 2u
#define AM_HAL_STIMER_CFG_CLEAR (1u << 30)
#define AM_HAL_STIMER_CFG_FREEZE (1u << 31)
typedef enum { AM_HAL_PWRCTRL_PERIPH_DEBUG = 20 } am_hal_pwrctrl_periph_e;
uint32_t am_hal_pwrctrl_periph_enable(am_hal_pwrctrl_periph_e peripheral);
uint32_t am_hal_debug_enable(void);

uint32_t am_hal_stimer_config(uint32_t config);
uint32_t am_hal_stimer_counter_get(void);

typedef struct {
  uint32_t function;
} am_hal_gpio_pincfg_t;
extern const am_hal_gpio_pincfg_t am_hal_gpio_pincfg_output;
extern const am_hal_gpio_pincfg_t am_hal_gpio_pincfg_input;
typedef enum { AM_HAL_GPIO_INPUT_READ = 0 } am_hal_gpio_read_type_e;
typedef enum { AM_HAL_GPIO_OUTPUT_CLEAR = 0, AM_HAL_GPIO_OUTPUT_SET = 1 } am_hal_gpio_write_type_e;
uint32_t am_hal_gpio_pinconfig(uint32_t pin, am_hal_gpio_pincfg_t config);
uint32_t am_hal_gpio_state_read(uint32_t pin, am_hal_gpio_read_type_e type, uint32_t *state);
uint32_t am_hal_gpio_state_write(uint32_t pin, am_hal_gpio_write_type_e type);

typedef struct {
  uint32_t ui32StartAddr;
  uint32_t ui32Size;
} am_hal_cachectrl_range_t;
typedef enum { AM_HAL_MSPI_CLK_96MHZ = 1 } am_hal_mspi_clock_e;

uint32_t am_hal_cachectrl_icache_enable(void);
uint32_t am_hal_cachectrl_dcache_enable(bool clean);
uint32_t am_hal_cachectrl_dcache_clean(am_hal_cachectrl_range_t *range);
#endif
