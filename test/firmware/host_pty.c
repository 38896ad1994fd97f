/* A serial port of this machine in the place of standard input and output: the program that talks to the harness opens
 * it like the port of any board. Bytes to the harness are taken no faster than a line would carry them, so that the
 * kernel's buffer fills up and the writer waits, as for a real one. */
#define _GNU_SOURCE
#include "host_pty.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_S 1000000000u
/* Bytes that a line may have ready at once: what a USB controller buffers. */
#define BURST_BYTES 4096u

static uint64_t bytes_per_s;
static uint64_t available;
static uint64_t counted_ns;

static uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

void host_pty_open(const char *rate) {
  const int board = posix_openpt(O_RDWR | O_NOCTTY);
  if (board < 0 || grantpt(board) != 0 || unlockpt(board) != 0) _exit(5);
  /* Kept open: without any opener, reading the board's side fails. */
  const int port = open(ptsname(board), O_RDWR | O_NOCTTY);
  struct termios raw;
  if (port < 0 || tcgetattr(port, &raw) != 0) _exit(5);
  cfmakeraw(&raw);
  if (tcsetattr(port, TCSANOW, &raw) != 0) _exit(5);
  printf("%s\n", ptsname(board));
  fflush(stdout);
  if (dup2(board, STDIN_FILENO) < 0 || dup2(board, STDOUT_FILENO) < 0) _exit(5);
  bytes_per_s = strtoull(rate, NULL, 10);
  counted_ns = now_ns();
}

size_t host_pty_may_read(size_t capacity) {
  if (bytes_per_s == 0) return capacity;
  const uint64_t arrived = (now_ns() - counted_ns) * bytes_per_s / NS_PER_S;
  /* What is not a whole byte yet stays in the time that is counted next. */
  counted_ns += arrived * NS_PER_S / bytes_per_s;
  available = available + arrived > BURST_BYTES ? BURST_BYTES : available + arrived;
  return capacity < available ? capacity : (size_t)available;
}

void host_pty_did_read(size_t count) {
  if (bytes_per_s != 0) available -= count;
}

void host_pty_idle(void) {
  if (bytes_per_s == 0 || available >= BURST_BYTES / 2) return;
  const uint64_t wait_ns = (BURST_BYTES / 2 - available) * NS_PER_S / bytes_per_s;
  nanosleep(&(struct timespec){.tv_sec = (time_t)(wait_ns / NS_PER_S), .tv_nsec = (long)(wait_ns % NS_PER_S)}, NULL);
}
