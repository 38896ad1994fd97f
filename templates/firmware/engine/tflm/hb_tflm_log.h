/* What the TFLM runtime says while it works, kept as the reason of a failure. */
#ifndef HB_TFLM_LOG_H
#define HB_TFLM_LOG_H

#include <stdint.h>

struct hb_tflm_log {
  const char *text;       /* lines so far, in one; "" when it said nothing */
  bool about_memory;      /* a line says that the arena has no room */
  uint32_t missing_bytes; /* how much at least, where a line says so; else 0 */
};

void hb_tflm_log_clear();
void hb_tflm_log_add(const char *more); /* a line of our own */
hb_tflm_log hb_tflm_log_read();

#endif
