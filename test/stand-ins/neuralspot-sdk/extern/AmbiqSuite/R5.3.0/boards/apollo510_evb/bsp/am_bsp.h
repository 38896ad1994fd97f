#ifndef AM_BSP_H
#define AM_BSP_H
#include "am_mcu_apollo.h"

#define AM_BSP_UART_PRINT_INST 0
#define AM_BSP_GPIO_COM_UART_TX 30
#define AM_BSP_GPIO_COM_UART_RX 55
extern const am_hal_gpio_pincfg_t g_AM_BSP_GPIO_COM_UART_TX;
extern const am_hal_gpio_pincfg_t g_AM_BSP_GPIO_COM_UART_RX;
#endif
