/* The port's way of writing flash outside the chip, on this machine: transfers onto flash that is full of old bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hb_ns.h"
#include "hb_port.h"

#define SECTOR 0x20000u
#define FLASH 0x800000u

extern uint8_t hb_stand_in_flash[FLASH];
extern uint32_t hb_stand_in_flash_failing;

/* The flash sees what DMA sees. */
void hb_port_publish(const void *memory, size_t bytes) {
  (void)memory;
  (void)bytes;
}

static uint8_t model[3u * SECTOR];

static void fill(uint8_t *bytes, size_t count, unsigned seed) {
  srand(seed);
  for (size_t i = 0; i < count; i++) bytes[i] = (uint8_t)rand();
}

/* In pieces as long as the link's, which end anywhere in a page. */
static bool send(uint32_t base, uint32_t from, uint32_t to, uint32_t piece) {
  for (uint32_t at = from; at < to; at += piece) {
    const uint32_t count = to - at < piece ? to - at : piece;
    if (!hb_ns_off_chip_store(base + at, model + at, count)) return false;
  }
  return true;
}

static void tell(const char *what, bool right) { (void)printf("%s %s\n", what, right ? "yes" : "no"); }
static bool arrived(uint32_t bytes) { return memcmp(hb_stand_in_flash, model, bytes) == 0; }

int main(void) {
  uint32_t base = 0, size = 0;
  fill(hb_stand_in_flash, FLASH, 1);
  tell("ready", hb_ns_off_chip_init(&base, &size) && size == HB_NS_NVM_BYTES);
  const uint32_t bytes = 2u * SECTOR + 1001u;
  fill(model, sizeof model, 2);
  tell("sent", send(base, 0, bytes, 2044) && hb_ns_off_chip_store_end() && arrived(bytes));
  static uint8_t behind[FLASH];
  fill(behind, FLASH, 1);
  tell("others", memcmp(hb_stand_in_flash + 3u * SECTOR, behind + 3u * SECTOR, FLASH - 3u * SECTOR) == 0);
  fill(model, sizeof model, 3);
  tell("replaced", send(base, 0, bytes, 997) && hb_ns_off_chip_store_end() && arrived(bytes));
  tell("again", hb_ns_off_chip_store_end() && arrived(bytes));
  fill(model, sizeof model, 4);
  tell("begun", send(base, 0, SECTOR + 700u, 700));
  fill(model, sizeof model, 5);
  tell("begun_anew", send(base, 0, bytes, 2044) && hb_ns_off_chip_store_end() && arrived(bytes));
  fill(model, sizeof model, 6);
  hb_stand_in_flash_failing = SECTOR + 512u;
  tell("refused", !send(base, 0, bytes, 2044));
  hb_stand_in_flash_failing = UINT32_MAX;
  tell("mended", send(base, 0, bytes, 2044) && hb_ns_off_chip_store_end() && arrived(bytes));
  tell("within_a_page", !hb_ns_off_chip_store(base + 17u, model, 4));
  return 0;
}
