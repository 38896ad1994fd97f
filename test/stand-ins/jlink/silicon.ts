import { crc32 } from 'node:zlib';

/** What the stand-in Joulescope takes for a second of the board's stamps. */
export const CLOCK_HZ = 20_000_000;

const MAGIC = 'HPRT';

/** Memory of an emulated board as one of silicon would have it: its report counts cycles of a clock. */
export function asSilicon(memory: Buffer, clock_hz: number): Buffer {
  if (memory.toString('latin1', 0, 4) !== MAGIC) return memory;
  memory.writeUInt32LE(0, 28);
  memory.writeUInt32LE(clock_hz, 32);
  memory.writeUInt32LE(crc32(memory.subarray(16)), 12);
  return memory;
}
