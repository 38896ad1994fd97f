/** Sums over samples, in SI units times samples: multiply by the sample interval for energy and charge. */
export interface Sums {
  samples: number;
  power_w: number;
  current_a: number;
  voltage_v: number;
  /** Squared differences of the power of neighbours, and how many. */
  squared_steps: number;
  steps: number;
  /** Power of the last whole sample; NaN: there is none to differ from. */
  last_w: number;
}

/** Least and most of a stretch of samples. Kept and reused: nothing is made per sample. */
export interface Extremes {
  power_min: number;
  power_max: number;
  current_min: number;
  current_max: number;
  voltage_min: number;
  voltage_max: number;
}

export function emptySums(): Sums {
  return {
    samples: 0,
    power_w: 0,
    current_a: 0,
    voltage_v: 0,
    squared_steps: 0,
    steps: 0,
    last_w: Number.NaN,
  };
}

export function emptyExtremes(): Extremes {
  return { power_min: 0, power_max: 0, current_min: 0, current_max: 0, voltage_min: 0, voltage_max: 0 };
}

/**
 * Adds samples `from` … `to` (exclusive, at least one) to `sums`, and sets `extremes` to theirs. The one loop
 * that sees every sample. A sample that is NaN makes `sums.power_w` NaN.
 */
export function accumulate(
  current_a: Float32Array,
  voltage_v: Float32Array,
  from: number,
  to: number,
  sums: Sums,
  extremes: Extremes,
): void {
  let power = 0;
  let current = 0;
  let voltage = 0;
  let squares = 0;
  let power_min = Number.POSITIVE_INFINITY;
  let power_max = Number.NEGATIVE_INFINITY;
  let current_min = Number.POSITIVE_INFINITY;
  let current_max = Number.NEGATIVE_INFINITY;
  let voltage_min = Number.POSITIVE_INFINITY;
  let voltage_max = Number.NEGATIVE_INFINITY;
  const fresh = Number.isNaN(sums.last_w);
  let last = fresh ? (current_a[from] as number) * (voltage_v[from] as number) : sums.last_w;
  for (let at = from; at < to; at += 1) {
    const i = current_a[at] as number;
    const v = voltage_v[at] as number;
    const p = i * v;
    const step = p - last;
    power += p;
    current += i;
    voltage += v;
    squares += step * step;
    last = p;
    if (p < power_min) power_min = p;
    if (p > power_max) power_max = p;
    if (i < current_min) current_min = i;
    if (i > current_max) current_max = i;
    if (v < voltage_min) voltage_min = v;
    if (v > voltage_max) voltage_max = v;
  }
  sums.samples += to - from;
  sums.power_w += power;
  sums.current_a += current;
  sums.voltage_v += voltage;
  sums.squared_steps += squares;
  sums.steps += to - from - (fresh ? 1 : 0);
  sums.last_w = last;
  extremes.power_min = power_min;
  extremes.power_max = power_max;
  extremes.current_min = current_min;
  extremes.current_max = current_max;
  extremes.voltage_min = voltage_min;
  extremes.voltage_max = voltage_max;
}

/** Adds `weight` (0 … 1) of one sample: the part of it inside a window. */
export function accumulatePart(sums: Sums, current_a: number, voltage_v: number, weight: number): void {
  sums.samples += weight;
  sums.power_w += weight * current_a * voltage_v;
  sums.current_a += weight * current_a;
  sums.voltage_v += weight * voltage_v;
}

/** Standard deviation of one sample's power, from neighbours: what changes slowly is signal, not noise. */
export function sampleNoise_w(sums: Sums): number {
  return sums.steps === 0 ? 0 : Math.sqrt(sums.squared_steps / (2 * sums.steps));
}
