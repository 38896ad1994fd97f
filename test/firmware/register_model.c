#include "register_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hb_dwt.h"
#include "hb_registers.h"

#define PMU 0xE0003000u
#define DWT 0xE0001000u
#define EVENT_COUNTERS ((1u << MODEL_COUNTERS) - 1u)
#define CYCLES (1u << 31)
#define CHAIN 0x1Eu
#define INST_RETIRED 0x08u

struct register_model model = {
    .interrupts = 0xFFFFFFFFu, .control = 1u << 9, .enabled = 0x80000003u, .count = MODEL_COUNTERS, .unknown = ~0u};

static bool powered(void) { return (model.demcr & HB_DEMCR_TRCENA) != 0u; }

/* The cell behind an address that is nothing but memory; NULL for those that act. */
static uint32_t *cell(uint32_t address) {
  static const uint32_t caches[2][2] = {{0x40018000u, 0x40018040u}, {0x48000000u, 0x48000100u}};
  for (uint32_t i = 0; i < 2u; i++) {
    if (address == caches[i][0]) return &model.cache[i][0];
    if (address >= caches[i][1] && address < caches[i][1] + 32u) return &model.cache[i][1u + (address - caches[i][1]) / 4u];
  }
  if (address == HB_DEMCR) return &model.demcr;
  return NULL;
}

static _Noreturn void stray(const char *what, uint32_t address) {
  printf("stray %s %x\n", what, (unsigned)address);
  exit(5);
}

static void take_time(void) {
  if (model.access_cycles == 0u) return;
  model_pass(model.access_cycles);
  model_happen(INST_RETIRED, 1);
}

uint32_t hb_register_read(uint32_t address) {
  take_time();
  const uint32_t *plain = cell(address);
  if (plain != NULL) return *plain;
  if (!powered()) return 0;
  const uint32_t offset = address - PMU;
  if (offset < 4u * MODEL_COUNTERS) return model.counters[offset / 4u];
  if (offset >= 0x400u && offset < 0x400u + 4u * MODEL_COUNTERS) return model.types[(offset - 0x400u) / 4u];
  switch (offset) {
    case 0x07C: return model.cycles;
    case 0xC00: case 0xC20: return model.enabled;
    case 0xC80: case 0xCC0: return model.overflows;
    case 0xE00: return model.count | 0x0F00u | 1u << 14;
    case 0xE04: return model.control;
    default: break;
  }
  if (address == DWT) return model.dwt_control;
  if (address > DWT && address <= DWT + 0x18u) return model.dwt[(address - DWT) / 4u - 1u];
  stray("read", address);
}

void hb_register_write(uint32_t address, uint32_t value) {
  take_time();
  if (model.logs) printf("w %x %x;", (unsigned)address, (unsigned)value);
  uint32_t *plain = cell(address);
  if (plain != NULL) {
    *plain = value;
    return;
  }
  if (!powered()) return;
  const uint32_t offset = address - PMU;
  if (offset >= 0x400u && offset < 0x400u + 4u * MODEL_COUNTERS) {
    model.types[(offset - 0x400u) / 4u] = value == model.unknown ? 0u : value;
    return;
  }
  switch (offset) {
    case 0xC00: model.enabled |= value & (EVENT_COUNTERS | CYCLES); return;
    case 0xC20: model.enabled &= ~value; return;
    case 0xC60: model.interrupts &= ~value; return;
    case 0xC80: model.overflows &= ~value; return;
    case 0xE04:
      if ((value & 2u) != 0u) memset(model.counters, 0, sizeof model.counters);
      if ((value & 4u) != 0u) model.cycles = 0;
      model.control = value & ~6u;
      return;
    default: break;
  }
  if (address == DWT) {
    /* What it has not cannot be switched on, and what it has cannot be written. */
    model.dwt_control = (model.dwt_control & 0xFF000000u) | (value & 0x00FFFFFFu);
    if ((model.dwt_control & 1u << 24) != 0u) model.dwt_control &= ~(0x1Fu << 17);
    if ((model.dwt_control & 1u << 25) != 0u) model.dwt_control &= ~1u;
    return;
  }
  if (address == DWT + 4u) {
    model.dwt[0] = value;
    return;
  }
  stray("write", address);
}

void hb_register_barrier(void) {
  if (model.logs) printf("b;");
}

static void count(uint32_t counter, uint64_t by) {
  const uint64_t sum = model.counters[counter] + by;
  model.counters[counter] = (uint32_t)(sum & 0xFFFFu);
  const uint64_t wraps = sum >> 16;
  if (wraps == 0u) return;
  model.overflows |= 1u << counter;
  const uint32_t next = counter + 1u;
  if (counter % 2u == 0u && next < MODEL_COUNTERS && model.types[next] == CHAIN && (model.enabled >> next & 1u) != 0u) {
    count(next, wraps);
  }
}

static bool counting(void) { return powered() && (model.control & 1u) != 0u; }

void model_happen(uint32_t event, uint64_t times) {
  if (!counting()) return;
  for (uint32_t i = 0; i < MODEL_COUNTERS; i++) {
    if (model.types[i] == event && (model.enabled >> i & 1u) != 0u) count(i, times);
  }
}

void model_pass(uint64_t cycles) {
  model.passed += cycles;
  if (counting() && (model.enabled & CYCLES) != 0u) {
    const uint64_t sum = model.cycles + cycles;
    if (sum >> 32 != 0u) model.overflows |= CYCLES;
    model.cycles = (uint32_t)sum;
  }
  if (powered() && (model.dwt_control & 1u) != 0u) model.dwt[0] += (uint32_t)cycles;
}

void model_happen_m4(uint32_t event, uint32_t times) {
  if (event <= HB_DWT_FOLD) {
    if (powered() && (model.dwt_control >> (16u + event) & 1u) != 0u) model.dwt[event] = (model.dwt[event] + times) & 0xFFu;
    return;
  }
  for (uint32_t i = 0; i < 2u; i++) {
    if ((model.cache[i][0] & 1u << 24) != 0u) model.cache[i][1u + event - HB_DWT_CACHE_FIRST] += times;
  }
}
