/* The registers that the drivers of templates/firmware/pmu touch, as the architecture has them: PMU of Armv8.1-M with eight
 * counters of 16 bits, DWT of Armv7-M, monitors of a cache. Reads commands from standard input, one a line, and
 * answers each with one line; numbers are hexadecimal. Between commands nothing counts but what a command says. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hb_dwt.h"
#include "hb_pmu_v81m.h"
#include "hb_registers.h"

#define PMU 0xE0003000u
#define DWT 0xE0001000u
#define COUNTERS 8u
#define EVENT_COUNTERS ((1u << COUNTERS) - 1u)
#define CYCLES (1u << 31)
#define CHAIN 0x1Eu

static struct {
  uint32_t demcr;
  uint32_t counters[COUNTERS], types[COUNTERS], cycles, enabled, interrupts, overflows, control;
  uint32_t count;          /* of the counters there are */
  uint32_t unknown;        /* an event that the PMU does not take */
  uint32_t dwt_control, dwt[6]; /* cycles, then the five causes */
  uint32_t cache[2][9];    /* of Apollo3 and Apollo4: config, then the monitors */
  bool logs;
} model = {.interrupts = 0xFFFFFFFFu, .control = 1u << 9, .enabled = 0x80000003u, .count = COUNTERS, .unknown = ~0u};

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

uint32_t hb_register_read(uint32_t address) {
  const uint32_t *plain = cell(address);
  if (plain != NULL) return *plain;
  if (!powered()) return 0;
  const uint32_t offset = address - PMU;
  if (offset < 4u * COUNTERS) return model.counters[offset / 4u];
  if (offset >= 0x400u && offset < 0x400u + 4u * COUNTERS) return model.types[(offset - 0x400u) / 4u];
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
  if (model.logs) printf("w %x %x;", (unsigned)address, (unsigned)value);
  uint32_t *plain = cell(address);
  if (plain != NULL) {
    *plain = value;
    return;
  }
  if (!powered()) return;
  const uint32_t offset = address - PMU;
  if (offset >= 0x400u && offset < 0x400u + 4u * COUNTERS) {
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
  if (counter % 2u == 0u && next < COUNTERS && model.types[next] == CHAIN && (model.enabled >> next & 1u) != 0u) {
    count(next, wraps);
  }
}

static bool counting(void) { return powered() && (model.control & 1u) != 0u; }

static void happen(uint32_t event, uint64_t times) {
  if (!counting()) return;
  for (uint32_t i = 0; i < COUNTERS; i++) {
    if (model.types[i] == event && (model.enabled >> i & 1u) != 0u) count(i, times);
  }
}

static void pass(uint64_t cycles) {
  if (counting() && (model.enabled & CYCLES) != 0u) {
    const uint64_t sum = model.cycles + cycles;
    if (sum >> 32 != 0u) model.overflows |= CYCLES;
    model.cycles = (uint32_t)sum;
  }
  if (powered() && (model.dwt_control & 1u) != 0u) model.dwt[0] += (uint32_t)cycles;
}

/* An event of the DWT or of both caches, by its number of docs/link.md. */
static void happen_m4(uint32_t event, uint32_t times) {
  if (event <= HB_DWT_FOLD) {
    if (powered() && (model.dwt_control >> (16u + event) & 1u) != 0u) model.dwt[event] = (model.dwt[event] + times) & 0xFFu;
    return;
  }
  for (uint32_t i = 0; i < 2u; i++) {
    if ((model.cache[i][0] & 1u << 24) != 0u) model.cache[i][1u + event - HB_DWT_CACHE_FIRST] += times;
  }
}

static void answer_values(uint32_t overflowed, const uint32_t *values, uint32_t selected) {
  printf("%x", (unsigned)overflowed);
  for (uint32_t i = 0; i < selected; i++) printf(" %x", (unsigned)values[i]);
}

int main(void) {
  static const hb_cache_monitors apollo3 = HB_CACHE_MONITORS_APOLLO3;
  static const hb_cache_monitors apollo4 = HB_CACHE_MONITORS_APOLLO4;
  const hb_cache_monitors *monitors = NULL;
  uint32_t values[HB_PORT_MAX_COUNTERS] = {0};
  uint32_t selected = 0;
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) {
    const char *name = strtok(line, " \n");
    uint64_t arguments[8] = {0};
    uint16_t events[8] = {0};
    uint32_t given = 0;
    if (name == NULL) continue;
    for (const char *word; given < 8u && (word = strtok(NULL, " \n")) != NULL; given++) {
      arguments[given] = strtoull(word, NULL, 16);
      events[given] = (uint16_t)arguments[given];
    }
    const uint32_t first = (uint32_t)arguments[0];
    if (strcmp(name, "log") == 0) model.logs = first != 0u;
    else if (strcmp(name, "counters") == 0) model.count = first;
    else if (strcmp(name, "unknown") == 0) model.unknown = first;
    else if (strcmp(name, "dwt_control") == 0) model.dwt_control = first;
    else if (strcmp(name, "cache") == 0) monitors = first == 3u ? &apollo3 : first == 4u ? &apollo4 : NULL;
    else if (strcmp(name, "happen") == 0) happen(first, arguments[1]);
    else if (strcmp(name, "happen_m4") == 0) happen_m4(first, (uint32_t)arguments[1]);
    else if (strcmp(name, "pass") == 0) pass(arguments[0]);
    else if (strcmp(name, "state") == 0) {
      printf("%x %x %x %x", (unsigned)model.control, (unsigned)model.enabled, (unsigned)model.interrupts,
             (unsigned)model.demcr);
    } else if (strcmp(name, "cache_state") == 0) printf("%x %x", (unsigned)model.cache[0][0], (unsigned)model.cache[1][0]);
    else if (strcmp(name, "pmu_slots") == 0) printf("%x", (unsigned)hb_pmu_slots());
    else if (strcmp(name, "pmu_select") == 0) printf("%x", (unsigned)hb_pmu_select(events, selected = given));
    else if (strcmp(name, "pmu_start") == 0) hb_pmu_start();
    else if (strcmp(name, "pmu_read") == 0) answer_values(hb_pmu_read(values), values, selected);
    else if (strcmp(name, "pmu_cycles_start") == 0) hb_pmu_cycles_start();
    else if (strcmp(name, "pmu_cycles") == 0) printf("%llx", (unsigned long long)hb_pmu_cycles());
    else if (strcmp(name, "dwt_select") == 0) printf("%x", (unsigned)hb_dwt_select(monitors, events, selected = given));
    else if (strcmp(name, "dwt_start") == 0) hb_dwt_start();
    else if (strcmp(name, "dwt_read") == 0) answer_values(hb_dwt_read(values), values, selected);
    else if (strcmp(name, "dwt_cycles_start") == 0) hb_dwt_cycles_start();
    else if (strcmp(name, "dwt_cycles") == 0) printf("%llx", (unsigned long long)hb_dwt_cycles());
    else return 4;
    printf("\n");
  }
  return 0;
}
