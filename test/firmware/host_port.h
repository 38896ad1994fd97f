/* What the host port needs beside hb_port.h. */
#ifndef HOST_PORT_H
#define HOST_PORT_H

#include "hb_port.h"

void hb_host_timer_start(void);

#endif
