/* Copying and filling short runs of bytes, where calling the C library would cost more than the work. */
#ifndef HB_BYTES_H
#define HB_BYTES_H

#include <stdint.h>
#include <string.h>

#if defined(__ARM_FEATURE_MVE)
#include <arm_mve.h>
#endif

/* Keeps compilers from turning a loop back into a call: small C libraries copy byte by byte. */
#define HB_KEEP_LOOP(pointer) __asm__("" : "+r"(pointer))

/* count bytes; both runs must not overlap. */
static inline void hb_copy_s8(int8_t *to, const int8_t *from, int32_t count) {
#if defined(__ARM_FEATURE_MVE)
  for (; count >= 16; count -= 16, to += 16, from += 16) vstrbq_s8(to, vldrbq_s8(from));
  if (count > 0) {
    const mve_pred16_t active = vctp8q((uint32_t)count);
    vstrbq_p_s8(to, vldrbq_z_s8(from, active), active);
  }
#else
  for (; count >= 4; count -= 4, to += 4, from += 4) {
    memcpy(to, from, 4);
    HB_KEEP_LOOP(to);
  }
  for (; count > 0; --count) *to++ = *from++;
#endif
}

static inline void hb_fill_s8(int8_t *to, int8_t value, int32_t count) {
#if defined(__ARM_FEATURE_MVE)
  const int8x16_t values = vdupq_n_s8(value);
  for (; count >= 16; count -= 16, to += 16) vstrbq_s8(to, values);
  if (count > 0) vstrbq_p_s8(to, values, vctp8q((uint32_t)count));
#else
  const uint32_t values = (uint8_t)value * UINT32_C(0x01010101);
  for (; count >= 4; count -= 4, to += 4) {
    memcpy(to, &values, 4);
    HB_KEEP_LOOP(to);
  }
  for (; count > 0; --count) {
    *to++ = value;
    HB_KEEP_LOOP(to);
  }
#endif
}

#endif
