/* A port of the harness to the machine of the tests: standard input and output are the link, or a serial port with
 * HOST_PTY. One memory, at the address that the host is told. What it measures with and what runs on it are files of
 * their own. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hb_build_id.h"
#include "host_port.h"
#include "host_pty.h"

#define MEMORY_ADDRESS 0x60000000u
#define MEMORY_BYTES (32u << 20)

const uint8_t hb_build_id[16] = {0};

void hb_port_init(void) {
  void *const wanted = (void *)(uintptr_t)MEMORY_ADDRESS;
  const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
  if (mmap(wanted, MEMORY_BYTES, PROT_READ | PROT_WRITE, flags, -1, 0) != wanted) _exit(3);
  hb_host_timer_start();
}

const char *hb_port_name(void) { return "host"; }
const char *hb_port_cpu(void) { return "host"; }

void hb_port_link_init(void) {
  const char *rate = getenv("HOST_PTY");
  if (rate != NULL) host_pty_open(rate);
}

static bool wait_for_byte(int timeout_ms) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, timeout_ms) > 0;
}

size_t hb_port_link_read(uint8_t *bytes, size_t capacity) {
  const size_t may_read = host_pty_may_read(capacity);
  if (may_read == 0 || !wait_for_byte(0)) return 0;
  const ssize_t count = read(STDIN_FILENO, bytes, may_read);
  if (count <= 0) _exit(0);
  host_pty_did_read((size_t)count);
  return (size_t)count;
}

void hb_port_link_write(const uint8_t *bytes, size_t count) {
  while (count > 0) {
    const ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written <= 0) _exit(0);
    bytes += written;
    count -= (size_t)written;
  }
}

void hb_port_link_flush(void) {}
void hb_port_link_idle(void) {
  wait_for_byte(-1);
  host_pty_idle();
}

uint32_t hb_port_quiet_begin(void) { return 0; }
void hb_port_quiet_end(uint32_t state) { (void)state; }
hb_status hb_port_cpu_mode(uint8_t mode, hb_text *why) {
  if (mode == 0) return HB_OK;
  hb_text_append(why, "there is one mode");
  return HB_ERR_UNSUPPORTED;
}

const hb_memory_range *hb_port_memories(size_t *count) {
  static const hb_memory_range memory = {MEMORY_ADDRESS, MEMORY_BYTES};
  *count = 1;
  return &memory;
}

/* A reset forgets everything: the program begins anew. */
void hb_port_reset(void) {
  char *const arguments[] = {"harness", NULL};
  execv("/proc/self/exe", arguments);
  _exit(4);
}
