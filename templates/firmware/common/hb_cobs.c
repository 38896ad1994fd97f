#include "hb_cobs.h"

static void close_run(hb_cobs_encoder *encoder) {
  encoder->encoded[encoder->code_at] = (uint8_t)(encoder->count - encoder->code_at);
}

static void open_run(hb_cobs_encoder *encoder) {
  encoder->code_at = encoder->count;
  encoder->count++;
}

void hb_cobs_begin(hb_cobs_encoder *encoder, uint8_t *encoded) {
  *encoder = (hb_cobs_encoder){.encoded = encoded, .count = 0, .code_at = 0};
  open_run(encoder);
}

void hb_cobs_put(hb_cobs_encoder *encoder, const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    /* Opened only when more follows, so that a message of 254 bytes without a zero costs one byte, not two. */
    if (encoder->count - encoder->code_at == 255u) {
      close_run(encoder);
      open_run(encoder);
    }
    if (bytes[i] == 0u) {
      close_run(encoder);
      open_run(encoder);
    } else {
      encoder->encoded[encoder->count] = bytes[i];
      encoder->count++;
    }
  }
}

size_t hb_cobs_end(hb_cobs_encoder *encoder) {
  close_run(encoder);
  encoder->encoded[encoder->count] = 0;
  return encoder->count + 1u;
}

size_t hb_cobs_decode(uint8_t *bytes, size_t count) {
  size_t from = 0;
  size_t to = 0;
  while (from < count) {
    const uint8_t code = bytes[from];
    if (code == 0u || code > count - from) return 0;
    for (size_t i = 1; i < code; i++) {
      bytes[to] = bytes[from + i];
      to++;
    }
    from += code;
    if (code < 255u && from < count) {
      bytes[to] = 0;
      to++;
    }
  }
  return to;
}
