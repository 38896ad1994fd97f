import { monitorUnsound } from '../errors.ts';
import type { EdgeEvent, SampleBatch, Wire } from '../types.ts';
import { type Calibration, RANGES, toAmperes } from './calibration.ts';
import { RangeSwitchFilter } from './range-switch.ts';

const SAMPLE_BYTES = 4;
const COUNTER_VALUES = 64;
/** A lost byte puts every later sample out of step, and nearly all of their counters jump; lost samples jump once. */
const MOST_JUMPS = 3;
const JUMPS_WITHIN_SAMPLES = 8;

export interface SampleOptions {
  readonly calibration: Calibration;
  /** What the board is supplied with, which the instrument sets and does not measure. */
  readonly supply_v: number;
  /** Bits of the digital inputs D0 to D7. */
  readonly inputs: Readonly<Record<Wire, number>>;
}

/**
 * Reads the stream of a Nordic PPK2: words of 32 bits, little-endian, one a sample. Bits 0 to 13 are the reading, 14 to
 * 16 the range, 18 to 23 a counter, 24 to 31 the digital inputs.
 *
 * However the bytes arrive, the events are the same but for how samples are put together. Samples that the counter
 * says were lost leave a gap in the ids.
 */
export class SampleDecoder {
  readonly #options: SampleOptions;
  readonly #filter = new RangeSwitchFilter();
  readonly #levels: Record<Wire, boolean> = { gate: false, state: false };
  /** Of a sample that has not come in full. */
  #rest: Uint8Array = new Uint8Array(0);
  #next_id = 0;
  #counter: number | undefined;
  #received = 0;
  /** At which of the received samples the counter last jumped. */
  #jumps: number[] = [];

  constructor(options: SampleOptions) {
    this.#options = options;
  }

  /** Samples that came, with those that were lost. */
  get samples(): number {
    return this.#next_id;
  }

  /** @throws {HilbenchError} `POWER_MONITOR_DATA` */
  push(chunk: Uint8Array): (EdgeEvent | SampleBatch)[] {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const count = Math.floor(bytes.length / SAMPLE_BYTES);
    this.#rest = bytes.slice(count * SAMPLE_BYTES);
    const events: (EdgeEvent | SampleBatch)[] = [];
    let edges: EdgeEvent[] = [];
    let currents: number[] = [];
    const close = (): void => {
      events.push(...edges);
      if (currents.length > 0) events.push(this.#batch(currents));
      [edges, currents] = [[], []];
    };
    for (let at = 0; at < count; at += 1) {
      const word = view.getUint32(at * SAMPLE_BYTES, true);
      const lost = this.#lostBefore((word >>> 18) & (COUNTER_VALUES - 1));
      if (lost > 0) {
        close();
        this.#next_id += lost;
      }
      edges.push(...this.#edges(word >>> 24));
      currents.push(this.#current(word));
      this.#next_id += 1;
    }
    close();
    return events;
  }

  #batch(currents: readonly number[]): SampleBatch {
    return {
      kind: 'samples',
      first_id: this.#next_id - currents.length,
      current_a: Float32Array.from(currents),
      voltage_v: new Float32Array(currents.length).fill(this.#options.supply_v),
    };
  }

  /** Samples that are missing between the last one and the one with this counter; whole turns of it cannot be seen. */
  #lostBefore(counter: number): number {
    const expected = this.#counter === undefined ? counter : (this.#counter + 1) % COUNTER_VALUES;
    this.#counter = counter;
    this.#received += 1;
    const lost = (counter - expected + COUNTER_VALUES) % COUNTER_VALUES;
    if (lost === 0) return 0;
    this.#jumps = [...this.#jumps.filter((at) => at > this.#received - JUMPS_WITHIN_SAMPLES), this.#received];
    if (this.#jumps.length > MOST_JUMPS) {
      throw monitorUnsound(
        'ppk2',
        `its counter jumped ${this.#jumps.length} times in a row: bytes were lost on the way`,
      );
    }
    return lost;
  }

  #edges(levels: number): EdgeEvent[] {
    const edges: EdgeEvent[] = [];
    for (const wire of ['gate', 'state'] as const) {
      const high = ((levels >>> this.#options.inputs[wire]) & 1) === 1;
      if (high === this.#levels[wire]) continue;
      this.#levels[wire] = high;
      edges.push({ kind: 'edge', wire, high, sample_id: this.#next_id });
    }
    return edges;
  }

  #current(word: number): number {
    const range = (word >>> 14) & 7;
    const calibration = this.#options.calibration.ranges[range];
    if (calibration === undefined) {
      throw monitorUnsound('ppk2', `a sample in range ${range}, of ${RANGES} that there are`);
    }
    return this.#filter.settle(range, toAmperes(calibration, word & 0x3fff, this.#options.supply_v));
  }
}
