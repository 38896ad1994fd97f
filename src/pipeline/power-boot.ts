import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Board } from '../bench/types.ts';
import type { Image } from '../firmware/types.ts';
import type { Transport } from '../link/types.ts';
import { platformOf } from '../platform/image-memories.ts';
import { layoutOf } from '../platform/layout.ts';
import { encodeParameters } from '../power/parameters.ts';
import type { PowerMonitor } from '../power/types.ts';
import type { OnboardResult } from '../result/schema.ts';
import type { PipelineDeps } from './deps.ts';
import { goesOverLink } from './place-model.ts';
import type { PlannedModel } from './plan.ts';
import type { PlatformPower } from './power-platform.ts';
import { inferenceTimeoutMs } from './profile.ts';
import type { CpuModeName, RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { Tuned } from './tune.ts';

export const POWER_WINDOWS = 3;
const LONGEST_WINDOW_TIMEOUT_MS = 3_600_000;
const HIGHEST_RUN = 2 ** 32;

export interface PowerTask {
  readonly deps: Pick<PipelineDeps, 'images' | 'openMonitor' | 'log' | 'progress' | 'inference_timeout_ms'>;
  readonly request: RunRequest;
  readonly plan: PlannedModel;
  readonly tuned: Pick<Tuned, 'placement'>;
  readonly board: Board;
  /** Open since the board was leased; absent: none measures, or the modelled one. */
  readonly instrument?: PowerMonitor;
  /** Unit of the board's layer timer. */
  readonly unit: OnboardResult['unit'];
  /** What the profile counted of one inference, in that unit. */
  readonly units_per_inference?: number;
  readonly watch: Stopwatch;
  readonly signal: AbortSignal;
}

/** A power image in one mode, and the windows that it is to run. */
export interface WindowsWanted {
  readonly image: Image;
  readonly mode: CpuModeName;
  /** In each window. */
  readonly inferences: number;
  /** Before each window, which then begins by itself; 0: go begins it. */
  readonly idle_ms: number;
}

/** Windows that a board was just told to run. */
export interface BootedWindows {
  /** Where the board is emulated. */
  readonly wires: Transport | undefined;
  /** By which the board's report is known to be of this start, and of no earlier one. */
  readonly run: number;
}

export function readyTimeoutMs({ deps, plan }: PowerTask): number {
  return deps.inference_timeout_ms ?? inferenceTimeoutMs(plan);
}

/** @param inferences in the window */
export function windowTimeoutMs({ deps, plan }: PowerTask, inferences: number): number {
  return (
    deps.inference_timeout_ms ?? Math.min(inferenceTimeoutMs(plan, inferences), LONGEST_WINDOW_TIMEOUT_MS)
  );
}

/** Flashes the power image with its model and parameters, and starts it. */
export async function bootWindows(
  task: PowerTask,
  on: PlatformPower,
  { image, mode, inferences, idle_ms }: WindowsWanted,
): Promise<BootedWindows> {
  const { request, plan, tuned, board, watch, signal } = task;
  const layout = layoutOf(platformOf(request.platform, image.memories), tuned.placement);
  const { blob } = plan.build;
  const run = randomInt(1, HIGHEST_RUN);
  const parameters = encodeParameters({
    model: {
      source: layout.flash_address,
      address: layout.model_address,
      bytes: blob.byteLength,
      crc32: crc32(blob),
    },
    arena: {
      address: layout.arena_address,
      bytes: tuned.placement.arena.bytes,
      resource_variables: request.resource_variables,
    },
    cpu_mode: mode,
    inferences,
    windows: POWER_WINDOWS,
    seed: request.seed,
    idle_ms,
    run,
  });
  // NVM keeps what was sent over the link before.
  const kept = goesOverLink(request.platform, tuned.placement.model.location);
  const blobs = [
    ...(kept ? [] : [{ address: layout.flash_address, bytes: blob }]),
    { address: on.parameters_address, bytes: parameters },
  ];
  const wires = await watch.external('probe', () => board.bootForPower(image, blobs, signal));
  return { wires, run };
}
