import { crc32 } from 'node:zlib';
import type { Platform } from '../platform/types.ts';
import type { FlashBlob } from './types.ts';

/** Of templates/firmware/port/neuralspot/hb_ns_identity.c: behind the parameter block of a power image. */
const OFFSET = 128;
const MAGIC = 0x4449_4248; // "HBID"
const HEADER_BYTES = 8;
const TEXT_BYTES = 24;

/**
 * Tells the firmware which probe it belongs to, so that its USB port can say so: two boards of one kind are told apart
 * by that. Undefined where the firmware has no USB port or no page to read it from.
 */
export function identityBlock(platform: Platform, probe_serial: string): FlashBlob | undefined {
  const { parameters, transports } = platform;
  if (parameters === undefined || !transports.includes('USB')) return undefined;
  const text = Buffer.alloc(TEXT_BYTES);
  text.write(probe_serial.slice(0, TEXT_BYTES - 1), 'latin1');
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(crc32(text), 4);
  return { address: parameters.address + OFFSET, bytes: Buffer.concat([header, text]) };
}
