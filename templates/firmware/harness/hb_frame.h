/* Frames of the link: COBS( kind | command | sequence | payload | CRC-32 ) 0x00. Knows no port: it also
 * compiles on a host. */
#ifndef HB_FRAME_H
#define HB_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hb_cobs.h"

#define HB_FRAME_HEADER_BYTES 4u
#define HB_FRAME_CRC_BYTES 4u
#define HB_MAX_PAYLOAD_BYTES 4096u
#define HB_FRAME_MAX_RAW_BYTES (HB_FRAME_HEADER_BYTES + HB_MAX_PAYLOAD_BYTES + HB_FRAME_CRC_BYTES)
#define HB_FRAME_MAX_ENCODED_BYTES HB_COBS_ENCODED_BYTES(HB_FRAME_MAX_RAW_BYTES)

typedef enum {
  HB_FRAME_REQUEST = 0,
  HB_FRAME_ANSWER = 1,
  HB_FRAME_FAILURE = 2,
  HB_FRAME_LOG = 3,
  HB_FRAME_PROGRESS = 4
} hb_frame_kind;

typedef struct {
  uint8_t kind;
  uint8_t command;
  uint16_t sequence;
  const uint8_t *payload;
  size_t payload_bytes;
} hb_frame;

/* Encodes `frame` with its delimiter into `encoded`. Returns the bytes written; 0 when the payload is
 * larger than HB_MAX_PAYLOAD_BYTES or `capacity` is too small for the worst case. */
size_t hb_frame_encode(const hb_frame *frame, uint8_t *encoded, size_t capacity);

/* Decodes `count` bytes without their delimiter in place; `frame->payload` points into `bytes`.
 * Returns false for what is not a frame. */
bool hb_frame_decode(uint8_t *bytes, size_t count, hb_frame *frame);

/* Collects bytes up to a delimiter. */
typedef struct {
  uint8_t bytes[HB_FRAME_MAX_ENCODED_BYTES];
  size_t count;
  bool overlong;
  uint32_t discarded; /* sequences of bytes thrown away because they were no frame */
} hb_frame_receiver;

/* Takes one byte. Returns true when it completed a frame; `frame` is valid until the next call. */
bool hb_frame_receive(hb_frame_receiver *receiver, uint8_t byte, hb_frame *frame);

#endif
