import type { Image } from '../firmware/types.ts';
import { platformOf } from '../platform/image-memories.ts';
import { layoutOf } from '../platform/layout.ts';
import { kb } from '../platform/memory.ts';
import { isOffChip, offChipOf } from '../platform/rules.ts';
import type { OffChip, Placement, Platform } from '../platform/types.ts';
import type { ResultIssue } from '../result/schema.ts';
import { HilbenchError } from '../support/errors.ts';
import { type BuildTask, buildImage } from './build-image.ts';
import type { PipelineDeps } from './deps.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';
import { firstPlacement } from './tune.ts';

/** Where the first pass has model and arena on an image. */
export interface OnImage {
  /** As the image leaves it. */
  readonly platform: Platform;
  readonly first: Placement;
  /** Where the device has the model at first. */
  readonly flash_address: number;
}

/** The image of a run, and what the reader of its result must know of the room beside it. */
export interface BuiltImage {
  readonly image: Image;
  readonly issues: readonly ResultIssue[];
}

/** Whether an image can use a memory outside the chip: one that it does not set up has no room. */
export function drives({ memories }: Pick<Image, 'memories'>, location: OffChip): boolean {
  return memories?.[location]?.bytes !== 0;
}

/** The platform as another image of the same sources would leave it, which sets up what this one does not. */
export function asIfDriven(platform: Platform, { memories = {} }: Pick<Image, 'memories'>): Platform {
  const found = Object.entries(memories).filter(([name, { bytes }]) => bytes > 0 || !isOffChip(name));
  return platformOf(platform, Object.fromEntries(found));
}

/** `TCM 90 KB, SRAM 1368 KB, MRAM 1387 KB` */
function roomBeside({ memories }: Platform): string {
  return Object.entries(memories)
    .filter(([name]) => !isOffChip(name))
    .map(([name, { effective_bytes }]) => `${name} ${kb(effective_bytes)}`)
    .join(', ');
}

/**
 * Places on a linked image, which has less room than the platform file says.
 *
 * @param platform as the image leaves it
 * @throws {HilbenchError} what `place` throws, with what the image leaves
 */
export function beside<T>(platform: Platform, image: Image, { build }: PlannedModel, place: () => T): T {
  try {
    return place();
  } catch (error) {
    const about_room = error instanceof HilbenchError && error.code.startsWith('PLACEMENT_');
    if (!about_room || image.memories === undefined) throw error;
    const { kind, code, message, hint } = error;
    const smaller =
      build.interpreter === undefined
        ? ''
        : ' Images of --engine aot are smaller: they hold the ops of the model alone.';
    throw new HilbenchError({
      ...{ kind, code, cause: error },
      message: `${message} The linked image leaves ${roomBeside(platform)}.`,
      hint: `${hint}${smaller}`,
    });
  }
}

/** @throws {HilbenchError} `PLACEMENT_…` (kind `input`) where model and arena do not fit beside the image */
export function placeOn(request: RunRequest, plan: PlannedModel, image: Image): OnImage {
  const platform = platformOf(request.platform, image.memories);
  return beside(platform, image, plan, () => {
    const first = firstPlacement({ ...request, platform }, plan);
    return { platform, first, flash_address: layoutOf(platform, first).flash_address };
  });
}

/** What is to say of a model or an arena that the linked image has no room for where the platform file has. */
function moved(before: Placement, now: Placement, platform: Platform): ResultIssue | undefined {
  const parts = (['model', 'arena'] as const).filter((part) => before[part].location !== now[part].location);
  if (parts.length === 0) return undefined;
  const told = parts.map(
    (part) =>
      `the ${part} of ${kb(now[part].bytes)} is in ${now[part].location} instead of ${before[part].location}`,
  );
  return {
    code: 'PLACED_BESIDE_IMAGE',
    severity: 'info',
    message: `The linked image leaves ${roomBeside(platform)}: ${told.join(', ')}.`,
    hint: 'Make the model smaller to have it back there, or choose with --model-location and --arena-location.',
  };
}

/**
 * Builds the image of a run. Only when it is linked is it known what fits beside it: where `auto` then goes on to a
 * memory outside the chip that the image does not set up, another one is built, which does.
 *
 * @throws {HilbenchError} `PLACEMENT_…` (kind `input`) where nothing fits, and those of building
 */
export async function buildPlaced(
  task: BuildTask & { readonly deps: Pick<PipelineDeps, 'log'> },
): Promise<BuiltImage> {
  const { deps, request, plan } = task;
  const before = firstPlacement(request, plan);
  const image = await buildImage(task, 'link', offChipOf(before));
  const left = asIfDriven(request.platform, image);
  const now = beside(left, image, plan, () => firstPlacement({ ...request, platform: left }, plan));
  const issue = moved(before, now, left);
  if (issue === undefined) return { image, issues: [] };
  deps.log.info(issue.message);
  const off_chip = offChipOf(now);
  const enough = off_chip === undefined || drives(image, off_chip);
  return { image: enough ? image : await buildImage(task, 'link', off_chip), issues: [issue] };
}
