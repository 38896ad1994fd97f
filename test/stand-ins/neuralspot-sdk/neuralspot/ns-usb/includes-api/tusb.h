#ifndef TUSB_H
#define TUSB_H
#include <stdbool.h>
#include <stdint.h>

#define TUSB_DESC_STRING 3u
#define CFG_TUD_CDC_TX_BUFSIZE 2048u /* as in the SDK, whose driver does not use it */

bool tud_cdc_connected(void);
uint32_t tud_cdc_read(void *bytes, uint32_t capacity);
uint32_t tud_cdc_write(const void *bytes, uint32_t count);
uint32_t tud_cdc_write_flush(void);
uint32_t tud_cdc_write_available(void);
void tud_task(void);
uint16_t const *tud_descriptor_string_cb(uint8_t index, uint16_t language);
#endif
