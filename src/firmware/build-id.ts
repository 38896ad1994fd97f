/** C by which an image knows who it is: the build id that HELLO answers. @param build_id hex */
export function buildIdSource(build_id: string): string {
  const bytes = Buffer.from(build_id, 'hex');
  const literals = Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  return `#include "hb_build_id.h"\n\nconst uint8_t hb_build_id[${bytes.length}] = {${literals.join(', ')}};\n`;
}
