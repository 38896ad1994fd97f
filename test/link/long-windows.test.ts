import { describe, expect, test } from 'vitest';
import { HOST_CC, HOST_MEMORY, HostBoard } from '../helpers/host-harness.ts';

const WRAP = 2 ** 32;
/** Cycles of the two other layers. */
const OTHERS = 3000;
/** Accesses to registers by which a wrap is noticed take time, but no more than this. */
const NOTICING = 12;

/**
 * Ticks of the middle layer and of the whole inference, when that layer takes so many cycles at 96 MHz.
 *
 * @param stalled_cycles for how much longer it takes while the cycle counter stands still
 */
async function measured(
  cycles: number,
  clock_percent = 100,
  stalled_cycles = 0,
): Promise<{ layer?: number; total: number }> {
  await using board = new HostBoard('silicon', {
    HB_HOST_LAYER_CYCLES: String(cycles),
    HB_HOST_CLOCK_PERCENT: String(clock_percent),
    HB_HOST_STALLED_CYCLES: String(stalled_cycles),
  });
  await using device = await board.connect();
  const model = { source: HOST_MEMORY, address: HOST_MEMORY, bytes: 1, crc32: 0xd202ef8d };
  await device.selectModel(model);
  await device.configure({ address: HOST_MEMORY + 4096, bytes: 4096, resource_variables: 0 });
  const { layers, total } = await device.profile(
    { warmup: 0, runs: 2, events: [], seed: 1, timeout_ms: 10_000 },
    () => {},
  );
  const layer = layers[1]?.ticks;
  return { ...(layer === undefined ? {} : { layer }), total: total.ticks };
}

async function expectMeasured(cycles: number, clock_percent?: number): Promise<void> {
  const { layer = 0, total } = await measured(cycles, clock_percent);
  for (const more of [layer - cycles, total - cycles - OTHERS]) {
    expect(more).toBeGreaterThanOrEqual(0);
    expect(more).toBeLessThanOrEqual(NOTICING);
  }
}

describe.skipIf(HOST_CC === undefined)('a layer that takes longer than the cycle counter lasts', () => {
  test.each([
    ['just short of a wrap', WRAP - 50],
    ['a wrap', WRAP],
    ['one wrap and some', WRAP + 12_345],
    ['three wraps and some', 3 * WRAP + 99],
    ['half a wrap beyond the tenth', 10.5 * WRAP],
  ])('is measured to the cycle: %s', async (_, cycles) => {
    await expectMeasured(cycles);
  });

  test.each([95, 105])('and when the clock runs at %i percent of its name', async (percent) => {
    await expectMeasured(4 * WRAP + 7, percent);
  });

  test.each([
    ['for most of a long layer', 1_000_000, 9_000_000],
    ['for a third of one', 9_600_000, 4_800_000],
  ])('is an error where the cycle counter stood still %s', async (_, cycles, stalled) => {
    await expect(measured(cycles, 100, stalled)).rejects.toMatchObject({ code: 'DEVICE_TIMER_DEAD' });
  });

  test('is an error where the clocks cannot tell how often the counter has wrapped', async () => {
    const overflow = { code: 'DEVICE_TIMER_OVERFLOW' };
    await expect(measured(40 * WRAP)).rejects.toMatchObject(overflow);
    await expect(measured(8 * WRAP, 108)).rejects.toMatchObject(overflow);
    await expect(measured(WRAP, 1000)).rejects.toMatchObject(overflow);
  });
});
