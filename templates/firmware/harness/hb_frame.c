#include "hb_frame.h"

#include "hb_crc32.h"

size_t hb_frame_encode(const hb_frame *frame, uint8_t *encoded, size_t capacity) {
  if (frame->payload_bytes > HB_MAX_PAYLOAD_BYTES) return 0;
  if (HB_COBS_ENCODED_BYTES(HB_FRAME_HEADER_BYTES + frame->payload_bytes + HB_FRAME_CRC_BYTES) > capacity) return 0;
  const uint8_t header[HB_FRAME_HEADER_BYTES] = {frame->kind, frame->command, (uint8_t)frame->sequence,
                                                 (uint8_t)(frame->sequence >> 8)};
  const uint32_t crc = hb_crc32(hb_crc32(0, header, sizeof header), frame->payload, frame->payload_bytes);
  const uint8_t trailer[HB_FRAME_CRC_BYTES] = {(uint8_t)crc, (uint8_t)(crc >> 8), (uint8_t)(crc >> 16),
                                               (uint8_t)(crc >> 24)};
  hb_cobs_encoder encoder;
  hb_cobs_begin(&encoder, encoded);
  hb_cobs_put(&encoder, header, sizeof header);
  hb_cobs_put(&encoder, frame->payload, frame->payload_bytes);
  hb_cobs_put(&encoder, trailer, sizeof trailer);
  return hb_cobs_end(&encoder);
}

bool hb_frame_decode(uint8_t *bytes, size_t count, hb_frame *frame) {
  const size_t raw = hb_cobs_decode(bytes, count);
  if (raw < HB_FRAME_HEADER_BYTES + HB_FRAME_CRC_BYTES || raw > HB_FRAME_MAX_RAW_BYTES) return false;
  const uint8_t *crc = bytes + raw - HB_FRAME_CRC_BYTES;
  const uint32_t stated = crc[0] | (uint32_t)crc[1] << 8 | (uint32_t)crc[2] << 16 | (uint32_t)crc[3] << 24;
  if (hb_crc32(0, bytes, raw - HB_FRAME_CRC_BYTES) != stated) return false;
  frame->kind = bytes[0];
  frame->command = bytes[1];
  frame->sequence = (uint16_t)(bytes[2] | (uint32_t)bytes[3] << 8);
  frame->payload = bytes + HB_FRAME_HEADER_BYTES;
  frame->payload_bytes = raw - HB_FRAME_HEADER_BYTES - HB_FRAME_CRC_BYTES;
  return true;
}

bool hb_frame_receive(hb_frame_receiver *receiver, uint8_t byte, hb_frame *frame) {
  if (byte != 0u) {
    if (receiver->count == sizeof receiver->bytes) {
      receiver->overlong = true;
    } else {
      receiver->bytes[receiver->count] = byte;
      receiver->count++;
    }
    return false;
  }
  const size_t count = receiver->count;
  const bool overlong = receiver->overlong;
  receiver->count = 0;
  receiver->overlong = false;
  if (count == 0u) return false; /* a lone delimiter only flushes */
  if (!overlong && hb_frame_decode(receiver->bytes, count, frame)) return true;
  receiver->discarded++;
  return false;
}
