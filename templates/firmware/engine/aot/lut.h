/* Element-wise functions of 8-bit tensors, as tables: activations, requantization, arithmetic with a scalar.
 */
#ifndef HB_LUT_H
#define HB_LUT_H

#include <stdint.h>

/* output[i] = table[input[i]]. Signed elements are taken by their bits: −1 is entry 255. May work in place.
 */
void hb_lut_8(const uint8_t *input, uint8_t *output, uint32_t count, const uint8_t table[256]);

/* As above, from 8-bit to 16-bit elements; not in place. */
void hb_lut_8_to_16(const uint8_t *input, int16_t *output, uint32_t count, const int16_t table[256]);

#endif
