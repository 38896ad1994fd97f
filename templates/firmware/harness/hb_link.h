/* The device's end of the link: requests in, answers, log lines and progress out. */
#ifndef HB_LINK_H
#define HB_LINK_H

#include <stdint.h>

#include "hb_engine.h"

#define HB_PROTOCOL_VERSION 2u

typedef enum { HB_LOG_INFO = 0, HB_LOG_WARNING = 1, HB_LOG_ERROR = 2 } hb_log_level;

/* Serves requests until the device is reset. */
_Noreturn void hb_link_serve(void);

/* Never within a measured window. */
void hb_link_log(hb_log_level level, const char *text);

/* Progress of the request being executed: inferences done. Never within a measured window. */
void hb_link_progress(uint32_t done);

#endif
