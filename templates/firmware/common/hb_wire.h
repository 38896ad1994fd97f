/* Bounded little-endian reading and writing. Reading past the end or writing past the capacity sets
 * `failed` and does nothing else, so a caller checks once, at the end. */
#ifndef HB_WIRE_H
#define HB_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  const uint8_t *bytes;
  size_t left;
  bool failed;
} hb_reader;

typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  bool failed;
} hb_writer;

static inline const uint8_t *hb_read_bytes(hb_reader *reader, size_t count) {
  if (count > reader->left) {
    reader->failed = true;
    reader->left = 0;
    return NULL;
  }
  const uint8_t *bytes = reader->bytes;
  reader->bytes += count;
  reader->left -= count;
  return bytes;
}

static inline uint8_t hb_read_u8(hb_reader *reader) {
  const uint8_t *bytes = hb_read_bytes(reader, 1);
  return bytes == NULL ? 0 : bytes[0];
}

static inline uint16_t hb_read_u16(hb_reader *reader) {
  const uint8_t *bytes = hb_read_bytes(reader, 2);
  return bytes == NULL ? 0 : (uint16_t)(bytes[0] | (uint32_t)bytes[1] << 8);
}

static inline uint32_t hb_read_u32(hb_reader *reader) {
  const uint8_t *bytes = hb_read_bytes(reader, 4);
  if (bytes == NULL) return 0;
  return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* True when everything was there and nothing is left over. */
static inline bool hb_read_complete(const hb_reader *reader) {
  return !reader->failed && reader->left == 0;
}

static inline void hb_write_bytes(hb_writer *writer, const void *bytes, size_t count) {
  if (count > writer->capacity - writer->count) {
    writer->failed = true;
    return;
  }
  memcpy(writer->bytes + writer->count, bytes, count);
  writer->count += count;
}

static inline void hb_write_u8(hb_writer *writer, uint8_t value) { hb_write_bytes(writer, &value, 1); }

static inline void hb_write_u16(hb_writer *writer, uint16_t value) {
  const uint8_t bytes[2] = {(uint8_t)value, (uint8_t)(value >> 8)};
  hb_write_bytes(writer, bytes, sizeof bytes);
}

static inline void hb_write_u32(hb_writer *writer, uint32_t value) {
  const uint8_t bytes[4] = {(uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16), (uint8_t)(value >> 24)};
  hb_write_bytes(writer, bytes, sizeof bytes);
}

static inline void hb_write_u64(hb_writer *writer, uint64_t value) {
  hb_write_u32(writer, (uint32_t)value);
  hb_write_u32(writer, (uint32_t)(value >> 32));
}

/* `u8` length, then the bytes; a longer text is cut at 255. */
static inline void hb_write_str(hb_writer *writer, const char *text) {
  size_t length = strlen(text);
  if (length > 255u) length = 255u;
  hb_write_u8(writer, (uint8_t)length);
  hb_write_bytes(writer, text, length);
}

#endif
