import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LinkedDevice } from '../../src/link/device.ts';
import { planPasses } from '../../src/profiling/plan.ts';
import { PMU_EVENTS } from '../../src/profiling/pmu-events.ts';
import { HOST_CC, HOST_MEMORY, HostBoard } from '../helpers/host-harness.ts';

const [INST_RETIRED, MVE_INST_RETIRED, STALL, DTCM_ACCESS] = [0x08, 0x200, 0x3c, 0x4008];

describe.skipIf(HOST_CC === undefined)('counters, from the registers to the host', () => {
  let board: HostBoard;
  let device: LinkedDevice;
  beforeEach(async () => {
    board = new HostBoard('silicon');
    device = await board.connect();
    const model = { source: HOST_MEMORY, address: HOST_MEMORY, bytes: 1, crc32: 0xd202ef8d };
    await device.selectModel(model);
    await device.configure({ address: HOST_MEMORY + 4096, bytes: 4096, resource_variables: 0 });
  });
  afterEach(async () => {
    await device[Symbol.asyncDispose]();
    await board[Symbol.asyncDispose]();
  });

  const profile = (events: readonly number[], runs = 4, warmup = 1) =>
    device.profile({ warmup, runs, events, seed: 1, timeout_ms: 10_000 }, () => {});

  test('the device says what it counts with', () => {
    expect(device.hello).toMatchObject({ unit: 'cycles', timer_hz: 96_000_000 });
    expect(device.hello.counters).toMatchObject({ kind: 'pmu', slots: 4 });
  });

  test('every layer has its own counts, without what counting costs; what overflowed has none', async () => {
    const exactly = (count: number) => ({ mean: count, min: count, max: count });
    const { layers } = await profile([INST_RETIRED, MVE_INST_RETIRED, STALL, DTCM_ACCESS]);
    expect(layers.map(({ ticks }) => ticks)).toEqual([1000, 5_000_000, 2000]);
    expect(layers.map(({ counters }) => counters)).toEqual([
      [exactly(400), exactly(0), exactly(0), exactly(0)],
      [exactly(70_000), undefined, exactly(0), exactly(0)],
      // Inferences 2 to 5: the first one is the warm-up.
      [exactly(0), exactly(0), exactly(0), { mean: 35, min: 20, max: 50 }],
    ]);
  });

  test('the whole inference is its layers, without what measuring them costs', async () => {
    const { total } = await profile([INST_RETIRED, STALL]);
    expect(total).toEqual({ ticks: 5_003_000, ticks_min: 5_003_000, ticks_max: 5_003_000 });
  });

  test('ticks are the same whatever is counted, and an overflow is forgotten with its profile', async () => {
    const ticks = (record: Awaited<ReturnType<typeof profile>>) => record.layers.map((layer) => layer.ticks);
    const counted = await profile([MVE_INST_RETIRED]);
    expect(counted.layers[1]?.counters).toEqual([undefined]);
    const other = await profile([INST_RETIRED]);
    expect(other.layers[1]?.counters[0]?.mean).toBe(70_000);
    expect(ticks(await profile([]))).toEqual(ticks(counted));
    expect(ticks(other)).toEqual(ticks(counted));
  });

  test('all events are counted by one image, pass after pass', async () => {
    const wanted = { kinds: ['pmu'], events: PMU_EVENTS, explicit: true } as const;
    const passes = planPasses(wanted, device.hello.counters, 3);
    expect(passes).toHaveLength(18);
    const counted = new Map<string, number | undefined>();
    for (const events of passes) {
      const { layers } = await profile(
        events.map(({ number }) => number),
        1,
        0,
      );
      events.forEach(({ name }, at) => {
        counted.set(name, layers[0]?.counters[at]?.mean);
      });
    }
    expect(counted.size).toBe(70);
    expect([...counted].filter(([, count]) => count !== 0)).toEqual([['ARM_PMU_INST_RETIRED', 400]]);
  });

  test('more events than the device counts at a time are refused', async () => {
    await expect(profile([1, 3, 4, 6, 7])).rejects.toMatchObject({ code: 'DEVICE_BAD_REQUEST' });
  });
});
