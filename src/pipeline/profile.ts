import type { Device, ProfileRecord } from '../link/types.ts';
import { planCounters, planPasses } from '../profiling/plan.ts';
import type { CounterEvent } from '../profiling/types.ts';
import type { LayerProfile, ProfileResult, ResultIssue } from '../result/schema.ts';
import { HilbenchError } from '../support/errors.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';

/** The slowest pace at which an inference is still thought alive: one MAC a microsecond. */
const PATIENCE_MS_PER_MAC = 1e-3;
const PATIENCE_BASE_MS = 20_000;

/** How long `inferences` may take before the device is given up. */
export function inferenceTimeoutMs(plan: PlannedModel, inferences = 1): number {
  return PATIENCE_BASE_MS + inferences * plan.analysis.macs * PATIENCE_MS_PER_MAC;
}

function refuseDeadTimer(record: ProfileRecord): void {
  if (record.total.ticks_min > 0 && record.layers.length > 0) return;
  throw new HilbenchError({
    kind: 'bench',
    code: 'DEVICE_TIMER_ZERO',
    message: `The device's timer counted ${record.total.ticks_min} over an inference of ${record.layers.length} layers.`,
    hint: 'Power-cycle the board and run again; on Apollo3 and Apollo4 the counter needs an attached probe.',
  });
}

/** Every layer has instructions and cycles, so a counter of them that stays at 0 does not count. */
const NEVER_ZERO = new Set(['ARM_PMU_INST_RETIRED', 'ARM_PMU_CPU_CYCLES']);

function refuseDeadCounters({ events, record }: Pass): void {
  const dead = events.filter(
    ({ name }, at) => NEVER_ZERO.has(name) && record.layers.every(({ counters }) => counters[at]?.max === 0),
  );
  if (dead.length === 0) return;
  const names = dead.map(({ name }) => name).join(' and ');
  throw new HilbenchError({
    kind: 'bench',
    code: 'DEVICE_COUNTER_ZERO',
    message: `The device counted no ${names} in any layer, so its counters do not count.`,
    hint: 'Power-cycle the board and run again: a debugger or a security setting of the chip may keep its counters off.',
  });
}

/** A profile, and what its reader must know of the counters. */
export interface Profiled {
  readonly profile: ProfileResult;
  readonly issues: readonly ResultIssue[];
}

/** One pass: what it counted of which events. */
interface Pass {
  readonly events: readonly CounterEvent[];
  readonly record: ProfileRecord;
}

type Counted = Pick<LayerProfile, 'counters' | 'counter_spread' | 'overflowed'>;

/** What all passes counted in one layer. */
function countersOf(passes: readonly Pass[], layer: number): Counted {
  const found = passes.flatMap(({ events, record }) =>
    events.map((event, at) => ({ name: event.name, counter: record.layers[layer]?.counters[at] })),
  );
  const overflowed = found.flatMap(({ name, counter }) => (counter === undefined ? [name] : []));
  const known = found.flatMap(({ name, counter }) => (counter === undefined ? [] : [{ name, ...counter }]));
  return {
    counters: Object.fromEntries(known.map(({ name, mean }) => [name, mean])),
    ...(known.length === 0
      ? {}
      : { counter_spread: Object.fromEntries(known.map(({ name, min, max }) => [name, { min, max }])) }),
    ...(overflowed.length === 0 ? {} : { overflowed }),
  };
}

function counterIssues(layers: readonly LayerProfile[]): ResultIssue[] {
  const names = [...new Set(layers.flatMap(({ overflowed = [] }) => overflowed))];
  const where = layers.filter(({ overflowed = [] }) => overflowed.length > 0).length;
  if (names.length === 0) return [];
  const more = names.length > 8 ? ` and ${names.length - 8} more` : '';
  return [
    {
      code: 'COUNTER_OVERFLOW',
      severity: 'warn',
      message: `${names.slice(0, 8).join(', ')}${more} went further than the counter can count, in ${where} of ${layers.length} layers.`,
      hint: 'There is no number of them in these layers; profile a model with shorter layers to have them.',
    },
  ];
}

/**
 * Profiles the configured model: warm-up, then `runs` inferences, for every pass of the counters that are asked for.
 * The link is silent inside the measured windows. Ticks come from the first pass; counters from each one's own.
 *
 * @throws {HilbenchError} `DEVICE_TIMER_ZERO`, `DEVICE_COUNTER_ZERO`, `DEVICE_NO_COUNTERS` (kind `bench`), and those of planning counters
 */
export async function profile(
  device: Device,
  request: RunRequest,
  plan: PlannedModel,
  timeout_ms: number,
  onProgress: (done: number, total: number) => void,
): Promise<Profiled> {
  const { unit, timer_hz, counters } = device.hello;
  const wanted = await planCounters(request.counters, request.platform);
  const passes = planPasses(wanted, counters, plan.build.layers.length);
  const made: Pass[] = [];
  for (const [index, events] of passes.entries()) {
    const record = await device.profile(
      {
        warmup: request.profile_warmup,
        runs: request.runs,
        events: events.map((event) => event.number),
        seed: request.seed,
        timeout_ms,
      },
      (done) => onProgress(index * request.runs + done, passes.length * request.runs),
    );
    refuseDeadTimer(record);
    const pass = { events, record };
    refuseDeadCounters(pass);
    made.push(pass);
  }
  const timed = made[0]?.record;
  if (timed === undefined) throw new Error('there is always one pass');

  const sum = timed.layers.reduce((total, layer) => total + layer.ticks, 0);
  const toTime = (ticks: number) => (timer_hz > 0 ? { time_us: (ticks / timer_hz) * 1e6 } : {});
  const layers = timed.layers.map((layer, at): LayerProfile => {
    const analysis = plan.analysis.layers[plan.build.layers[layer.index] ?? layer.index];
    if (analysis === undefined)
      throw new Error(`the device reported layer ${layer.index}, which the model does not have`);
    return {
      index: analysis.index,
      op: analysis.op,
      name: analysis.name,
      ...(analysis.output_shape === undefined ? {} : { output_shape: [...analysis.output_shape] }),
      macs: analysis.macs,
      ticks: layer.ticks,
      ticks_min: layer.ticks_min,
      ticks_max: layer.ticks_max,
      ...toTime(layer.ticks),
      share: sum === 0 ? 0 : layer.ticks / sum,
      ...countersOf(made, at),
    };
  });
  const profile = {
    unit,
    runs: timed.runs,
    warmup: request.profile_warmup,
    ...(timer_hz > 0 ? { timer_hz } : {}),
    time_is_modelled: request.platform.emulated,
    total: { ...timed.total, ...toTime(timed.total.ticks) },
    layers,
  };
  return { profile, issues: counterIssues(layers) };
}
