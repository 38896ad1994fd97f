import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '../../src/app/services.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { checkPowerPlacement } from '../../src/pipeline/power-platform.ts';
import { findPlatform } from '../../src/platform/load.ts';
import type { Platform } from '../../src/platform/types.ts';
import { modelledEnergy_j, openModelledMonitor } from '../../src/power/modelled.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import { runResultSchema } from '../../src/result/schema.ts';
import { hilbenchHere, tempFolder } from '../helpers/cli.ts';
import { withEvents } from '../helpers/power-monitor.ts';
import { runWith, servicesIn } from '../helpers/services.ts';
import { type TestEngine, testEngine } from '../helpers/test-engine.ts';
import { TEST_MODEL } from '../helpers/test-model.ts';

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
let services: Services;

beforeAll(() => {
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  writeFileSync(at('sum.tflite'), TEST_MODEL);
  services = servicesIn(folder.path);
});
afterAll(() => folder[Symbol.dispose]());

/** The platform with a monitor that takes short windows: an emulator is slow. */
function quickPlatform(name: string, min_window_ms: number): Platform {
  const platform = findPlatform(services.platforms, name);
  const { power_model } = platform;
  if (power_model === undefined) throw new Error(`${name} has no power model`);
  return { ...platform, power_model: { ...power_model, min_window_ms } };
}

interface Setup {
  readonly model?: string;
  readonly platform?: string;
  readonly min_window_ms?: number;
  readonly flags?: Readonly<Record<string, string | boolean>>;
  readonly deps?: Partial<PipelineDeps>;
}

function run({ model = 'kws.tflite', platform = 'mps3_an547', min_window_ms = 5, flags, deps }: Setup) {
  return runWith(services, {
    model: at(model),
    flags: {
      ...{ runs: '2', out: at('out'), create_binary: false, create_profile: false },
      ...{ power_monitor: 'modelled', runs_power: '6' },
      ...flags,
      platform,
    },
    platform: quickPlatform(platform, min_window_ms),
    ...(deps === undefined ? {} : { deps }),
  });
}

test.each(['mps3_an547', 'mps2_an386'])(
  '%s: LP and HP, modelled, and what the board counts by itself',
  async (name) => {
    const flags = { create_binary: true, create_profile: true, onboard_perf: true };
    const result = runResultSchema.parse(await run({ platform: name, flags }));
    const model = quickPlatform(name, 5).power_model;
    if (model === undefined) throw new Error('unreachable');
    expect(result.power?.map(({ mode }) => mode)).toEqual(['lp', 'hp']);
    const { power: stage_ms = 0, in_monitor = 0 } = result.timing;
    expect(in_monitor).toBeGreaterThan(0);
    expect(in_monitor).toBeLessThanOrEqual(stage_ms);
    for (const power of result.power ?? []) {
      const onboard = result.onboard?.find(({ mode }) => mode === power.mode);
      const ticks = onboard?.ticks ?? Number.NaN;
      // The link's image and the power image execute the same kernels.
      expect(Math.abs(ticks - (result.profile?.total.ticks ?? Number.NaN)) / ticks).toBeLessThan(0.001);
      expect(onboard).toMatchObject({ unit: 'instructions', inferences: power.inferences });
      expect(onboard?.time_us).toBeUndefined();
      const expected_uj = modelledEnergy_j(model, power.mode, ticks) * 1e6;
      const uncertainty_uj = power.uncertainty_uj ?? Number.NaN;
      expect(Math.abs(power.energy_uj - expected_uj)).toBeLessThan(uncertainty_uj + 1e-3 * expected_uj);
      expect(power.power_mw).toBeCloseTo(model[power.mode].active_mw, 0);
      expect(power.idle_power_mw).toBeCloseTo(model[power.mode].idle_mw, 0);
      expect(power).toMatchObject({
        modelled: true,
        windows: 3,
        inferences: expect.any(Number),
        dropped_samples: 0,
      });
      expect(power.monitor).toMatch(/^modelled /);
      expect(power.waveform?.gate_ms).toHaveLength(3);
    }
    const lines = terminalReport(result)
      .split('\n')
      .filter((line) => line.startsWith('[Power]'));
    expect(lines).toHaveLength(8);
    for (const line of lines) expect(line).toMatch(/\(modelled\)$/);
    expect(terminalReport(result)).toMatch(/^\[Onboard\] HP Inference Instructions: +[\d,]+/m);
  },
);

test('windows that are too short grow until the monitor can measure them', async () => {
  const { power } = await run({ min_window_ms: 60, flags: { runs_power: '1', cpu_mode: 'LP' } });
  expect(power).toHaveLength(1);
  const [lp] = power ?? [];
  expect(lp?.mode).toBe('lp');
  expect((lp?.inferences ?? 0) * (lp?.time_ms ?? 0)).toBeGreaterThanOrEqual(60);
  expect(lp?.inferences).toBeGreaterThan(1);
});

test('without a monitor the board alone counts, and no energy is shown', async () => {
  const result = await run({
    flags: { power_monitor: 'none', onboard_perf: true, cpu_mode: 'HP', runs_power: '9' },
  });
  expect(result.power).toBeUndefined();
  expect(
    result.onboard?.map(({ mode, inferences }) => [mode, inferences]),
    '9 in three windows',
  ).toEqual([['hp', 3]]);
  expect(terminalReport(result)).not.toMatch(/\[Power\]/);
});

/** No folder, no emulator's files, no lease that is held. */
function expectNothingLeft(): void {
  expect(existsSync(at('out'))).toBe(false);
  expect(readdirSync(at('runtime'))).toEqual([]);
  for (const name of readdirSync(at('leases')))
    expect(readFileSync(at('leases', name), 'utf8')).not.toContain('"held"');
}

describe('a fault on the way ends the run with its own error, and leaves nothing', () => {
  const openMonitor: PipelineDeps['openMonitor'] = openModelledMonitor;
  test.each([
    [
      'samples are lost',
      'POWER_GAP',
      {
        openMonitor: (options) => {
          let gate = false;
          return withEvents(openMonitor(options), (event) => {
            if (event.kind === 'edge' && event.wire === 'gate') gate = event.high;
            return event.kind === 'samples' && gate ? [] : [event];
          });
        },
      },
    ],
    [
      'an edge is missed',
      'POWER_EDGES',
      {
        openMonitor: (options) =>
          withEvents(openMonitor(options), (event) =>
            event.kind === 'edge' && event.wire === 'gate' && !event.high ? [] : [event],
          ),
      },
    ],
    [
      'the emulator goes away in the middle',
      'POWER_MONITOR_LOST',
      {
        openMonitor: (options) => {
          const { wires } = options;
          return withEvents(openMonitor(options), (event) => {
            if (event.kind === 'begin') void wires[Symbol.asyncDispose]();
            return [event];
          });
        },
      },
    ],
  ] satisfies readonly (readonly [string, string, Partial<PipelineDeps>])[])(
    '%s: %s',
    async (_what, code, deps) => {
      await expect(run({ deps })).rejects.toMatchObject({ code, kind: 'bench' });
      expectNothingLeft();
    },
  );

  test.each([
    ['hangs', 'hang', 'POWER_NOT_READY', /did not raise state/],
    ['faults in a window', 'late_fault', 'POWER_DEVICE_FAILED', /status 12/],
    ['cannot finish an inference in a window', 'late_failure', 'POWER_DEVICE_FAILED', /status 8/],
  ] as const)('firmware that %s', async (_what, engine: TestEngine, code, message) => {
    const deps: Partial<PipelineDeps> = {
      engine: { name: 'aot', prepare: () => testEngine(engine) },
      inference_timeout_ms: 2000,
    };
    const ended = run({ model: 'sum.tflite', deps });
    await expect(ended).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expectNothingLeft();
  });
});

test('modelled power of a board of silicon is refused before anything is built', async () => {
  const out = await hilbenchHere(
    [
      'run',
      at('kws.tflite'),
      '--platform',
      'apollo510_evb',
      '--power-monitor',
      'modelled',
      '--out',
      at('no'),
    ],
    {},
  );
  expect(out.status).toBe(2);
  expect(out.stderr).toMatch(/POWER_NOT_EMULATED/);
  expect(existsSync(at('no'))).toBe(false);
});

test('--joulescope says what there is for emulated boards', async () => {
  const out = await hilbenchHere([
    'run',
    at('kws.tflite'),
    '--platform',
    'mps3_an547',
    '--joulescope',
    '--out',
    at('no'),
  ]);
  expect(out.status).toBe(2);
  expect(out.stderr).toMatch(/POWER_NOT_SILICON/);
  expect(out.stderr).toMatch(/--power-monitor to modelled/);
});

test('a model in PSRAM has no power measurement on silicon, and has one on an emulated board', () => {
  const placement = {
    model: { location: 'PSRAM', bytes: 1 },
    arena: { location: 'SRAM', bytes: 1 },
  } as const;
  const silicon = findPlatform(services.platforms, 'apollo510_evb');
  expect(() => checkPowerPlacement(silicon, placement)).toThrow(/PSRAM/);
  expect(() => checkPowerPlacement(quickPlatform('mps3_an547', 5), placement)).not.toThrow();
});
