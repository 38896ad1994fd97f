import { describe, expect, it } from 'vitest';
import { ConstantPool } from './constants.ts';

const FINGERPRINT = Uint8Array.from({ length: 16 }, (_, i) => 0xa0 + i);

describe('ConstantPool', () => {
  it('aligns constants and keeps equal ones once', () => {
    const pool = new ConstantPool();
    expect(pool.add(Uint8Array.of(1, 2, 3))).toBe(0);
    expect(pool.add(Uint8Array.of(1, 2, 4))).toBe(16);
    expect(pool.add(Uint8Array.of(1, 2, 3))).toBe(0);
    expect(pool.add(new Uint8Array(17))).toBe(32);
    expect(pool.add(Uint8Array.of(1))).toBe(64);
    expect(pool.bytes).toBe(80);
  });

  it('writes a header that names format, size, constants and code', () => {
    const pool = new ConstantPool();
    pool.add(Uint8Array.of(7, 8, 9));
    const blob = pool.toBlob(FINGERPRINT);
    const view = new DataView(blob.buffer);
    expect(new TextDecoder().decode(blob.subarray(0, 4))).toBe('HAOT');
    expect([4, 8, 12].map((at) => view.getUint32(at, true))).toEqual([1, 48, 32]);
    expect(blob.subarray(16, 32)).toEqual(FINGERPRINT);
    expect([...blob.subarray(32)]).toEqual([7, 8, 9, ...new Array(13).fill(0)]);
  });
});
