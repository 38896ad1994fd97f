#include "hb_cmsdk_uart.h"

#include "hb_cortex_m.h"

typedef struct {
  volatile uint32_t data;
  volatile uint32_t state;
  volatile uint32_t control;
  volatile uint32_t interrupt_status; /* write 1 to clear */
  volatile uint32_t baud_divider;
} registers;

#define STATE_TRANSMIT_FULL (1u << 0)
#define STATE_RECEIVE_FULL (1u << 1)
#define CONTROL_TRANSMIT_ENABLE (1u << 0)
#define CONTROL_RECEIVE_ENABLE (1u << 1)
#define CONTROL_RECEIVE_INTERRUPT (1u << 3)
#define INTERRUPT_RECEIVE (1u << 1)
#define SMALLEST_BAUD_DIVIDER 16u

static registers *of(const hb_cmsdk_uart *uart) { return (registers *)(uintptr_t)uart->base; }

void hb_cmsdk_uart_init(const hb_cmsdk_uart *uart) {
  of(uart)->baud_divider = SMALLEST_BAUD_DIVIDER;
  of(uart)->control = CONTROL_TRANSMIT_ENABLE | CONTROL_RECEIVE_ENABLE | CONTROL_RECEIVE_INTERRUPT;
  hb_cortex_m_enable_interrupt(uart->receive_interrupt);
}

size_t hb_cmsdk_uart_read(const hb_cmsdk_uart *uart, uint8_t *bytes, size_t capacity) {
  size_t count = 0;
  while (count < capacity && (of(uart)->state & STATE_RECEIVE_FULL) != 0u) {
    /* Before the byte is taken: the next one may come at once, and its interrupt must not be lost. */
    of(uart)->interrupt_status = INTERRUPT_RECEIVE;
    hb_cortex_m_clear_pending(uart->receive_interrupt);
    bytes[count] = (uint8_t)of(uart)->data;
    count++;
  }
  return count;
}

void hb_cmsdk_uart_write(const hb_cmsdk_uart *uart, const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    while ((of(uart)->state & STATE_TRANSMIT_FULL) != 0u) {
    }
    of(uart)->data = bytes[i];
  }
}

void hb_cmsdk_uart_flush(const hb_cmsdk_uart *uart) {
  while ((of(uart)->state & STATE_TRANSMIT_FULL) != 0u) {
  }
}

void hb_cmsdk_uart_wait(const hb_cmsdk_uart *uart) {
  if ((of(uart)->state & STATE_RECEIVE_FULL) == 0u) hb_cortex_m_wait_for_interrupt();
}
