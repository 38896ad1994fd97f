import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodeParameters } from './parameters.ts';

const PARAMETERS = {
  model: { source: 0x64000000, address: 0x20000000, bytes: 53_936, crc32: 0xdeadbeef },
  arena: { address: 0x21000000, bytes: 27_648, resource_variables: 2 },
  cpu_mode: 'hp',
  inferences: 67,
  windows: 3,
  seed: 0xffff_ffff,
  idle_ms: 0,
  run: 0x1234_5678,
} as const;

test('the block is laid out as docs/power.md says', () => {
  const block = Buffer.from(encodeParameters(PARAMETERS));
  expect(block).toHaveLength(68);
  expect(block.toString('latin1', 0, 4)).toBe('HPWR');
  expect([4, 8].map((at) => block.readUInt32LE(at))).toEqual([2, 68]);
  expect(block.readUInt32LE(12)).toBe(crc32(block.subarray(16)));
  const fields = [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64].map((at) => block.readUInt32LE(at));
  expect(fields).toEqual([
    ...[0x64000000, 0x20000000, 53_936, 0xdeadbeef],
    ...[0x21000000, 27_648, 2],
    ...[1, 67, 3, 0xffff_ffff, 0, 0x1234_5678],
  ]);
});

test('the low-power mode is 0, the idle time comes last; what does not fit a field is refused', () => {
  expect(Buffer.from(encodeParameters({ ...PARAMETERS, cpu_mode: 'lp' })).readUInt32LE(44)).toBe(0);
  expect(Buffer.from(encodeParameters({ ...PARAMETERS, idle_ms: 2000 })).readUInt32LE(60)).toBe(2000);
  expect(() => encodeParameters({ ...PARAMETERS, inferences: 2 ** 32 })).toThrow(RangeError);
});
