/* Runs the model once on captured inputs and compares its outputs with what was captured with them. */
#include <string.h>

#include "@prefix@.h"
#include "semihosting.h"
#include "tensors.h"

/* The startup code does not clear it, and the model does not need it cleared. */
static uint8_t arena[@PREFIX@_ARENA_BYTES] __attribute__((aligned(16), section(".bss.example_arena")));

static int fail(const char *what, uint32_t index) {
  semihosting_print("FAIL: @prefix@: ");
  semihosting_print(what);
  semihosting_print_u32(index);
  semihosting_print("\n");
  return 1;
}

static int run(void) {
  const @prefix@_status ready = @prefix@_init(arena, sizeof arena);
  if (ready != @PREFIX@_OK) return fail(@prefix@_status_text(ready), (uint32_t)ready);
  for (uint32_t i = 0; i < @PREFIX@_INPUT_COUNT; i++) {
    memcpy(@prefix@_input(i), example_inputs[i], @prefix@_input_bytes(i));
  }
  const @prefix@_status done = @prefix@_invoke();
  if (done != @PREFIX@_OK) return fail(@prefix@_status_text(done), (uint32_t)done);
  for (uint32_t i = 0; i < @PREFIX@_OUTPUT_COUNT; i++) {
    if (memcmp(@prefix@_output(i), example_outputs[i], @prefix@_output_bytes(i)) != 0) {
      return fail("another result than captured in output ", i);
    }
  }
  semihosting_print("PASS: @prefix@: outputs as captured: ");
  semihosting_print_u32(@PREFIX@_OUTPUT_COUNT);
  semihosting_print("\n");
  return 0;
}

int main(void) { semihosting_exit(run()); }
