import { HilbenchError } from '../support/errors.ts';
import {
  ALIGNMENT_BYTES,
  alignUp,
  arenaCapacity,
  asArenaLocation,
  describeMemories,
  describeMemory,
  kb,
  memoryOf,
  modelCapacity,
  stagingCapacity,
} from './memory.ts';
import type { ArenaLocation, Location, Memory, Placement, Platform } from './types.ts';

export { layoutOf } from './layout.ts';

const KIB = 1024;
const AUTO_MODEL: readonly Location[] = ['TCM', 'MRAM', 'SRAM', 'PSRAM'];
const AUTO_ARENA: readonly ArenaLocation[] = ['TCM', 'SRAM', 'PSRAM'];

/** What the user and the model ask of a placement. */
export interface PlacementWants {
  readonly model_bytes: number;
  readonly model_location: Location | 'auto';
  readonly arena_location: Location | 'auto';
  /** The most an arena may take, padding included; 0: as much as fits. */
  readonly max_arena_bytes: number;
  /** Added to what the model really uses, for scratch buffers that the runtime does not count. */
  readonly padding_bytes: number;
  /** What the model uses of the arena, where the engine knows it before the device says so. */
  readonly arena_bytes?: number | undefined;
}

/** Bytes left for an arena in `memory` when a model of `model_bytes` is there too; 0: none is. */
function arenaRoom(memory: Memory, model_bytes: number): number {
  const beside = memory.effective_bytes - alignUp(model_bytes);
  // Rounded down, so that the model behind the arena starts aligned and still ends inside.
  const room =
    model_bytes === 0 ? memory.effective_bytes : Math.floor(beside / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  return Math.max(0, Math.min(room, arenaCapacity(memory)));
}

/** Whether `memory` holds a model. Whether the device can get it there is another matter. */
function holdsModel(memory: Memory | undefined, model_bytes: number): boolean {
  return memory !== undefined && model_bytes <= modelCapacity(memory);
}

/** Whether a model and an arena fit, each by itself and, in one memory, together. */
function fits(platform: Platform, model: Placement['model'], arena: Placement['arena']): boolean {
  const model_memory = platform.memories[model.location];
  const arena_memory = platform.memories[arena.location];
  if (model_memory === undefined || arena_memory === undefined) return false;
  const beside = model.location === arena.location ? model.bytes : 0;
  return holdsModel(model_memory, model.bytes) && arena.bytes <= arenaRoom(arena_memory, beside);
}

/** @throws {HilbenchError} `PLACEMENT_NO_ROOM` (kind `input`) for a placement that was made for more room than there is */
export function checkPlacement(platform: Platform, placement: Placement): void {
  if (fits(platform, placement.model, placement.arena)) return;
  const { model, arena } = placement;
  throw noRoom(
    platform,
    { model_bytes: model.bytes, model_location: model.location, arena_location: arena.location },
    arena.bytes,
  );
}

/** Where an arena goes of which nothing is known but where it was asked to be. */
function largestArenaLocation(wanted: PlacementWants['arena_location']): ArenaLocation {
  return wanted === 'PSRAM' ? 'PSRAM' : 'SRAM';
}

/**
 * The largest arena, without padding, of the first pass: all of PSRAM's share of arenas when the arena
 * was asked to be there, otherwise all of SRAM.
 *
 * @throws {HilbenchError} `PLACEMENT_NO_MEMORY`, `PLACEMENT_PADDING_TOO_LARGE` (kind `input`)
 */
export function maxArena(
  platform: Platform,
  wants: Pick<PlacementWants, 'arena_location' | 'padding_bytes'>,
): number {
  const location = largestArenaLocation(wants.arena_location);
  const memory = memoryOf(platform, location);
  const bytes = arenaCapacity(memory) - wants.padding_bytes;
  if (bytes >= KIB) return bytes;
  throw new HilbenchError({
    kind: 'input',
    code: 'PLACEMENT_PADDING_TOO_LARGE',
    message: `A padding of ${kb(wants.padding_bytes)} leaves no arena in ${describeMemory(location, memory)} of ${platform.name}.`,
    hint: 'Set --arena-size-scratch-buffer-padding to a smaller number of KB.',
  });
}

/** The locations to try for the model, best first; a forced one is checked against its memory. */
function modelLocations(platform: Platform, wants: PlacementWants): readonly Location[] {
  const { model_bytes, model_location } = wants;
  if (model_location === 'auto') {
    const most_staged = stagingCapacity(platform);
    const fitting = AUTO_MODEL.filter((location) => {
      const copied = location === 'TCM' || location === 'SRAM';
      return holdsModel(platform.memories[location], model_bytes) && !(copied && model_bytes > most_staged);
    });
    if (fitting.length > 0) return fitting;
    throw new HilbenchError({
      kind: 'input',
      code: 'PLACEMENT_MODEL_TOO_BIG',
      message: `The model needs ${kb(model_bytes)}, and no memory of ${platform.name} holds that.`,
      hint: `Make the model smaller, or choose a platform with more memory. There is ${describeMemories(platform)}.`,
    });
  }
  const memory = memoryOf(platform, model_location);
  if (holdsModel(memory, model_bytes)) return [model_location];
  throw new HilbenchError({
    kind: 'input',
    code: 'PLACEMENT_MODEL_TOO_BIG',
    message: `The model needs ${kb(model_bytes)}, which is more than ${describeMemory(model_location, memory)} of ${platform.name} holds.`,
    hint: `Set --model-location to auto or to a larger memory. There is ${describeMemories(platform)}.`,
  });
}

/** The locations to try for the arena in the first pass: it comes to TCM with tuning alone. */
function firstArenas(platform: Platform, wants: PlacementWants): readonly ArenaLocation[] {
  const { arena_location, arena_bytes, padding_bytes } = wants;
  if (arena_bytes === undefined) return [largestArenaLocation(arena_location)];
  const fitting = arenaLocations(platform, arena_location, tunedArenaBytes(arena_bytes, padding_bytes));
  return fitting.map((location) => (location === 'TCM' ? 'SRAM' : location));
}

/** The locations to try for the model in the first pass, beside an arena in `arena_location`. */
function firstModels(
  platform: Platform,
  wants: PlacementWants,
  arena_location: ArenaLocation,
): readonly Location[] {
  const locations = modelLocations(platform, wants);
  if (wants.model_location === 'SRAM' && holdsModel(platform.memories.MRAM, wants.model_bytes)) {
    return ['MRAM'];
  }
  if (!platform.emulated) return locations;
  // A model beside the arena takes its room. A board of silicon loads PSRAM over the link, and does without it if it can.
  return locations.toSorted((a, b) => Number(a === arena_location) - Number(b === arena_location));
}

/**
 * Where the model and the arena go before the device has said how much of the arena the model uses.
 *
 * The arena is as large as fits, in SRAM unless PSRAM was asked for, or `auto` was and the engine knows that SRAM is too
 * small; a model that shall be in SRAM is in MRAM meanwhile, where it fits there, and `auto` puts it beside the arena
 * last. `arena.bytes` includes the padding.
 *
 * @throws {HilbenchError} `PLACEMENT_…` (kind `input`)
 */
export function placeFirstPass(platform: Platform, wants: PlacementWants): Placement {
  const { model_bytes, padding_bytes, max_arena_bytes: asked, arena_bytes } = wants;
  if (wants.arena_location !== 'auto') memoryOf(platform, asArenaLocation(wants.arena_location));
  const largest = maxArena(platform, wants) + padding_bytes;
  if (asked > largest) {
    const location = largestArenaLocation(wants.arena_location);
    throw new HilbenchError({
      kind: 'input',
      code: 'PLACEMENT_ARENA_LIMIT_TOO_LARGE',
      message: `An arena of ${kb(asked)} is more than ${describeMemory(location, memoryOf(platform, location))} of ${platform.name} holds.`,
      hint: `Set --max-arena-size to ${Math.floor(largest / KIB)} or less, or choose another --arena-location. There is ${describeMemories(platform)}.`,
    });
  }
  const needed =
    arena_bytes === undefined ? padding_bytes + KIB : tunedArenaBytes(arena_bytes, padding_bytes);
  const enough = asked === 0 ? needed : asked;
  for (const location of firstArenas(platform, wants)) {
    const memory = memoryOf(platform, location);
    for (const model_location of firstModels(platform, wants, location)) {
      const room = arenaRoom(memory, model_location === location ? model_bytes : 0);
      const bytes = asked === 0 ? room : Math.min(room, asked);
      if (bytes >= enough) {
        return { model: { location: model_location, bytes: model_bytes }, arena: { location, bytes } };
      }
    }
  }
  throw noRoom(platform, wants, enough);
}

/** The arena to allocate for what the device said it uses: whole KiB, at least one byte to spare, and the padding. */
export function tunedArenaBytes(arena_used_bytes: number, padding_bytes: number): number {
  return (Math.floor(arena_used_bytes / KIB) + 1) * KIB + padding_bytes;
}

/**
 * Where the model and the arena go once the arena's need is known: the arena in the fastest memory that
 * holds it, and the model in the fastest that then still holds it. Locations the user set stay.
 *
 * @throws {HilbenchError} `PLACEMENT_ARENA_LIMIT`, `PLACEMENT_ARENA_TOO_BIG`, `PLACEMENT_NO_ROOM`,
 *   `PLACEMENT_MODEL_TOO_BIG`, `PLACEMENT_NO_MEMORY`, `PLACEMENT_ARENA_READ_ONLY` (kind `input`)
 */
export function placeTuned(
  platform: Platform,
  wants: PlacementWants & { readonly arena_used_bytes: number },
): Placement {
  const arena_bytes = tunedArenaBytes(wants.arena_used_bytes, wants.padding_bytes);
  if (wants.max_arena_bytes > 0 && arena_bytes > wants.max_arena_bytes) {
    throw new HilbenchError({
      kind: 'input',
      code: 'PLACEMENT_ARENA_LIMIT',
      message: `The model needs an arena of ${kb(arena_bytes)} (${kb(wants.padding_bytes)} of it padding), and --max-arena-size allows ${kb(wants.max_arena_bytes)}.`,
      hint: `Set --max-arena-size to ${Math.ceil(arena_bytes / KIB)} or more, or to 0 for as much as fits.`,
    });
  }
  const arena_locations = arenaLocations(platform, wants.arena_location, arena_bytes);
  const model_locations = modelLocations(platform, wants);
  for (const arena_location of arena_locations) {
    const arena = { location: arena_location, bytes: arena_bytes };
    for (const model_location of model_locations) {
      const model = { location: model_location, bytes: wants.model_bytes };
      if (fits(platform, model, arena)) return { model, arena };
    }
  }
  throw noRoom(platform, wants, arena_bytes);
}

/** The locations to try for an arena of known size, best first. */
function arenaLocations(
  platform: Platform,
  wanted: Location | 'auto',
  arena_bytes: number,
): readonly ArenaLocation[] {
  const forced = wanted === 'auto' ? undefined : asArenaLocation(wanted);
  if (forced !== undefined) memoryOf(platform, forced);
  const fitting = (forced === undefined ? AUTO_ARENA : [forced]).filter((location) => {
    const memory = platform.memories[location];
    return memory !== undefined && arena_bytes <= arenaCapacity(memory);
  });
  if (fitting.length > 0) return fitting;
  const where =
    forced === undefined
      ? `no memory of ${platform.name} holds that`
      : `that is more than ${describeMemory(forced, memoryOf(platform, forced))} of ${platform.name} holds`;
  throw new HilbenchError({
    kind: 'input',
    code: 'PLACEMENT_ARENA_TOO_BIG',
    message: `The model needs an arena of ${kb(arena_bytes)}, and ${where}.`,
    hint:
      forced === undefined
        ? `Make the model's activations smaller, or choose a platform with more memory. There is ${describeMemories(platform)}.`
        : `Set --arena-location to auto or to a larger memory. There is ${describeMemories(platform)}.`,
  });
}

function noRoom(
  platform: Platform,
  wants: Pick<PlacementWants, 'model_bytes' | 'model_location' | 'arena_location'>,
  arena_bytes: number,
): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'PLACEMENT_NO_ROOM',
    message: `A model of ${kb(wants.model_bytes)} (location ${wants.model_location}) and an arena of ${kb(arena_bytes)} (location ${wants.arena_location}) do not fit on ${platform.name} together.`,
    hint: `Set --model-location or --arena-location to auto or to another memory. There is ${describeMemories(platform)}.`,
  });
}
