import type { Recording } from './windows.ts';

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Figures of one inference, from the windows of one recording. */
export interface InferenceFigures {
  readonly time_ms: Spread;
  readonly energy_uj: Spread;
  /** Median energy over median time. */
  readonly power_mw: number;
  /** Expanded uncertainty (k = 2, about 95 %) of one window's energy, the largest of them. */
  readonly uncertainty_uj: number;
  /** Median over the windows before which the board idled. */
  readonly idle_power_mw?: number;
  /** Energy less what idling over the same time costs. */
  readonly dynamic_energy_uj?: number;
  /** By the device's own count, in its unit; median. Absent: the monitor does not carry it. */
  readonly units?: number;
}

/** A median of several windows is known better than one of them; its edges may share an error, so one counts. */
const COVERAGE_FACTOR = 2;

/** @throws {RangeError} of no values */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const [min] = sorted;
  const max = sorted.at(-1);
  if (upper === undefined || lower === undefined || min === undefined || max === undefined) {
    throw new RangeError('a spread of no values');
  }
  return { median: (lower + upper) / 2, min, max };
}

/** @param inferences in each window */
export function figuresOf(recording: Recording, inferences: number): InferenceFigures {
  const { windows } = recording;
  const time_ms = spread(windows.map(({ time_s }) => (time_s / inferences) * 1e3));
  const energy_uj = spread(windows.map(({ energy_j }) => (energy_j / inferences) * 1e6));
  const idle = windows.flatMap(({ idle_power_w }) =>
    idle_power_w === undefined ? [] : [idle_power_w * 1e3],
  );
  const idle_power_mw = idle.length === 0 ? undefined : spread(idle).median;
  const counts = windows.flatMap(({ units }) => (units === undefined ? [] : [units / inferences]));
  const uncertainty_j = spread(windows.map((window) => window.uncertainty_j)).max;
  return {
    time_ms,
    energy_uj,
    // µJ over ms is mW.
    power_mw: energy_uj.median / time_ms.median,
    uncertainty_uj: (COVERAGE_FACTOR * uncertainty_j * 1e6) / inferences,
    ...(idle_power_mw === undefined
      ? {}
      : { idle_power_mw, dynamic_energy_uj: energy_uj.median - idle_power_mw * time_ms.median }),
    ...(counts.length === 0 ? {} : { units: spread(counts).median }),
  };
}
