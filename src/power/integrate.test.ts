import { describe, expect, test } from 'vitest';
import { HilbenchError } from '../support/errors.ts';
import { GateIntegrator } from './integrate.ts';
import type { MonitorCapabilities, SampleBatch } from './types.ts';

/** Ids at 2 MHz, samples at 1 MHz: an edge can be in the middle of a sample. */
const CAPABILITIES: MonitorCapabilities = {
  sample_id_hz: 2_000_000,
  sample_id_step: 2,
  wires: ['gate', 'state'],
  current_a: { min: -3, max: 3 },
  voltage_v: { min: 0, max: 15 },
  min_window_ms: 0,
};

function integrator(): GateIntegrator {
  return new GateIntegrator('test', CAPABILITIES);
}

/** Samples at 2 V from `first_id` on. */
function batch(first_id: number, current_a: readonly number[]): SampleBatch {
  return {
    kind: 'samples',
    first_id,
    current_a: Float32Array.from(current_a),
    voltage_v: new Float32Array(current_a.length).fill(2),
  };
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof HilbenchError) return error.code;
    throw error;
  }
  return 'none';
}

test('energy and time cover exactly the gate; divided samples count by their part', () => {
  const power = integrator();
  power.ready(100);
  power.gate(105, true);
  power.gate(111, false);
  // Ids 100, 102, 104 (divided), 106, 108, 110 (divided), 112.
  power.push(batch(100, [0.25, 0.25, 0.5, 1, 1, 0.5, 0.25]));
  const [window] = power.windows;
  expect(window?.time_s).toBeCloseTo(6 / 2e6, 15);
  // Half of 0.5 A, two of 1 A, half of 0.5 A, at 2 V over 1 µs each.
  expect(window?.energy_j).toBeCloseTo((0.25 + 2 + 0.25) * 2 * 1e-6, 15);
  // Two of 0.25 A and half of 0.5 A over 2.5 samples.
  expect(window?.idle_power_w).toBeCloseTo(((0.25 * 2 + 0.25) / 2.5) * 2, 12);
});

test('a batch between two sample ids of the grid is refused, also after a gap that does not matter', () => {
  const power = integrator();
  power.push(batch(100, [0.25, 0.25]));
  expect(codeOf(() => power.push(batch(111, [0.25, 0.25])))).toBe('POWER_MONITOR_DATA');
});

test('the split of the stream into batches changes nothing', () => {
  const samples = Array.from({ length: 400 }, (_, index) => 0.5 + 0.1 * Math.sin(index));
  const energies = [1, 3, 64, 400].map((size) => {
    const power = integrator();
    power.ready(0);
    power.gate(101, true);
    power.gate(703, false);
    for (let at = 0; at < samples.length; at += size) power.push(batch(2 * at, samples.slice(at, at + size)));
    return power.windows[0];
  });
  for (const energy of energies) {
    expect(energy?.energy_j).toBeCloseTo(energies[0]?.energy_j ?? 0, 15);
    expect(energy?.idle_power_w).toBeCloseTo(energies[0]?.idle_power_w ?? 0, 12);
    expect(energy?.uncertainty_j).toBeCloseTo(energies[0]?.uncertainty_j ?? 0, 15);
  }
});

test('several windows inside one batch, and a gate inside one sample', () => {
  const power = integrator();
  power.gate(1, true);
  power.gate(2, false);
  power.gate(4, true);
  power.gate(8, false);
  power.push(batch(0, [1, 1, 1, 1, 1]));
  expect(power.windows.map(({ time_s }) => Math.round(time_s * 2e6))).toEqual([1, 4]);
  expect(power.windows[0]?.energy_j).toBeCloseTo(1e-6, 15);
  expect(power.windows[1]?.energy_j).toBeCloseTo(4e-6, 15);
});

describe('uncertainty', () => {
  function uncertainty(current: (at: number) => number): number {
    const power = integrator();
    power.gate(0, true);
    power.gate(20_000, false);
    power.push(
      batch(
        0,
        Array.from({ length: 10_001 }, (_, at) => current(at)),
      ),
    );
    return power.windows[0]?.uncertainty_j ?? Number.NaN;
  }

  test('of steady power is that of the two edges', () => {
    expect(uncertainty(() => 0.5)).toBeCloseTo((1 / 2e6) * Math.sqrt(1 / 6), 12);
  });

  test('of noisy samples adds their noise, and a slow change is no noise', () => {
    const edges_j = (1 / 2e6) * Math.sqrt(1 / 6);
    const noisy = uncertainty((at) => 0.5 + (at % 2 === 0 ? 0.05 : -0.05));
    // Neighbours differ by 0.2 W, so one sample's deviation is 0.2 / √2, over √10000 samples of 1 µs.
    expect(noisy).toBeCloseTo(Math.hypot(edges_j, (0.2 / Math.SQRT2) * 1e-6 * 100), 9);
    expect(uncertainty((at) => 0.4 + 0.2 * (at / 10_000))).toBeLessThan(1.01 * edges_j);
  });
});

describe('the envelope', () => {
  test('keeps every extreme in a bounded number of buckets', () => {
    const power = integrator();
    for (let from = 0; from < 1_000_000; from += 10_000) {
      const current = new Array<number>(10_000).fill(0.5);
      if (from === 500_000) current[5000] = 1;
      if (from === 700_000) current[1] = -0.25;
      power.push(batch(2 * from, current));
    }
    const { begin_ms, bucket_ms, min_mw, max_mw } = power.waveform();
    expect(begin_ms.length).toBeGreaterThan(256);
    expect(begin_ms.length).toBeLessThanOrEqual(512);
    expect(Math.max(...max_mw)).toBe(2000);
    expect(begin_ms[max_mw.indexOf(2000)]).toBeCloseTo(505, -1);
    expect(Math.min(...min_mw)).toBe(-500);
    expect((begin_ms.at(-1) ?? 0) + bucket_ms).toBeGreaterThanOrEqual(1000);
  });

  test('has no bucket where there was no sample', () => {
    const power = integrator();
    power.push(batch(0, [1]));
    power.push(batch(200, [1]));
    expect(power.waveform().begin_ms).toEqual([0, 0.1]);
    expect(power.dropped_samples).toBe(99);
  });
});

test.each([
  [
    'POWER_MONITOR_DATA',
    'an edge behind its samples',
    () => {
      const power = integrator();
      power.push(batch(0, [1, 1]));
      power.gate(3, true);
    },
  ],
  [
    'POWER_MONITOR_DATA',
    'current without voltage',
    () => integrator().push({ ...batch(0, [1]), voltage_v: new Float32Array(2) }),
  ],
  ['POWER_MONITOR_DATA', 'a sample id that is no number', () => integrator().push(batch(Number.NaN, [1]))],
  [
    'POWER_GAP',
    'an edge in a hole',
    () => {
      const power = integrator();
      power.push(batch(0, [1]));
      power.gate(10, true);
      power.push(batch(20, [1]));
    },
  ],
  [
    'POWER_GAP',
    'no number in a sample that an edge divides',
    () => {
      const power = integrator();
      power.gate(1, true);
      power.push(batch(0, [Number.NaN]));
    },
  ],
  [
    'POWER_EDGES',
    'state in the middle of a window',
    () => {
      const power = integrator();
      power.gate(0, true);
      power.ready(1);
    },
  ],
  [
    'POWER_NEGATIVE',
    'no current at all',
    () => {
      const power = integrator();
      power.gate(0, true);
      power.gate(4, false);
      power.push(batch(0, [0, 0, 0]));
    },
  ],
])('%s: %s', (code, _what, work) => {
  expect(codeOf(work)).toBe(code);
});
