/* The wires to a power monitor, as records over the machine's second UART: docs/power.md. */
#include "hb_cobs.h"
#include "hb_cortex_m.h"
#include "hb_crc32.h"
#include "hb_port.h"
#include "hb_qemu.h"
#include "hb_sleep.h"
#include "hb_wire.h"

#define RECORD_EDGE 1u
#define RECORD_GO 2u
#define RECORD_REPORT 3u
#define RECORD_FAILURE 4u
#define RECORD_BEGIN 5u

#define KIND_BYTES 1u
#define CRC_BYTES 4u
#define LONGEST_BODY_BYTES (2u + 1u + 255u) /* of a failure: a status and a text */
#define GO_BODY_BYTES 1u
#define WIRES 2u
#define PAUSE_ROUNDS 10000u /* of two instructions: about a millisecond of the machine's time */

static bool levels[WIRES];
static uint64_t gate_risen_at; /* ticks */
static bool go;

/* Ticks and units of the last stamp. Only differences of ticks give exact units, so stamps are sums of them. */
static struct {
  uint64_t ticks;
  uint64_t units;
} stamped;

static struct {
  uint8_t bytes[HB_COBS_ENCODED_BYTES(KIND_BYTES + GO_BODY_BYTES + CRC_BYTES)];
  size_t count;
  bool overlong;
} received;

static void send(uint8_t kind, const hb_writer *body) {
  uint8_t encoded[HB_COBS_ENCODED_BYTES(KIND_BYTES + LONGEST_BODY_BYTES + CRC_BYTES)];
  const uint32_t crc = hb_crc32(hb_crc32(0, &kind, KIND_BYTES), body->bytes, body->count);
  const uint8_t trailer[CRC_BYTES] = {(uint8_t)crc, (uint8_t)(crc >> 8), (uint8_t)(crc >> 16), (uint8_t)(crc >> 24)};
  hb_cobs_encoder encoder;
  hb_cobs_begin(&encoder, encoded);
  hb_cobs_put(&encoder, &kind, KIND_BYTES);
  hb_cobs_put(&encoder, body->bytes, body->count);
  hb_cobs_put(&encoder, trailer, sizeof trailer);
  hb_cmsdk_uart_write(&hb_qemu_wires, encoded, hb_cobs_end(&encoder));
  hb_cmsdk_uart_flush(&hb_qemu_wires);
}

static void send_edge(hb_port_wire wire, bool high, uint64_t ticks) {
  uint8_t bytes[10];
  hb_writer body = {.bytes = bytes, .capacity = sizeof bytes};
  stamped.units += hb_port_units(ticks - stamped.ticks);
  stamped.ticks = ticks;
  hb_write_u8(&body, (uint8_t)wire);
  hb_write_u8(&body, high ? 1u : 0u);
  hb_write_u64(&body, stamped.units);
  send(RECORD_EDGE, &body);
}

void hb_port_wires_init(void) { hb_cmsdk_uart_init(&hb_qemu_wires); }

void hb_port_wire_set(hb_port_wire wire, bool high) {
  const uint64_t ticks = hb_port_ticks();
  if (levels[wire] == high) return;
  levels[wire] = high;
  if (wire == HB_WIRE_GATE && high) {
    gate_risen_at = ticks; /* told when it has fallen: nothing is sent while gate is high */
    return;
  }
  if (wire == HB_WIRE_GATE) send_edge(wire, true, gate_risen_at);
  send_edge(wire, high, ticks);
}

/* The level that a record without its delimiter says; `now` when it is no record of go. */
static bool level_of(uint8_t *encoded, size_t count, bool now) {
  const size_t raw = hb_cobs_decode(encoded, count);
  if (raw != KIND_BYTES + GO_BODY_BYTES + CRC_BYTES || encoded[0] != RECORD_GO || encoded[1] > 1u) return now;
  hb_reader crc = {.bytes = encoded + KIND_BYTES + GO_BODY_BYTES, .left = CRC_BYTES};
  return hb_read_u32(&crc) == hb_crc32(0, encoded, KIND_BYTES + GO_BODY_BYTES) ? encoded[1] == 1u : now;
}

bool hb_port_go(void) {
  const bool before = go;
  uint8_t byte;
  while (go == before && hb_cmsdk_uart_read(&hb_qemu_wires, &byte, 1) == 1u) {
    if (byte != 0u && received.count < sizeof received.bytes) {
      received.bytes[received.count] = byte;
      received.count++;
    } else if (byte != 0u) {
      received.overlong = true;
    } else {
      if (!received.overlong) go = level_of(received.bytes, received.count, go);
      received.count = 0;
      received.overlong = false;
    }
  }
  return go;
}

void hb_port_wires_idle(void) { hb_cmsdk_uart_wait(&hb_qemu_wires); }
void hb_port_wires_wait(uint32_t ms) { hb_sleep_ms(ms, hb_qemu_core_hz); }

void hb_port_wires_rest(void) {
  (void)hb_port_go(); /* what the monitor still says is taken: unread, it would keep the device awake */
  hb_port_wires_idle();
}

void hb_port_wires_pause(void) { hb_cortex_m_spin(PAUSE_ROUNDS); }

void hb_port_publish(const void *memory, size_t bytes) {
  (void)memory;
  (void)bytes;
  __asm volatile("dsb" ::: "memory");
}

void hb_port_wires_begin(uint32_t window) {
  uint8_t bytes[4];
  hb_writer body = {.bytes = bytes, .capacity = sizeof bytes};
  hb_write_u32(&body, window);
  send(RECORD_BEGIN, &body);
}

void hb_port_wires_report(uint32_t window, uint32_t inferences, uint64_t units) {
  uint8_t bytes[16];
  hb_writer body = {.bytes = bytes, .capacity = sizeof bytes};
  hb_write_u32(&body, window);
  hb_write_u32(&body, inferences);
  hb_write_u64(&body, units);
  send(RECORD_REPORT, &body);
}

void hb_port_wires_failure(hb_status status, const char *text) {
  uint8_t bytes[LONGEST_BODY_BYTES];
  hb_writer body = {.bytes = bytes, .capacity = sizeof bytes};
  hb_write_u16(&body, (uint16_t)status);
  hb_write_str(&body, text);
  send(RECORD_FAILURE, &body);
}
