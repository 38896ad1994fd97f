import type { LayerSums, TickSums } from './messages.ts';
import { malformed } from './payload.ts';
import type { CounterRecord, LayerRecord } from './types.ts';

function exactNumber(value: bigint, what: string): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw malformed('profile', `${what} is ${value}, too large to be a count`);
  return Number(value);
}

function mean(sum: bigint, runs: number, what: string): number {
  const divisor = BigInt(runs);
  return exactNumber(sum / divisor, what) + Number(sum % divisor) / runs;
}

/** Mean, least and most over `runs`. Throws `LINK_MALFORMED` when the three contradict each other. */
export function meanTicks(
  sums: TickSums,
  runs: number,
  what: string,
): { readonly ticks: number; readonly ticks_min: number; readonly ticks_max: number } {
  const { sum, min, max } = sums;
  if (min > max || sum < min * BigInt(runs) || sum > max * BigInt(runs)) {
    throw malformed('profile', `${what}: ${runs} runs from ${min} to ${max} cannot add up to ${sum}`);
  }
  return {
    ticks: mean(sum, runs, what),
    ticks_min: exactNumber(min, what),
    ticks_max: exactNumber(max, what),
  };
}

function counterRecord(sums: TickSums, runs: number, what: string): CounterRecord {
  const { ticks, ticks_min, ticks_max } = meanTicks(sums, runs, what);
  return { mean: ticks, min: ticks_min, max: ticks_max };
}

/** One layer's sums over `runs` as means per iteration. */
export function layerRecord(index: number, sums: LayerSums, runs: number): LayerRecord {
  const what = `layer ${index}`;
  return {
    index,
    ...meanTicks(sums.ticks, runs, what),
    counters: sums.counters.map((counter, at) =>
      counter.overflowed ? undefined : counterRecord(counter.sums, runs, `counter ${at} of ${what}`),
    ),
  };
}
