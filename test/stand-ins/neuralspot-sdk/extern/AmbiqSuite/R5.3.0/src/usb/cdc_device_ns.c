#include "ns_usb.h"
#include "tusb.h"

/* Queues what the device sends in the buffer that neuralSPOT's library was given, of that size. */
uint32_t cdc_queue_bytes(void) { return ns_get_cdc_tx_bufferLength(); }
uint8_t *cdc_queue(void) { return ns_usb_get_tx_buffer(); }
