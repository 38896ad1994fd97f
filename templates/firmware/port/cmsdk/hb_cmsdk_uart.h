/* UART of Arm's Cortex-M System Design Kit, received by polling; its receive interrupt only ends the sleep. */
#ifndef HB_CMSDK_UART_H
#define HB_CMSDK_UART_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t base;
  uint32_t receive_interrupt;
} hb_cmsdk_uart;

void hb_cmsdk_uart_init(const hb_cmsdk_uart *uart);
size_t hb_cmsdk_uart_read(const hb_cmsdk_uart *uart, uint8_t *bytes, size_t capacity);
void hb_cmsdk_uart_write(const hb_cmsdk_uart *uart, const uint8_t *bytes, size_t count);
void hb_cmsdk_uart_flush(const hb_cmsdk_uart *uart);

/* Sleeps unless a byte is there already; woken by the next one. */
void hb_cmsdk_uart_wait(const hb_cmsdk_uart *uart);

#endif
