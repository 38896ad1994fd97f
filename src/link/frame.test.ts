import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cobsDecode, cobsEncode, cobsEncodedLimit } from './cobs.ts';
import { encodeFrame, type Frame, FrameDecoder } from './frame.ts';

const anyFrame: fc.Arbitrary<Frame> = fc.record({
  kind: fc.integer({ min: 0, max: 4 }),
  command: fc.integer({ min: 0, max: 255 }),
  sequence: fc.integer({ min: 0, max: 65_535 }),
  payload: fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.uint8Array({ minLength: 240, maxLength: 520 }),
    fc.integer({ min: 0, max: 600 }).map((count) => new Uint8Array(count)),
  ),
});

function decodeAll(chunks: readonly Uint8Array[], max_payload_bytes?: number) {
  const frames: Frame[] = [];
  const decoder = new FrameDecoder((frame) => frames.push(frame), max_payload_bytes);
  for (const chunk of chunks) decoder.push(chunk);
  return { frames, stats: decoder.stats };
}

/** Cuts bytes into chunks at pseudo-random places. */
function chop(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

describe('COBS', () => {
  it('leaves no zero, stays within its limit, and gives back what went in', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 600 }),
          fc.integer({ min: 250, max: 520 }).map((count) => new Uint8Array(count).fill(7)),
        ),
        (bytes) => {
          const encoded = cobsEncode(bytes);
          expect(encoded.includes(0)).toBe(false);
          expect(encoded.length).toBeLessThanOrEqual(cobsEncodedLimit(bytes.length));
          expect(cobsDecode(encoded)).toEqual(bytes);
        },
      ),
    );
  });

  it.each([
    { plain: [], encoded: [1] },
    { plain: [0], encoded: [1, 1] },
    { plain: [0, 0], encoded: [1, 1, 1] },
    { plain: [0x11, 0x22, 0, 0x33], encoded: [3, 0x11, 0x22, 2, 0x33] },
  ])('encodes $plain as the paper does', ({ plain, encoded }) => {
    expect([...cobsEncode(Uint8Array.from(plain))]).toEqual(encoded);
  });

  it('encodes 254 bytes without a zero in one run', () => {
    const run = Array.from({ length: 254 }, (_, at) => at + 1);
    expect([...cobsEncode(Uint8Array.from(run))]).toEqual([0xff, ...run]);
  });

  it('refuses a run that goes past the end', () => {
    expect(cobsDecode(Uint8Array.of(5, 1, 2))).toBeUndefined();
    expect(cobsDecode(new Uint8Array())).toBeUndefined();
  });
});

describe('frames', () => {
  it('come out as they went in, however the bytes are chunked', () => {
    fc.assert(
      fc.property(
        fc.array(anyFrame, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
        (frames, sizes) => {
          const wire = new Uint8Array(Buffer.concat(frames.map(encodeFrame)));
          const { frames: decoded, stats } = decodeAll(chop(wire, sizes));
          expect(decoded).toEqual(frames);
          expect(stats).toEqual({ frames: frames.length, bad_frames: 0, discarded_bytes: 0 });
        },
      ),
    );
  });

  it('are thrown away for every change of any single byte', () => {
    const frame = { kind: 1, command: 0x33, sequence: 9, payload: Uint8Array.of(0, 1, 2, 0, 0, 255, 7) };
    const good = encodeFrame(frame);
    for (let at = 0; at < good.length; at++) {
      for (let value = 0; value < 256; value++) {
        if (value === good[at]) continue;
        const bad = Uint8Array.from(good);
        bad[at] = value;
        // The delimiter behind it ends whatever the change has left open.
        const { frames, stats } = decodeAll([bad, Uint8Array.of(0)]);
        expect(frames, `byte ${at} as ${value}`).toEqual([]);
        expect(stats.bad_frames).toBeGreaterThan(0);
      }
    }
  });

  it('never turn into other frames when bytes are changed, lost or added', () => {
    const damage = fc.record({
      at: fc.nat(2000),
      drop: fc.integer({ min: 0, max: 8 }),
      insert: fc.uint8Array({ maxLength: 8 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyFrame, { minLength: 1, maxLength: 4 }),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        (frames, damages) => {
          let wire = [...Buffer.concat(frames.map(encodeFrame))];
          for (const { at, drop, insert } of damages) wire.splice(at % wire.length, drop, ...insert);
          wire = [...wire, 0];
          const sent = frames.map((frame) => JSON.stringify(frame));
          for (const frame of decodeAll([Uint8Array.from(wire)]).frames) {
            expect(sent).toContain(JSON.stringify(frame));
          }
        },
      ),
    );
  });

  it('after a broken one are found again', () => {
    const frame = { kind: 1, command: 2, sequence: 3, payload: Uint8Array.of(4) };
    const wire = encodeFrame(frame);
    const { frames, stats } = decodeAll([
      Buffer.from('boot: hello\r\n'),
      Uint8Array.of(0),
      wire.subarray(0, 4),
      Uint8Array.of(0),
      wire,
    ]);
    expect(frames).toEqual([frame]);
    expect(stats).toEqual({ frames: 1, bad_frames: 2, discarded_bytes: 17 });
  });

  it('that are too long cost no memory and are counted', () => {
    const decoder = new FrameDecoder(() => expect.fail('there is no frame'), 64);
    for (let chunk = 0; chunk < 1000; chunk++) decoder.push(new Uint8Array(1000).fill(7));
    expect(decoder.pending_bytes).toBe(0);
    decoder.push(Uint8Array.of(0));
    expect(decoder.stats).toEqual({ frames: 0, bad_frames: 1, discarded_bytes: 1_000_000 });
    const tooLong = encodeFrame({ kind: 1, command: 1, sequence: 1, payload: new Uint8Array(65) });
    expect(decodeAll([tooLong], 64).frames).toEqual([]);
  });
});
