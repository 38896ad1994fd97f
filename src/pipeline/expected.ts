import type { PowerModel } from '../platform/types.ts';
import { instructionsPerSecond } from '../power/modelled.ts';
import type { PowerTask } from './power-boot.ts';
import type { CpuModeName } from './request.ts';

/** As many as `--runs-power` takes. */
export const MOST_INFERENCES = 10_000_000;
/** Windows are made this much longer than they must be, so that one step is enough. */
export const GROWTH_MARGIN = 1.1;

type Known = Pick<PowerTask, 'request' | 'unit' | 'units_per_inference'>;

/**
 * Milliseconds of an inference in a mode, where an earlier stage has counted one: by the power model of an emulated
 * board, and by the clock in the platform file of any other. Undefined: nothing tells.
 */
export function expectedInferenceMs(
  { request, unit, units_per_inference }: Known,
  model: PowerModel | undefined,
  mode: CpuModeName,
): number | undefined {
  const clock_mhz = unit === 'cycles' ? request.platform.cpu_modes[mode]?.clock_mhz : undefined;
  const units_hz = model === undefined ? (clock_mhz ?? Number.NaN) * 1e6 : instructionsPerSecond(model, mode);
  const ms = ((units_per_inference ?? Number.NaN) / units_hz) * 1e3;
  return ms > 0 && ms < Infinity ? ms : undefined;
}

/** Inferences of a window that is as long as a monitor needs; 1 where nothing tells. */
export function expectedInferences(
  known: Known,
  model: PowerModel | undefined,
  mode: CpuModeName,
  min_window_ms: number,
): number {
  const ms = expectedInferenceMs(known, model, mode);
  if (ms === undefined || min_window_ms === 0) return 1;
  return Math.min(Math.ceil((min_window_ms / ms) * GROWTH_MARGIN), MOST_INFERENCES);
}
