import { HilbenchError } from '../support/errors.ts';

/** What the builder wants to know of a linked image. */
export interface ElfSizes {
  /** Bytes that live in non-volatile memory: code, constants, initial values. */
  readonly rom_bytes: number;
  /** Bytes of RAM: data, zeroed data, stack. */
  readonly ram_bytes: number;
}

const MACHINE_ARM = 40;
const TYPE_EXECUTABLE = 2;
const SECTION_HEADER_BYTES = 40;
const SECTION_TYPE_NOBITS = 8;
const FLAG_WRITE = 1;
const FLAG_ALLOC = 2;

function invalid(reason: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_IMAGE_INVALID',
    message: `The linked image is not an executable for Arm: ${reason}.`,
    hint: 'Check that --toolchain names a working arm-none-eabi-gcc; `hilbench doctor` tries it.',
  });
}

/**
 * Reads the sizes of a 32-bit little-endian Arm executable from its section headers.
 *
 * @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
 */
export function readElfSizes(bytes: Uint8Array): ElfSizes {
  if (bytes.length < 52) throw invalid(`it has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x7f454c46) throw invalid('it does not begin with the ELF magic');
  if (view.getUint8(4) !== 1 || view.getUint8(5) !== 1) throw invalid('it is not 32-bit little-endian');
  if (view.getUint16(16, true) !== TYPE_EXECUTABLE) throw invalid('it is not linked');
  if (view.getUint16(18, true) !== MACHINE_ARM) throw invalid(`its machine is ${view.getUint16(18, true)}`);
  const offset = view.getUint32(32, true);
  const entry_bytes = view.getUint16(46, true);
  const count = view.getUint16(48, true);
  if (entry_bytes < SECTION_HEADER_BYTES || count === 0 || offset + entry_bytes * count > bytes.length) {
    throw invalid('its section headers lie outside the file');
  }
  let rom_bytes = 0;
  let ram_bytes = 0;
  for (let i = 0; i < count; i++) {
    const at = offset + i * entry_bytes;
    const flags = view.getUint32(at + 8, true);
    if ((flags & FLAG_ALLOC) === 0) continue;
    const size = view.getUint32(at + 20, true);
    if (view.getUint32(at + 4, true) !== SECTION_TYPE_NOBITS) rom_bytes += size;
    if ((flags & FLAG_WRITE) !== 0) ram_bytes += size;
  }
  if (rom_bytes === 0) throw invalid('it holds no code');
  return { rom_bytes, ram_bytes };
}
