import { setImmediate } from 'node:timers/promises';
import type { EdgeEvent, MonitorEvent, PowerMonitor } from '../../src/power/types.ts';

/** Levels of the wires for so long, or for ever. */
export interface Stretch {
  readonly ms: number;
  readonly gate?: boolean;
  readonly state?: boolean;
}

const HZ = 100_000;
const SUPPLY_V = 1.8;
export const IDLE_A = 0.001;
export const ACTIVE_A = 0.005;

/** Ids in milliseconds, at the rate of the instrument. */
export const idsOf = (ms: number): number => Math.round((ms / 1e3) * HZ);

/**
 * An instrument with inputs only, as a PPK2 is, or with a wire for go that nobody looks at: it sees the wires go through a story, and then stay low. Samples come in
 * batches as large as its reader lets them become, every edge in a batch before it.
 */
export function scriptedInstrument(
  story: readonly Stretch[],
  batch_ms: number,
  has_go = false,
): PowerMonitor {
  return {
    name: 'scripted',
    modelled: false,
    capabilities: {
      sample_id_hz: HZ,
      sample_id_step: 1,
      wires: ['gate', 'state'],
      current_a: { min: -1, max: 1 },
      voltage_v: { min: 0, max: 5 },
      min_window_ms: 0,
      reports: false,
      ...(has_go ? {} : { go: false }),
    },
    start: () => Promise.resolve(),
    events: (signal) => play(story, idsOf(batch_ms), signal),
    setGo: () => (has_go ? Promise.resolve() : Promise.reject(new Error('this instrument has no output'))),
    stop: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function* play(
  story: readonly Stretch[],
  batch: number,
  signal: AbortSignal,
): AsyncGenerator<MonitorEvent> {
  const levels = { gate: false, state: false };
  let edges: EdgeEvent[] = [];
  let samples: number[] = [];
  let first_id = 0;
  for (let at = 0; ; at += 1) {
    const { ms, gate = false, state = false } = story[at] ?? { ms: 10 };
    const id = first_id + samples.length;
    // The wires of one sample are told in the order of their names, whatever came first on the board.
    for (const [wire, high] of [['gate', gate] as const, ['state', state] as const]) {
      if (levels[wire] !== high) edges.push({ kind: 'edge', wire, high, sample_id: id });
      levels[wire] = high;
    }
    for (let left = idsOf(ms); left > 0; left -= 1) {
      samples.push(gate ? ACTIVE_A : IDLE_A);
      if (samples.length < batch) continue;
      yield* edges;
      yield {
        kind: 'samples',
        first_id,
        current_a: Float32Array.from(samples),
        voltage_v: new Float32Array(samples.length).fill(SUPPLY_V),
      };
      first_id += samples.length;
      [edges, samples] = [[], []];
      if (at < story.length && ms !== Infinity) continue;
      signal.throwIfAborted();
      await setImmediate();
    }
  }
}
