/* The link over the UART that the probe's virtual serial port is wired to. */
#ifndef HB_NS_USB

#include "hb_ns.h"
#include "hb_port.h"

static const am_hal_uart_config_t line = {
    .ui32BaudRate = HB_NS_BAUD,
#if HB_NS_APOLLO3
    .ui32DataBits = AM_HAL_UART_DATA_BITS_8,
    .ui32Parity = AM_HAL_UART_PARITY_NONE,
    .ui32StopBits = AM_HAL_UART_ONE_STOP_BIT,
    .ui32FlowControl = AM_HAL_UART_FLOW_CTRL_NONE,
    .ui32FifoLevels = AM_HAL_UART_TX_FIFO_1_2 | AM_HAL_UART_RX_FIFO_1_2,
#else
    .eDataBits = AM_HAL_UART_DATA_BITS_8,
    .eParity = AM_HAL_UART_PARITY_NONE,
    .eStopBits = AM_HAL_UART_ONE_STOP_BIT,
    .eFlowControl = AM_HAL_UART_FLOW_CTRL_NONE,
    .eTXFifoLevel = AM_HAL_UART_FIFO_LEVEL_16,
    .eRXFifoLevel = AM_HAL_UART_FIFO_LEVEL_16,
#endif
};

/* Not by the SDK's library: it takes the same UART on every board of a family, and bytes in its interrupt. The FIFOs are
 * polled: the loop of the link comes round far more often than 32 bytes take. */
void hb_port_link_init(void) {
  void *uart = NULL;
  (void)am_hal_uart_initialize(AM_BSP_UART_PRINT_INST, &uart);
  (void)am_hal_uart_power_control(uart, AM_HAL_SYSCTRL_WAKE, false);
#if HB_NS_APOLLO3
  am_hal_uart_clock_speed_e speed = eUART_CLK_SPEED_DEFAULT;
  (void)am_hal_uart_control(uart, AM_HAL_UART_CONTROL_CLKSEL, &speed);
#endif
  (void)am_hal_uart_configure(uart, &line);
  (void)am_hal_gpio_pinconfig(AM_BSP_GPIO_COM_UART_TX, g_AM_BSP_GPIO_COM_UART_TX);
  (void)am_hal_gpio_pinconfig(AM_BSP_GPIO_COM_UART_RX, g_AM_BSP_GPIO_COM_UART_RX);
}

size_t hb_port_link_read(uint8_t *bytes, size_t capacity) {
  size_t count = 0;
  while (count < capacity && UARTn(AM_BSP_UART_PRINT_INST)->FR_b.RXFE == 0u) {
    bytes[count++] = (uint8_t)UARTn(AM_BSP_UART_PRINT_INST)->DR;
  }
  return count;
}

void hb_port_link_write(const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    while (UARTn(AM_BSP_UART_PRINT_INST)->FR_b.TXFF != 0u) __NOP();
    UARTn(AM_BSP_UART_PRINT_INST)->DR = bytes[i];
  }
}

void hb_port_link_flush(void) {
  while (UARTn(AM_BSP_UART_PRINT_INST)->FR_b.BUSY != 0u) __NOP();
}

void hb_port_link_idle(void) {}

#endif
