/* Caches on, as an application would have them. */
#include "hb_ns.h"
#include "hb_port.h"

void hb_ns_cache_enable(void) {
#if HB_NS_APOLLO5
  (void)am_hal_cachectrl_icache_enable();
  (void)am_hal_cachectrl_dcache_enable(true);
#else
  (void)am_hal_cachectrl_config(&am_hal_cachectrl_defaults);
  (void)am_hal_cachectrl_enable();
#endif
}

/* A probe reads memories behind the data cache. */
void hb_port_publish(const void *memory, size_t bytes) {
#if HB_NS_APOLLO5
  am_hal_cachectrl_range_t range = {.ui32StartAddr = (uint32_t)(uintptr_t)memory, .ui32Size = bytes};
  (void)am_hal_cachectrl_dcache_clean(&range);
#else
  (void)memory;
  (void)bytes;
#endif
  __DSB();
}
