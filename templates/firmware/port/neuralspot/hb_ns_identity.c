/* Who the board is, as the probe left it behind the parameter block. */
#include "hb_crc32.h"
#include "hb_ns.h"

#define MAGIC 0x44494248u /* "HBID" */

typedef struct {
  uint32_t magic;
  uint32_t crc32; /* of the text */
  char text[HB_NS_PROBE_SERIAL_BYTES]; /* ended by a 0 */
} identity;

const char *hb_ns_probe_serial(void) {
  const identity *found = (const identity *)(uintptr_t)(HB_NS_PARAMETERS + HB_NS_IDENTITY_OFFSET);
  if (found->magic != MAGIC || found->text[HB_NS_PROBE_SERIAL_BYTES - 1u] != '\0') return "";
  return hb_crc32(0, (const uint8_t *)found->text, HB_NS_PROBE_SERIAL_BYTES) == found->crc32 ? found->text : "";
}
