/* Consistent Overhead Byte Stuffing: takes every zero out of a block of bytes, so that a zero can end it. Knows no
 * port: it also compiles on a host. */
#ifndef HB_COBS_H
#define HB_COBS_H

#include <stddef.h>
#include <stdint.h>

/* Most that `raw` bytes become, delimiter included: one byte more for every 254 begun, and the delimiter. */
#define HB_COBS_ENCODED_BYTES(raw) ((raw) + ((raw) + 253u) / 254u + 1u)

/* Encodes a block piece by piece into a buffer that has room for all of it. */
typedef struct {
  uint8_t *encoded;
  size_t count;
  size_t code_at; /* where the length of the run being written belongs */
} hb_cobs_encoder;

void hb_cobs_begin(hb_cobs_encoder *encoder, uint8_t *encoded);
void hb_cobs_put(hb_cobs_encoder *encoder, const uint8_t *bytes, size_t count);
size_t hb_cobs_end(hb_cobs_encoder *encoder); /* appends the delimiter; returns the bytes of all */

/* Decodes `count` bytes without their delimiter in place: the decoded bytes never overtake the encoded ones.
 * Returns the decoded count, 0 when malformed. */
size_t hb_cobs_decode(uint8_t *bytes, size_t count);

#endif
