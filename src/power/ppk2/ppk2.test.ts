import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EdgeEvent, SampleBatch } from '../types.ts';
import { parseMetadata, toAmperes } from './calibration.ts';
import { ppk2Ports } from './find.ts';
import { HeldEvents } from './held-events.ts';
import { Pace } from './pace.ts';
import { RangeSwitchFilter } from './range-switch.ts';
import { SampleDecoder } from './samples.ts';

const METADATA = ['R', 'GS', 'GI', 'O', 'S', 'I', 'UG']
  .flatMap((key) => [0, 1, 2, 3, 4].map((range) => `${key}${range}: ${key === 'R' ? 1000 / 10 ** range : 0}`))
  .join('\n')
  .replaceAll(/(GI|UG)(\d): 0/gu, '$1$2: 1');
const calibration = parseMetadata(METADATA);

describe('the calibration', () => {
  it('is read from lines, with whatever else the instrument says, and a 0 is a 0', () => {
    const text = `Calibrated: 0\r\n${METADATA.replace('GI2: 1', 'GI2: 0')}\r\nVDD: 3000\r\nHW: 9173\r\n`;
    const { ranges, about } = parseMetadata(text);
    expect(ranges).toHaveLength(5);
    expect(ranges[2]).toEqual({ r: 10, gs: 0, gi: 0, o: 0, s: 0, i: 0, ug: 1 });
    expect(about).toBe('hardware 9173, calibrated 0');
  });

  it.each([
    ['no shunt', METADATA.replace('R3: 1\n', '')],
    ['a shunt of nothing', METADATA.replace('R3: 1\n', 'R3: 0\n')],
    ['what is no number', METADATA.replace('O1: 0', 'O1: nan')],
    ['nothing', ''],
  ])('with %s is refused', (_, text) => {
    expect(() => parseMetadata(text)).toThrow(expect.objectContaining({ code: 'POWER_MONITOR_DATA' }));
  });

  it('gives the current of a reading, by the formula of the range', () => {
    const range = { r: 10.3, gs: 4.91, gi: 0.957, o: 61.27, s: 5.3e-6, i: 3.6e-5, ug: 1.02 };
    const x = ((4 * 1234 - 61.27) * (1.8 / 163_840)) / 10.3;
    expect(toAmperes(range, 1234, 3.3)).toBeCloseTo(
      1.02 * (x * (4.91 * x + 0.957) + 5.3e-6 * 3.3 + 3.6e-5),
      15,
    );
  });
});

interface Sample {
  readonly reading: number;
  readonly range: number;
  readonly levels: number;
}

function stream(samples: readonly Sample[], first_counter = 0): Buffer {
  const bytes = Buffer.alloc(samples.length * 4);
  for (const [at, { reading, range, levels }] of samples.entries()) {
    const word = reading | (range << 14) | (((first_counter + at) & 63) << 18) | (levels << 24);
    bytes.writeUInt32LE(word >>> 0, at * 4);
  }
  return bytes;
}

const inputs = { gate: 7, state: 1 };
const decoder = () => new SampleDecoder({ calibration, supply_v: 1.8, inputs });

/** All that came, without how it was put together. */
function whole(events: readonly (EdgeEvent | SampleBatch)[]) {
  const edges = events.filter((event) => event.kind === 'edge');
  const samples = events.flatMap((event) =>
    event.kind === 'samples' ? [...event.current_a].map((amperes, at) => [event.first_id + at, amperes]) : [],
  );
  return { edges, samples };
}

const sample = fc.record({
  reading: fc.integer({ min: 0, max: 0x3fff }),
  range: fc.integer({ min: 0, max: 4 }),
  levels: fc.integer({ min: 0, max: 255 }),
});
const samples = fc.array(sample, { minLength: 1, maxLength: 300 });

describe('the stream', () => {
  it('says the same however its bytes arrive', () => {
    fc.assert(
      fc.property(samples, fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 60 }), (given, cuts) => {
        const bytes = stream(given, 17);
        const at_once = whole(decoder().push(bytes));
        const pieces = decoder();
        let from = 0;
        const events = [...cuts, bytes.length].flatMap((count) => {
          const piece = bytes.subarray(from, from + count);
          from += count;
          return pieces.push(piece);
        });
        expect(whole(events)).toEqual(at_once);
        expect(pieces.samples).toBe(given.length);
      }),
    );
  });

  it('has an edge where a level changes, before the sample that has it, also at the highest bit', () => {
    const low = { reading: 100, range: 1, levels: 0 };
    const bytes = stream([low, { ...low, levels: 0x80 }, { ...low, levels: 0x82 }, low]);
    expect(whole(decoder().push(bytes)).edges).toEqual([
      { kind: 'edge', wire: 'gate', high: true, sample_id: 1 },
      { kind: 'edge', wire: 'state', high: true, sample_id: 2 },
      { kind: 'edge', wire: 'gate', high: false, sample_id: 3 },
      { kind: 'edge', wire: 'state', high: false, sample_id: 3 },
    ]);
  });

  it('has a gap in the ids where samples were lost', () => {
    const given = Array.from({ length: 100 }, () => ({ reading: 5, range: 2, levels: 0 }));
    const bytes = stream(given);
    const some = Buffer.concat([bytes.subarray(0, 200), bytes.subarray(260)]);
    const batches = decoder()
      .push(some)
      .filter((event) => event.kind === 'samples');
    expect(batches.map(({ first_id, current_a }) => [first_id, current_a.length])).toEqual([
      [0, 50],
      [65, 35],
    ]);
  });

  it('has as many gaps as there were losses, however often samples are lost', () => {
    const given = Array.from({ length: 300 }, () => ({ reading: 5, range: 2, levels: 0 }));
    const bytes = stream(given);
    const kept = Array.from({ length: 10 }, (_, at) => bytes.subarray(at * 120, at * 120 + 80));
    const batches = decoder()
      .push(Buffer.concat(kept))
      .filter((event) => event.kind === 'samples');
    expect(batches.map(({ first_id }) => first_id)).toEqual(kept.map((_, at) => 30 * at));
  });

  it('with a byte missing ends in an error, wherever it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 1000 }), (at) => {
        const given = Array.from({ length: 600 }, (_, id) => ({
          reading: (id * 37) % 900,
          range: 2,
          levels: 0,
        }));
        const bytes = stream(given);
        const damaged = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        expect(() => decoder().push(damaged)).toThrow(
          expect.objectContaining({ code: 'POWER_MONITOR_DATA' }),
        );
      }),
    );
  });

  it('of another range than there are is refused', () => {
    const bytes = stream([{ reading: 5, range: 6, levels: 0 }]);
    expect(() => decoder().push(bytes)).toThrow(expect.objectContaining({ code: 'POWER_MONITOR_DATA' }));
  });
});

describe('spikes of a change of the range', () => {
  it('are not taken for current, and what is steady is left as it is', () => {
    const filter = new RangeSwitchFilter();
    for (let at = 0; at < 100; at += 1) expect(filter.settle(1, 1e-3)).toBe(1e-3);
    expect(filter.settle(4, 0.9)).toBeCloseTo(1e-3, 12);
    expect(filter.settle(4, 0.7)).toBeCloseTo(1e-3, 12);
    expect(filter.settle(4, 0.05)).toBeLessThan(0.01);
    expect(filter.settle(4, 0.05)).toBe(0.05);
  });
});

describe('the clock of the host', () => {
  /** Whether it vouches for samples told every 10 ms; `late_ms` says by how much they are late, for whatever reason. */
  const play = (until_ms: number, late_ms: (ms: number) => number): readonly boolean[] => {
    const pace = new Pace(100_000, 5000);
    return Array.from({ length: until_ms / 10 }, (_, at) => {
      const ms = 10 * (at + 1);
      return pace.vouches(Math.max(0, ms - late_ms(ms)) * 100, 5000 + ms);
    });
  };

  it('waits while a host is busy, and vouches for all when it is not', () => {
    const vouched = play(3000, (ms) => (ms > 1000 && ms <= 1800 ? 150 : 3));
    expect(vouched.slice(100, 180)).not.toContain(true);
    expect([...vouched.slice(0, 100), ...vouched.slice(180)]).not.toContain(false);
  });

  it('does not take a clock that is slower for a loss, however long it takes', () => {
    expect(play(300_000, (ms) => 3 + ms * 5e-4)).not.toContain(false);
  });

  it('vouches for nothing after samples that the counter cannot miss, and then says how many they were', () => {
    const lost_ms = (64 * 20) / 100;
    const late = (ms: number): number => 3 + (ms > 1000 ? lost_ms : 0);
    expect(play(1900, late).slice(100)).not.toContain(true);
    expect(() => play(2100, late)).toThrow(
      expect.objectContaining({ code: 'POWER_GAP', message: expect.stringMatching(/^12[78]\d samples/u) }),
    );
  });
});

describe('what is given to the reader', () => {
  it('is never false where bytes are lost, however they arrive', () => {
    const chunks = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 40 });
    const noise = fc.array(sample, { minLength: 400, maxLength: 400 });
    const lost = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(noise, fc.integer({ min: 4, max: 1000 }), lost, chunks, (given, at, bytes, sizes) => {
        const sound = stream(given);
        const damaged = Buffer.concat([sound.subarray(0, at), sound.subarray(at + bytes)]);
        const held = new HeldEvents();
        const reading = decoder();
        const seen: (EdgeEvent | SampleBatch)[] = [];
        const readAll = (): void => {
          let size = 0;
          for (let from = 0; from < damaged.length; from += size) {
            size = sizes[from % sizes.length] ?? 1;
            held.hold(reading.push(damaged.subarray(from, from + size)));
            seen.push(...held.release(reading.samples));
          }
        };
        expect(readAll).toThrow(expect.objectContaining({ code: 'POWER_MONITOR_DATA' }));
        const { edges, samples: amperes } = whole(decoder().push(sound));
        const got = whole(seen);
        expect(got.edges).toEqual(edges.slice(0, got.edges.length));
        expect(got.samples).toEqual(amperes.slice(0, got.samples.length));
      }),
    );
  });
});

describe('which instrument', () => {
  const port = (path: string, serialNumber: string) => ({
    path,
    vendorId: '1915',
    productId: 'C00A',
    serialNumber,
  });
  const other = { path: '/dev/ttyACM7', vendorId: '1366', productId: '0105', serialNumber: '1' };
  const two = [port('/dev/ttyACM10', 'A1'), port('/dev/ttyACM9', 'A1'), other];

  it('is the one with the serial number, or the only one, by both of its ports', () => {
    expect(ppk2Ports(two, undefined)).toEqual(['/dev/ttyACM9', '/dev/ttyACM10']);
    expect(ppk2Ports([...two, port('/dev/ttyACM1', 'B2')], 'b2')).toEqual(['/dev/ttyACM1']);
  });

  it.each([
    [[other], undefined, 'POWER_NO_MONITOR', /there is none/u],
    [two, 'C3', 'POWER_NO_MONITOR', /no PPK2 C3.*A1/u],
    [[...two, port('/dev/ttyACM1', 'B2')], undefined, 'POWER_MONITOR_AMBIGUOUS', /A1, B2/u],
  ])('is an error where it cannot be told', (ports, serial, code, message) => {
    expect(() => ppk2Ports(ports, serial)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
