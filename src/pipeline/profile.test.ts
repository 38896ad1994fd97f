import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CounterRecord, Device, ProfileRecord } from '../link/types.ts';
import { parsePmuFile } from '../profiling/config-file.ts';
import { PMU_EVENTS } from '../profiling/pmu-events.ts';
import type { PlannedModel } from './plan.ts';
import { profile } from './profile.ts';
import type { RunRequest } from './request.ts';

const LAYERS = 3;

/** A board with a PMU whose counters give what `count` says of an event and a layer; undefined: it overflowed. */
function pmuDevice(
  count: (event: number, layer: number) => CounterRecord | undefined,
  ticks = 100,
): { readonly device: Device; readonly asked: number[][] } {
  const asked: number[][] = [];
  const device = {
    hello: {
      unit: 'cycles',
      timer_hz: 100_000_000,
      counters: { kind: 'pmu', slots: 4, max_counts: 6400 },
    },
    profile: async ({ events, runs }: { events: readonly number[]; runs: number }) => {
      asked.push([...events]);
      const spread = { ticks, ticks_min: ticks, ticks_max: ticks };
      return {
        runs,
        total: { ...spread },
        layers: Array.from({ length: LAYERS }, (_, index) => ({
          index,
          ...spread,
          counters: events.map((event) => count(event, index)),
        })),
      } satisfies ProfileRecord;
    },
  };
  return { device: device as unknown as Device, asked };
}

const layers = Array.from({ length: LAYERS }, (_, index) => ({
  index,
  op: 'ADD',
  name: `layer ${index}`,
  macs: 0,
}));
const PLAN = { analysis: { layers }, build: { layers: [0, 1, 2] } } as unknown as PlannedModel;

function request(full: boolean): RunRequest {
  return {
    counters: { choice: 'default', full },
    platform: { name: 'apollo510_evb', core: 'cortex-m55', emulated: false },
    profile_warmup: 1,
    runs: 2,
    seed: 1,
  } as unknown as RunRequest;
}

const exactly = (value: number): CounterRecord => ({ mean: value, min: value - 1, max: value + 1 });

it('counts every event of a full capture once, four at a time, with the spread of each', async () => {
  const { device, asked } = pmuDevice((event, layer) => exactly(event * 10 + layer + 1));
  const steps: number[] = [];
  const { profile: found, issues } = await profile(device, request(true), PLAN, 1000, (_, total) =>
    steps.push(total),
  );
  expect(asked).toHaveLength(18);
  expect(asked.every((events) => events.length <= 4)).toBe(true);
  const [, second] = found.layers;
  expect(Object.keys(second?.counters ?? {})).toHaveLength(PMU_EVENTS.length);
  for (const { name, number } of PMU_EVENTS) {
    const value = number * 10 + 2;
    expect(second?.counters[name]).toBe(value);
    expect(second?.counter_spread?.[name]).toEqual({ min: value - 1, max: value + 1 });
  }
  expect(second?.time_us).toBe(1);
  expect(issues).toEqual([]);
});

it('gives no number of a counter that overflowed, and says in how many layers', async () => {
  const { device } = pmuDevice((event, layer) => (event === 8 && layer === 1 ? undefined : exactly(5)));
  const { profile: found, issues } = await profile(device, request(false), PLAN, 1000, () => {});
  expect(found.layers[0]?.counters.ARM_PMU_INST_RETIRED).toBe(5);
  expect(found.layers[1]?.counters).not.toHaveProperty('ARM_PMU_INST_RETIRED');
  expect(found.layers[1]?.overflowed).toEqual(['ARM_PMU_INST_RETIRED']);
  expect(issues).toMatchObject([{ code: 'COUNTER_OVERFLOW', message: expect.stringContaining('1 of 3') }]);
});

it('takes a counter that cannot be 0 and is, in every layer, for an error', async () => {
  const dead = pmuDevice((event) =>
    event === 0x08 || event === 0x11 ? { mean: 0, min: 0, max: 0 } : exactly(5),
  );
  await expect(profile(dead.device, request(true), PLAN, 1000, () => {})).rejects.toMatchObject({
    kind: 'bench',
    code: 'DEVICE_COUNTER_ZERO',
    message: expect.stringMatching(/ARM_PMU_INST_RETIRED|ARM_PMU_CPU_CYCLES/),
  });
  // Others may well be, and these may be in a layer or overflow.
  const others = pmuDevice((event, layer) => {
    if (event !== 0x08 && event !== 0x11) return { mean: 0, min: 0, max: 0 };
    return layer === 0 ? { mean: 0, min: 0, max: 0 } : layer === 1 ? undefined : exactly(5);
  });
  await expect(profile(others.device, request(true), PLAN, 1000, () => {})).resolves.toBeDefined();
});

it('takes no ticks for an error, not for a fast model', async () => {
  const { device } = pmuDevice(() => exactly(5), 0);
  await expect(profile(device, request(false), PLAN, 1000, () => {})).rejects.toMatchObject({
    code: 'DEVICE_TIMER_ZERO',
  });
});

it('has a page that lists every event, and an example that can be read', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/profiling.md'), 'utf8');
  for (const { name } of PMU_EVENTS) expect(page).toContain(`\`${name}\``);
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  expect(parsePmuFile(example, 'docs/profiling.md').map(({ number }) => number)).toEqual([0x08, 0x24]);
});
