import type { Device } from '../link/types.ts';
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
  return platform.probe.kind === 'jlink' && (location === 'PSRAM' || location === 'NVM');
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

/** A request without the stages that a model in PSRAM cannot have, and what the reader of the result must know of them. */
export interface SettledRequest {
  readonly request: RunRequest;
  readonly issues: readonly ResultIssue[];
}

/**
 * Takes out what cannot be done with the model where it is placed: images for power and what is taken away have
 * no USB, by which a model gets into the PSRAM of a board of silicon. Where `auto` put it there, these stages are
 * left out and that is said; where the user did, asking for power is an error.
 *
 * @throws {HilbenchError} `POWER_MODEL_IN_PSRAM`, `PSRAM_NOTHING_LEFT` (kind `input`)
 */
export function settleStages(request: RunRequest, first: Placement): SettledRequest {
  const { platform } = request;
  if (platform.emulated || first.model.location !== 'PSRAM') return { request, issues: [] };
  if (request.model_location !== 'auto') {
    if (wantsPower(request)) checkPowerPlacement(platform, first);
    return { request, issues: [] };
  }
  const off = [
    wantsPower(request) ? 'power' : '',
    request.packaging?.library === true ? 'library' : '',
    request.packaging?.ambiqsuite_example === true ? 'AmbiqSuite example' : '',
  ].filter((stage) => stage !== '');
  if (off.length === 0) return { request, issues: [] };
  const { power_monitor: _, packaging: __, ...rest } = request;
  const left = { ...rest, onboard_perf: false };
  const message = `The model fits only into PSRAM, which ${platform.name} loads over USB, and the images of these stages have no USB: ${off.join(', ')}.`;
  if (!left.tune_and_validate && !left.profile) {
    throw new HilbenchError({
      kind: 'input',
      code: 'PSRAM_NOTHING_LEFT',
      message: `${message} Nothing else was asked for.`,
      hint: 'Make the model smaller, so that it fits into MRAM, or leave --create-binary and --create-profile on.',
    });
  }
  return {
    request: left,
    issues: [
      {
        code: 'STAGES_OFF_IN_PSRAM',
        severity: 'warn',
        message,
        hint: 'They were left out. Make the model smaller, so that it fits into MRAM.',
      },
    ],
  };
}
