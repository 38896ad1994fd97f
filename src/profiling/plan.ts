import type { DeviceCounters } from '../link/types.ts';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { readPmuFile } from './config-file.ts';
import { CACHE_EVENTS, DWT_EVENTS } from './dwt-events.ts';
import { findPmuEvent, PMU_EVENTS } from './pmu-events.ts';
import { isPreset, PRESETS, type PresetName } from './presets.ts';
import type { CounterEvent, CounterPlan } from './types.ts';

/** What a run was asked to count. */
export interface CounterRequest {
  /** A preset, or the path of a PMU configuration. */
  readonly choice: string;
  /** Every PMU event there is. */
  readonly full: boolean;
}

/** Whether something else than the default was asked for. */
export function asksForCounters({ choice, full }: CounterRequest): boolean {
  return full || choice !== 'default';
}

function presetEvents(name: PresetName): readonly CounterEvent[] {
  return PRESETS[name].map((event) => {
    const found = findPmuEvent(event);
    if (found === undefined) throw new Error(`preset ${name} names ${event}, which is no event`);
    return found;
  });
}

function refuse(code: string, message: string, hint: string): HilbenchError {
  return new HilbenchError({ kind: 'input', code, message, hint });
}

/**
 * Which events a run counts on a platform. The PMU is that of the Cortex-M55; a Cortex-M4 has one set of counters, of
 * which all are taken.
 *
 * @throws {HilbenchError} `COUNTERS_SILICON_ONLY`, `COUNTERS_NO_PMU`, `CONFIG_CONFLICT`, `PMU_…` (kind `input`)
 */
export async function planCounters(
  request: CounterRequest,
  platform: Pick<Platform, 'name' | 'core' | 'emulated'>,
): Promise<CounterPlan> {
  const explicit = asksForCounters(request);
  const { choice, full } = request;
  if (full && choice !== 'default') {
    throw refuse(
      'CONFIG_CONFLICT',
      '--full-pmu-capture counts every PMU event, and --pmu-config-file chooses some.',
      'Remove one of the two.',
    );
  }
  if (platform.emulated) {
    if (!explicit) return { kinds: [], events: [], explicit };
    throw refuse(
      'COUNTERS_SILICON_ONLY',
      `Counters exist on silicon only, and ${platform.name} is emulated: it counts instructions and nothing else.`,
      'Remove --pmu-config-file and --full-pmu-capture, or choose a board with a Cortex-M55.',
    );
  }
  if (platform.core === 'cortex-m55') {
    const events = full ? PMU_EVENTS : isPreset(choice) ? presetEvents(choice) : await readPmuFile(choice);
    return { kinds: ['pmu'], events, explicit };
  }
  if (explicit) {
    throw refuse(
      'COUNTERS_NO_PMU',
      `${platform.name} has no PMU: its core is a ${platform.core}.`,
      'Remove --pmu-config-file and --full-pmu-capture: the counters of this core are all taken anyway.',
    );
  }
  return { kinds: ['dwt', 'dwt_cache'], events: [...DWT_EVENTS, ...CACHE_EVENTS], explicit };
}

/**
 * Shares the events of a plan out among as many passes as the device needs for a model of `layers` layers. At least one
 * pass, which may count nothing: where nobody asked by name, a device without such counters is only timed.
 *
 * @throws {HilbenchError} `DEVICE_NO_COUNTERS` (kind `bench`) where events were asked for by name
 */
export function planPasses(
  plan: CounterPlan,
  counters: DeviceCounters,
  layers: number,
): readonly (readonly CounterEvent[])[] {
  if (plan.events.length === 0) return [[]];
  const slots = Math.min(counters.slots, Math.floor(counters.max_counts / Math.max(1, layers)));
  const missing = !plan.kinds.includes(counters.kind)
    ? 'the firmware offers no such counters'
    : slots < 1
      ? `the firmware has no memory for counters of ${layers} layers`
      : undefined;
  if (missing !== undefined) {
    if (!plan.explicit) return [[]];
    throw new HilbenchError({
      kind: 'bench',
      code: 'DEVICE_NO_COUNTERS',
      message: `The device cannot count what was asked for: ${missing}.`,
      hint: 'Remove --pmu-config-file and --full-pmu-capture, or use a board whose firmware counts.',
    });
  }
  const events =
    counters.kind === 'dwt' ? plan.events.filter((event) => !CACHE_EVENTS.includes(event)) : plan.events;
  const passes: CounterEvent[][] = [];
  for (let first = 0; first < events.length; first += slots) passes.push(events.slice(first, first + slots));
  return passes;
}
