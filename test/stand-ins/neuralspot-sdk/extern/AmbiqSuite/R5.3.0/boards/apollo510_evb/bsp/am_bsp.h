#ifndef AM_BSP_H
#define AM_BSP_H
#define AM_BSP_UART_PRINT_INST 0
#endif
