import { describe, expect, test } from 'vitest';
import type { ProfileRecord } from '../../src/link/types.ts';
import { platformNamed, startTestDevice } from '../helpers/emulated-device.ts';
import { testEngine } from '../helpers/test-engine.ts';

const LOOP_LAYER = 2;

async function profile(platform: string, loop_instructions: number): Promise<ProfileRecord> {
  await using test = await startTestDevice(platformNamed(platform), testEngine('sum', loop_instructions));
  await test.configure();
  return await test.device.profile({ warmup: 1, runs: 5, events: [], seed: 1, timeout_ms: 30_000 }, () => {});
}

describe.each(['mps3_an547', 'mps2_an386'])('measuring on %s', (platform) => {
  test('a layer of N instructions is measured as N and a constant, to the instruction', async () => {
    const short = await profile(platform, 10_000);
    const long = await profile(platform, 1_234_568);
    const [short_ticks = 0, long_ticks = 0] = [short, long].map((record) => record.layers[LOOP_LAYER]?.ticks);
    expect(long_ticks - short_ticks).toBe(1_234_568 - 10_000);
    expect(short_ticks - 10_000).toBeGreaterThanOrEqual(0);
    expect(short_ticks - 10_000).toBeLessThan(20);
  });

  test('every inference and every boot measures the same', async () => {
    const first = await profile(platform, 10_000);
    expect(first.runs).toBe(5);
    for (const layer of first.layers) expect(layer.ticks_max, `layer ${layer.index}`).toBe(layer.ticks_min);
    expect(first.total.ticks_max).toBe(first.total.ticks_min);
    expect(await profile(platform, 10_000)).toEqual(first);
  });

  test('the layers make up the whole inference, without what measuring them costs', async () => {
    const { total, layers } = await profile(platform, 10_000);
    const sum = layers.reduce((ticks, layer) => ticks + layer.ticks, 0);
    expect(sum).toBeLessThanOrEqual(total.ticks);
    expect(sum).toBeGreaterThan(total.ticks * 0.98);
  });

  test('an emulator that does not count instructions as the port expects gives no numbers', async () => {
    const { probe } = platformNamed(platform);
    const other_shift = probe.kind === 'qemu' ? probe.icount_shift - 1 : 0;
    await using test = await startTestDevice(platformNamed(platform), testEngine('sum'), other_shift);
    await test.configure();
    await expect(
      test.device.profile({ warmup: 0, runs: 1, events: [], seed: 1, timeout_ms: 30_000 }, () => {}),
    ).rejects.toMatchObject({ code: 'DEVICE_TIMER_DEAD' });
    await expect(test.device.invoke(30_000)).rejects.toMatchObject({ code: 'DEVICE_TIMER_DEAD' });
  });
});
