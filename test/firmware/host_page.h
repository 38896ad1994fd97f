/* The parameter page, where a board has it at an address of its own. */
#include <stdint.h>
extern uint8_t hb_host_page[];
#define HB_NS_PARAMETERS ((uintptr_t)hb_host_page)
