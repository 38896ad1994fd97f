import type { Device } from '../link/types.ts';
import { needsOffChip } from '../package/errors.ts';
import { fitsInside, fitsWithoutLink, isOffChip } from '../platform/rules.ts';
import type { Location, Placement, Platform } from '../platform/types.ts';
import type { ResultIssue } from '../result/schema.ts';
import { HilbenchError } from '../support/errors.ts';
import type { PlannedModel } from './plan.ts';
import { checkPowerPlacement, wantsPower } from './power-platform.ts';
import type { Progress } from './progress.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';

const KIB = 1024;

/**
 * Whether the model gets to its memory over the link: the probe of a board of silicon writes neither to PSRAM nor
 * to NVM, which only work once the firmware has set them up. An emulator's writes anywhere.
 */
export function goesOverLink(platform: Platform, location: Location): boolean {
  return platform.probe.kind === 'jlink' && isOffChip(location);
}

/**
 * Sends the model to where it shall be, over the link.
 *
 * @throws {HilbenchError} `LINK_…`, `DEVICE_…` (kind `bench`)
 */
export async function uploadModel(task: {
  readonly device: Device;
  readonly address: number;
  readonly plan: PlannedModel;
  readonly progress: Progress;
  readonly watch: Stopwatch;
}): Promise<void> {
  const { device, address, plan, progress, watch } = task;
  const { blob } = plan.build;
  const total = Math.ceil(blob.byteLength / KIB);
  await watch.external('link', () =>
    device.upload(address, blob, (done_bytes) =>
      progress.step('KB of model', Math.ceil(done_bytes / KIB), total),
    ),
  );
}

/** A request without the stages that its placement rules out, and what the reader of the result must know of them. */
export interface SettledRequest {
  readonly request: RunRequest;
  readonly issues: readonly ResultIssue[];
}

const POWER = 'power';
const LIBRARY = 'library';
const EXAMPLE = 'AmbiqSuite example';

/**
 * Takes out what cannot be done where model and arena are placed: images for power and what is taken away have no USB,
 * by which a model gets into the PSRAM of a board of silicon, and an AmbiqSuite example knows no memory outside the
 * chip. Where `auto` went there, these stages are left out and that is said; where the user did, asking for power or for
 * the example is an error.
 *
 * @throws {HilbenchError} `POWER_MODEL_IN_PSRAM`, `PACKAGE_NEEDS_PSRAM`, `PSRAM_NOTHING_LEFT` (kind `input`)
 */
export function settleStages(request: RunRequest, first: Placement): SettledRequest {
  const { platform, model_location, arena_location, packaging } = request;
  const asked = [
    ...(wantsPower(request) ? [POWER] : []),
    ...(packaging?.library === true ? [LIBRARY] : []),
    ...(packaging?.ambiqsuite_example === true ? [EXAMPLE] : []),
  ];
  if (platform.emulated || asked.length === 0 || fitsInside(first)) return { request, issues: [] };
  if (!fitsWithoutLink(first) && model_location === 'auto') {
    const why = `The model fits only into PSRAM, which ${platform.name} loads over USB, and the images of these stages have no USB: ${asked.join(', ')}.`;
    return without(request, asked, why, 'Make the model smaller, so that it fits into MRAM');
  }
  if (wantsPower(request)) checkPowerPlacement(platform, first);
  if (!asked.includes(EXAMPLE)) return { request, issues: [] };
  if (!isOffChip(first.model.location) && arena_location === 'auto') {
    const why = 'The arena fits only into PSRAM, and an AmbiqSuite example sets up internal memories only.';
    return without(
      request,
      [EXAMPLE],
      why,
      "Make the model's activations smaller, so that they fit into SRAM",
    );
  }
  throw needsOffChip(first);
}

/** @throws {HilbenchError} `PSRAM_NOTHING_LEFT` (kind `input`) */
function without(request: RunRequest, off: readonly string[], why: string, remedy: string): SettledRequest {
  const { power_monitor, packaging, onboard_perf, ...rest } = request;
  const library = packaging?.library === true && !off.includes(LIBRARY);
  const left: RunRequest = {
    ...rest,
    onboard_perf: onboard_perf && !off.includes(POWER),
    ...(power_monitor === undefined || off.includes(POWER) ? {} : { power_monitor }),
    ...(packaging === undefined || !library
      ? {}
      : { packaging: { ...packaging, ambiqsuite_example: false } }),
  };
  if (!left.tune_and_validate && !left.profile && !wantsPower(left) && !library) {
    throw new HilbenchError({
      kind: 'input',
      code: 'PSRAM_NOTHING_LEFT',
      message: `${why} Nothing else was asked for.`,
      hint: `${remedy}, or leave --create-binary and --create-profile on.`,
    });
  }
  const issue: ResultIssue = {
    code: 'STAGES_OFF_IN_PSRAM',
    severity: 'warn',
    message: why,
    hint: `${off.length === 1 ? 'It was' : 'They were'} left out. ${remedy}.`,
  };
  return { request: left, issues: [issue] };
}
