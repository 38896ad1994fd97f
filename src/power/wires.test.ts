import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { cobsEncode } from '../link/cobs.ts';
import { createRandom } from '../support/random.ts';
import { encodeRecord, RecordDecoder } from './wires.ts';

const EDGE = Uint8Array.of(1, 1, 0, 0, 0, 0, 1, 0, 0, 0);

test('a record is a kind, a body and their CRC-32, COBS-encoded, ended by zero', () => {
  const content = Buffer.of(2, 1);
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(crc32(content));
  const expected = Buffer.concat([cobsEncode(Buffer.concat([content, crc])), Buffer.of(0)]);
  expect(Buffer.from(encodeRecord(2, Uint8Array.of(1)))).toEqual(expected);
});

test('records are taken apart however the bytes are split', () => {
  const failure = Buffer.concat([Buffer.of(8, 0, 5), Buffer.from('no\nal')]);
  const bytes = Buffer.concat([
    encodeRecord(1, EDGE),
    encodeRecord(5, Uint8Array.of(2, 0, 0, 0)),
    encodeRecord(3, Uint8Array.of(2, 0, 0, 0, 67, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)),
    encodeRecord(4, failure),
  ]);
  for (const size of [1, 3, bytes.length]) {
    const decoder = new RecordDecoder();
    const records = [];
    for (let at = 0; at < bytes.length; at += size)
      records.push(...decoder.push(bytes.subarray(at, at + size)));
    expect(records).toEqual([
      { kind: 'edge', wire: 'state', high: true, stamp: 0x1_0000_0000n },
      { kind: 'begin', window: 2 },
      { kind: 'report', window: 2, inferences: 67, units: 256 },
      { kind: 'failure', status: 8, text: 'no\ufffdal' },
    ]);
  }
});

test.each([
  ['an edge that is too short', encodeRecord(1, EDGE.subarray(1))],
  ['a wire that does not exist', encodeRecord(1, Uint8Array.of(2, ...EDGE.subarray(1)))],
  ['a level that is none', encodeRecord(1, Uint8Array.of(0, 2, ...EDGE.subarray(2)))],
  ['a text longer than its record', encodeRecord(4, Uint8Array.of(1, 0, 200, 65))],
  ['a kind that only the host sends', encodeRecord(2, Uint8Array.of(1))],
  ['nothing but a CRC', Uint8Array.of(1, 1, 1, 0)],
])('%s is refused', (_what, bytes) => {
  expect(() => new RecordDecoder().push(bytes)).toThrow(RangeError);
});

test('noise is refused or waits for its end, and nothing else', () => {
  const random = createRandom(1);
  for (let round = 0; round < 2000; round += 1) {
    const length = Math.floor(random.uniform() * 80);
    const noise = Uint8Array.from({ length }, () => Math.floor(random.uniform() * 256));
    let records: readonly unknown[] = [];
    try {
      records = new RecordDecoder().push(noise);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    expect(records).toEqual([]);
  }
});
