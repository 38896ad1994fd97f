/* Caches on, as an application would have them. */
#include "hb_ns.h"

void hb_ns_cache_enable(void) {
#if HB_NS_APOLLO5
  (void)am_hal_cachectrl_icache_enable();
  (void)am_hal_cachectrl_dcache_enable(true);
#else
  (void)am_hal_cachectrl_config(&am_hal_cachectrl_defaults);
  (void)am_hal_cachectrl_enable();
#endif
}
