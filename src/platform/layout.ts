import { HilbenchError } from '../support/errors.ts';
import { alignUp, kb, memoryOf } from './memory.ts';
import type { Layout, Location, Placement, Platform } from './types.ts';

function addressOf(platform: Platform, location: Location): number {
  const { address } = memoryOf(platform, location);
  if (address !== undefined) return address;
  throw new HilbenchError({
    kind: 'input',
    code: 'PLATFORM_NO_ADDRESS',
    message: `The platform file of ${platform.name} gives no address for ${location}.`,
    hint: 'Choose another location, or auto.',
  });
}

/** A board of silicon has no memory for staging alone: a probe writes to MRAM, and nowhere else. */
function stagingInMram({
  memories,
}: Platform): { readonly address: number; readonly bytes: number } | undefined {
  const mram = memories.MRAM;
  if (mram?.address === undefined) return undefined;
  return { address: mram.address, bytes: mram.effective_bytes };
}

/**
 * The addresses of a placement. The arena is at the start of its memory. The model is at the start of
 * its own, behind the arena where they share one, and in a split memory behind the part for arenas.
 *
 * A model in TCM or SRAM is flashed to the staging area, and the device copies it.
 *
 * @throws {HilbenchError} `PLATFORM_NO_ADDRESS`, `PLACEMENT_STAGING_TOO_SMALL` (kind `input`)
 */
export function layoutOf(platform: Platform, placement: Placement): Layout {
  const { model, arena } = placement;
  const arena_address = addressOf(platform, arena.location);
  const memory = memoryOf(platform, model.location);
  const beside = model.location === arena.location ? alignUp(arena.bytes) : 0;
  const model_address = addressOf(platform, model.location) + (memory.arena_limit_bytes ?? beside);
  if (model.location !== 'TCM' && model.location !== 'SRAM') {
    return { model_address, arena_address, flash_address: model_address };
  }
  const staging = platform.staging ?? stagingInMram(platform);
  if (staging !== undefined && model.bytes <= staging.bytes) {
    return { model_address, arena_address, flash_address: staging.address };
  }
  throw new HilbenchError({
    kind: 'input',
    code: 'PLACEMENT_STAGING_TOO_SMALL',
    message: `A model of ${kb(model.bytes)} for ${model.location} cannot be staged on ${platform.name}, which holds ${kb(staging?.bytes ?? 0)} for that.`,
    hint: 'Set --model-location to auto, which takes the next memory that holds it.',
  });
}
