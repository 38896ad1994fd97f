import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { identityBlock } from './identity-block.ts';

const platforms = loadPlatforms(join(import.meta.dirname, '../../platforms'));

it('tells the firmware of a board with USB which probe it belongs to, behind the parameter block', () => {
  const platform = findPlatform(platforms, 'apollo510_evb');
  const block = identityBlock(platform, '001160001234');
  const bytes = Buffer.from(block?.bytes ?? []);
  expect(block?.address).toBe((platform.parameters?.address ?? 0) + 128);
  expect(bytes.toString('latin1', 0, 4)).toBe('HBID');
  expect(bytes.toString('latin1', 8)).toBe('001160001234'.padEnd(24, '\0'));
  expect(bytes.readUInt32LE(4)).toBe(crc32(bytes.subarray(8)));
});

it('ends a serial number that is too long, so that the firmware finds its end', () => {
  const block = identityBlock(findPlatform(platforms, 'apollo510_evb'), '1'.repeat(200));
  expect(Buffer.from(block?.bytes ?? []).at(-1)).toBe(0);
});

it('is nothing for a board without USB', () => {
  expect(identityBlock(findPlatform(platforms, 'apollo3p_evb'), '1')).toBeUndefined();
});
