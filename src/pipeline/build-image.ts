import type { Image, ImageVariant } from '../firmware/types.ts';
import type { OffChip } from '../platform/types.ts';
import type { PipelineDeps } from './deps.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface BuildTask {
  readonly deps: Pick<PipelineDeps, 'images'>;
  readonly request: RunRequest;
  readonly plan: PlannedModel;
  readonly watch: Stopwatch;
  readonly signal: AbortSignal;
}

/**
 * Builds an image of the planned model for the platform of the run, or takes it from the store.
 *
 * @param off_chip which it sets up
 * @throws {HilbenchError} `FIRMWARE_…` and what else the builder throws; `CANCELLED`
 */
export function buildImage(
  { deps, request, plan, watch, signal }: BuildTask,
  variant: ImageVariant,
  off_chip: OffChip | undefined,
): Promise<Image> {
  const { platform, toolchain } = request;
  return watch.external('compiler', () =>
    deps.images.build({
      ...{ platform, engine: plan.build, toolchain, variant, signal },
      ...(off_chip === undefined ? {} : { off_chip }),
    }),
  );
}
