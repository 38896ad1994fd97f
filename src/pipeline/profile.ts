import type { Device, ProfileRecord } from '../link/types.ts';
import type { LayerProfile, ProfileResult } from '../result/schema.ts';
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

/** Profiles the configured model: warm-up, then `runs` inferences. The link is silent inside the measured windows. */
export async function profile(
  device: Device,
  request: RunRequest,
  plan: PlannedModel,
  timeout_ms: number,
  onProgress: (done: number, total: number) => void,
): Promise<ProfileResult> {
  const { unit, timer_hz } = device.hello;
  const timed = await device.profile(
    { warmup: request.profile_warmup, runs: request.runs, events: [], seed: request.seed, timeout_ms },
    (done) => onProgress(done, request.runs),
  );
  refuseDeadTimer(timed);

  const sum = timed.layers.reduce((total, layer) => total + layer.ticks, 0);
  const toTime = (ticks: number) => (timer_hz > 0 ? { time_us: (ticks / timer_hz) * 1e6 } : {});
  const layers = timed.layers.map((layer): LayerProfile => {
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
      counters: {},
    };
  });
  return {
    unit,
    runs: timed.runs,
    warmup: request.profile_warmup,
    ...(timer_hz > 0 ? { timer_hz } : {}),
    time_is_modelled: request.platform.emulated,
    total: { ...timed.total, ...toTime(timed.total.ticks) },
    layers,
  };
}
