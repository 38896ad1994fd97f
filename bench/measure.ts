/** One figure of the benchmark: what was measured, and what it is held against. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly limit: string;
  readonly within: boolean;
}

export async function milliseconds(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** The least of several times: the one with the least of the machine's noise in it. */
export async function bestOf(times: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i += 1) best = Math.min(best, await milliseconds(work));
  return best;
}

export function figure(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value: `${value.toFixed(2)} ${unit}`, limit: `≤ ${limit} ${unit}`, within: value <= limit };
}
