#include "hb_link.h"
#include "hb_port.h"

int main(void) {
  hb_port_init();
  hb_port_link_init();
  hb_link_serve();
}
