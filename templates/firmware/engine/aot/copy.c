#include "copy.h"

#include <string.h>

/* A constant size lets the compiler turn memcpy into a load and a store. */
#define DEFINE_COPY_ELEMENTS(bytes)                                                               \
  static void copy_elements_##bytes(const uint8_t *input, uint8_t *output, const hb_loop *loop) { \
    const int32_t in_step = loop->steps[0];                                                       \
    const int32_t out_step = loop->steps[1];                                                      \
    for (uint32_t i = 0; i < loop->count; ++i) {                                                  \
      memcpy(output, input, bytes);                                                               \
      input += in_step;                                                                           \
      output += out_step;                                                                         \
    }                                                                                             \
  }

DEFINE_COPY_ELEMENTS(1)
DEFINE_COPY_ELEMENTS(2)
DEFINE_COPY_ELEMENTS(4)
DEFINE_COPY_ELEMENTS(8)

static void copy_elements(const uint8_t *input, uint8_t *output, uint32_t element_bytes,
                          const hb_loop *loop) {
  switch (element_bytes) {
    case 1: copy_elements_1(input, output, loop); break;
    case 2: copy_elements_2(input, output, loop); break;
    case 4: copy_elements_4(input, output, loop); break;
    default: copy_elements_8(input, output, loop); break;
  }
}

void hb_copy(const uint8_t *input, uint8_t *output, uint32_t element_bytes, const hb_loop *loops,
             uint32_t loop_count) {
  const hb_loop *inner = &loops[loop_count - 1u];
  const bool contiguous =
      inner->steps[0] == (int32_t)element_bytes && inner->steps[1] == (int32_t)element_bytes;
  hb_loop_state state = {{0}, {0}};
  do {
    const uint8_t *from = input + state.offsets[0];
    uint8_t *to = output + state.offsets[1];
    if (contiguous) {
      memcpy(to, from, inner->count * element_bytes);
    } else {
      copy_elements(from, to, element_bytes, inner);
    }
  } while (hb_loops_next(&state, loops, loop_count));
}

void hb_fill(uint8_t *output, uint32_t count, const uint8_t *value, uint32_t value_bytes) {
  if (value_bytes == 1u) {
    memset(output, *value, count);
    return;
  }
  for (uint32_t i = 0; i < count; ++i) memcpy(output + i * value_bytes, value, value_bytes);
}
