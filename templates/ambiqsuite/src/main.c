/* Runs the model once on captured inputs, compares its outputs with what was captured with them, and prints the
 * verdict over SWO. */
#include <string.h>

#include "am_mcu_apollo.h"

#include "am_bsp.h"
#include "am_util.h"

#include "@prefix@.h"
#include "tensors.h"

/* The linker script places it. The startup code does not clear it, and the model does not need it cleared. */
static uint8_t arena[@PREFIX@_ARENA_BYTES] __attribute__((aligned(16), section(".bss.example_arena")));

static void enable_caches(void) {
#if defined(AM_PART_APOLLO5_API)
  (void)am_hal_cachectrl_icache_enable();
  (void)am_hal_cachectrl_dcache_enable(true);
#endif
}

static const char *run(void) {
  const @prefix@_status ready = @prefix@_init(arena, sizeof arena);
  if (ready != @PREFIX@_OK) return @prefix@_status_text(ready);
  for (uint32_t i = 0; i < @PREFIX@_INPUT_COUNT; i++) {
    memcpy(@prefix@_input(i), example_inputs[i], @prefix@_input_bytes(i));
  }
  const @prefix@_status done = @prefix@_invoke();
  if (done != @PREFIX@_OK) return @prefix@_status_text(done);
  for (uint32_t i = 0; i < @PREFIX@_OUTPUT_COUNT; i++) {
    if (memcmp(@prefix@_output(i), example_outputs[i], @prefix@_output_bytes(i)) != 0) {
      return "another result than captured";
    }
  }
  return NULL;
}

int main(void) {
  am_bsp_low_power_init();
  enable_caches();
  (void)am_bsp_itm_printf_enable();
  (void)am_util_stdio_printf("@prefix@: one inference on captured inputs\n");
  const char *failure = run();
  if (failure == NULL) {
    (void)am_util_stdio_printf("PASS: @prefix@: outputs as captured\n");
  } else {
    (void)am_util_stdio_printf("FAIL: @prefix@: %s\n", failure);
  }
  for (;;) __asm volatile("wfi");
}
