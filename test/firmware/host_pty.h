/* The link of the host port over a serial port of its own: host_pty.c. */
#ifndef HOST_PTY_H
#define HOST_PTY_H

#include <stddef.h>

/* Makes the port and prints its path as the first line of standard output. Bytes a second; 0: no limit. */
void host_pty_open(const char *rate);

/* How many bytes the line has carried by now, at most `capacity`. */
size_t host_pty_may_read(size_t capacity);
void host_pty_did_read(size_t count);

/* Lets some of the line's time go by. */
void host_pty_idle(void);

#endif
