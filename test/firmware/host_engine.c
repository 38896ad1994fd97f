/* An engine that has nothing to run. */
#include "host_engine.h"

static hb_status invoke(const hb_layer_hooks *hooks) {
  (void)hooks;
  return HB_OK;
}

const hb_engine hb_the_engine = HOST_ENGINE("none", none, invoke);
