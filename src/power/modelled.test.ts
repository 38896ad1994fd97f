import { expect, test } from 'vitest';
import { BOARD, QUIET_MODEL, recordSimulated } from '../../test/helpers/power-monitor.ts';
import { figuresOf } from './figures.ts';
import { modelledEnergy_j } from './modelled.ts';

/** Energy of one inference as the model's formula has it, in µJ. */
function analytic_uj(instructions: number): number {
  return modelledEnergy_j(QUIET_MODEL, 'lp', instructions) * 1e6;
}

test.each([
  [1_200_037, 0],
  [977_777, 123],
  [2_345_678, 4711],
])('%i instructions without noise cost what the model says, within 0.1 %%', async (instructions, begin) => {
  const recording = await recordSimulated({ board: { instructions_per_inference: instructions, begin } });
  const figures = figuresOf(recording, BOARD.inferences);
  const expected = analytic_uj(instructions);
  expect(Math.abs(figures.energy_uj.median - expected) / expected).toBeLessThan(0.001);
  expect(Math.abs(figures.energy_uj.median - expected)).toBeLessThanOrEqual(figures.uncertainty_uj);
  expect(figures.time_ms.median).toBeCloseTo(instructions / 96e3, 2);
  expect(figures.power_mw).toBeCloseTo(8, 2);
  expect(figures.idle_power_mw).toBeCloseTo(1.5, 2);
  expect(figures.dynamic_energy_uj).toBeCloseTo((expected * 6.5) / 8, 0);
  expect(figures.units).toBe(instructions);
  expect(recording.dropped_samples).toBe(0);
});

test('with noise the energy is within the reported uncertainty for at least 95 of 100 seeds', async () => {
  const instructions = BOARD.instructions_per_inference;
  const expected = analytic_uj(instructions);
  const errors: number[] = [];
  const uncertainties: number[] = [];
  for (let seed = 0; seed < 100; seed += 1) {
    const model = { ...QUIET_MODEL, noise: { current_rms_a: 0.004, seed } };
    // Another phase of the edges between samples each time.
    const board = { begin: seed * 7919, latency: 300 + seed * 613 };
    const figures = figuresOf(await recordSimulated({ model, board }), BOARD.inferences);
    errors.push(Math.abs(figures.energy_uj.median - expected));
    uncertainties.push(figures.uncertainty_uj);
  }
  const within = errors.filter((error, index) => error <= (uncertainties[index] as number)).length;
  expect(within).toBeGreaterThanOrEqual(95);
  // It is no more than what the noise makes of it: a wide uncertainty would hold always and say nothing.
  const interval_s = 1 / QUIET_MODEL.sample_rate_hz;
  const samples = (BOARD.inferences * instructions) / 96e6 / interval_s;
  const noise_uj = (0.004 * 1.8 * interval_s * Math.sqrt(samples) * 1e6) / BOARD.inferences;
  for (const uncertainty of uncertainties) {
    expect(uncertainty).toBeGreaterThan(noise_uj);
    expect(uncertainty).toBeLessThan(3 * noise_uj);
  }
});

test('the same seed gives the same figures; another gives others', async () => {
  const energy = async (seed: number): Promise<number> => {
    const model = { ...QUIET_MODEL, noise: { current_rms_a: 0.001, seed } };
    return figuresOf(await recordSimulated({ model }), BOARD.inferences).energy_uj.median;
  };
  expect(await energy(5)).toBe(await energy(5));
  expect(await energy(5)).not.toBe(await energy(6));
});

test('the waveform shows idle and active power, and where the gate was', async () => {
  const { waveform, windows } = await recordSimulated();
  expect(waveform.gate_ms).toHaveLength(3);
  expect(waveform.begin_ms.length).toBeLessThanOrEqual(512);
  for (const [index, [begin, end]] of waveform.gate_ms.entries()) {
    expect(end - begin).toBeCloseTo((windows[index]?.time_s ?? 0) * 1e3, 9);
    const inside = waveform.begin_ms.findIndex((at) => at > begin);
    expect(waveform.min_mw[inside]).toBeCloseTo(8, 3);
    const before = waveform.begin_ms.findIndex((at) => at + waveform.bucket_ms > begin) - 2;
    expect(waveform.max_mw[before]).toBeCloseTo(1.5, 3);
  }
});

test('go is lowered when the board announces its window, and is low at the end', async () => {
  const levels: (readonly boolean[])[] = [];
  await recordSimulated({ onBoard: (board) => levels.push(board.go) });
  expect(levels[0]).toEqual([true, false, true, false, true, false]);
});
