import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HilbenchError } from '../support/errors.ts';
import { platformOf } from './image-memories.ts';
import { findPlatform, loadPlatforms } from './load.ts';
import {
  checkPlacement,
  layoutOf,
  maxArena,
  type PlacementWants,
  placeFirstPass,
  placeTuned,
} from './placement.ts';
import { chooseTransport, fitsInside, fitsWithoutLink, offChipOf } from './rules.ts';
import type { ArenaLocation, Location, Placement, Platform } from './types.ts';

const platforms = loadPlatforms(fileURLToPath(new URL('../../platforms', import.meta.url)));
const apollo510 = findPlatform(platforms, 'apollo510_evb');
const apollo4 = findPlatform(platforms, 'apollo4p_evb');
const mps3 = findPlatform(platforms, 'mps3_an547');
const KB = 1024;

function wants(changes: Partial<PlacementWants>): PlacementWants {
  return {
    model_bytes: 53_744,
    model_location: 'auto',
    arena_location: 'auto',
    max_arena_bytes: 0,
    padding_bytes: 0,
    ...changes,
  };
}

function tuned(platform: Platform, used_bytes: number, changes: Partial<PlacementWants> = {}): Placement {
  return placeTuned(platform, { ...wants(changes), arena_used_bytes: used_bytes });
}

const places = ({ model, arena }: Placement) => [model.location, arena.location];

function codeOf(work: () => unknown): string {
  return errorOf(work).code;
}

function errorOf(work: () => unknown): HilbenchError {
  try {
    work();
  } catch (cause) {
    if (cause instanceof HilbenchError) return cause;
    throw cause;
  }
  throw new Error('nothing was thrown');
}

describe('the largest arena', () => {
  it('is all of SRAM, or the share of PSRAM that is for arenas, less the padding', () => {
    expect(maxArena(apollo510, wants({}))).toBe(2457 * KB);
    expect(maxArena(apollo510, wants({ arena_location: 'TCM' }))).toBe(2457 * KB);
    expect(maxArena(apollo510, wants({ arena_location: 'PSRAM', padding_bytes: 10 * KB }))).toBe(11_990 * KB);
  });

  it('is refused when the padding leaves nothing', () => {
    expect(codeOf(() => maxArena(apollo4, wants({ padding_bytes: 734 * KB })))).toBe(
      'PLACEMENT_PADDING_TOO_LARGE',
    );
  });
});

describe('the first pass', () => {
  it('gives a small model TCM and the arena all of SRAM', () => {
    expect(placeFirstPass(apollo510, wants({}))).toEqual({
      model: { location: 'TCM', bytes: 53_744 },
      arena: { location: 'SRAM', bytes: 2457 * KB },
    });
  });

  it.each([
    [362, 'TCM'],
    [363, 'MRAM'],
    [3276, 'MRAM'],
    [3277, 'PSRAM'],
    [20_000, 'PSRAM'],
  ])('puts a model of %i KB into %s', (model_kb, location) => {
    expect(placeFirstPass(apollo510, wants({ model_bytes: model_kb * KB })).model.location).toBe(location);
  });

  it('keeps a model that shall be in SRAM out of the way of the arena, in MRAM', () => {
    expect(places(placeFirstPass(apollo510, wants({ model_location: 'SRAM' })))).toEqual(['MRAM', 'SRAM']);
  });

  it('shares SRAM when the model shall be there and fits nowhere else', () => {
    const placement = placeFirstPass(mps3, wants({ model_bytes: 3 * KB * KB, model_location: 'SRAM' }));
    expect(placement).toEqual({
      model: { location: 'SRAM', bytes: 3 * KB * KB },
      arena: { location: 'SRAM', bytes: KB * KB },
    });
  });

  it('leaves SRAM to the arena where an emulator can fill another memory, and uses what the arena leaves of it', () => {
    const big = wants({ model_bytes: 3 * KB * KB });
    expect(placeFirstPass(mps3, big)).toEqual({
      model: { location: 'PSRAM', bytes: 3 * KB * KB },
      arena: { location: 'SRAM', bytes: 4 * KB * KB },
    });
    const location = (arena_used_bytes: number) =>
      placeTuned(mps3, { ...big, arena_used_bytes }).model.location;
    expect(location(700 * KB)).toBe('SRAM');
    expect(location(2000 * KB)).toBe('PSRAM');
  });

  it('honours PSRAM for the arena and a limit of the user', () => {
    const psram = placeFirstPass(apollo510, wants({ arena_location: 'PSRAM', max_arena_bytes: 10_000 * KB }));
    expect(psram.arena).toEqual({ location: 'PSRAM', bytes: 10_000 * KB });
    expect(placeFirstPass(apollo510, wants({ max_arena_bytes: 30 * KB })).arena.bytes).toBe(30 * KB);
  });

  it('puts an arena that the engine knows to be too large for SRAM into PSRAM, where there is one', () => {
    const known = (arena_kb: number, changes: Partial<PlacementWants> = {}) =>
      wants({ arena_bytes: arena_kb * KB, ...changes });
    expect(placeFirstPass(apollo510, known(2456)).arena.location).toBe('SRAM');
    expect(placeFirstPass(apollo510, known(2457)).arena).toEqual({ location: 'PSRAM', bytes: 12_000 * KB });
    expect(placeFirstPass(apollo510, known(2456, { padding_bytes: KB })).arena.location).toBe('PSRAM');
    expect(placeFirstPass(apollo510, known(10, { arena_location: 'TCM' })).arena.location).toBe('SRAM');
    expect(codeOf(() => placeFirstPass(apollo510, known(2457, { arena_location: 'SRAM' })))).toBe(
      'PLACEMENT_ARENA_TOO_BIG',
    );
    expect(codeOf(() => placeFirstPass(apollo4, known(734)))).toBe('PLACEMENT_ARENA_TOO_BIG');
    // The model that was asked to be in SRAM takes the room.
    const beside = known(2000, { model_bytes: 3 * KB * KB, model_location: 'SRAM' });
    expect(places(placeFirstPass(mps3, beside))).toEqual(['SRAM', 'PSRAM']);
  });

  it('refuses a limit beyond the memory, naming both', () => {
    const error = errorOf(() => placeFirstPass(apollo510, wants({ max_arena_bytes: 3000 * KB })));
    expect(error).toMatchObject({ code: 'PLACEMENT_ARENA_LIMIT_TOO_LARGE', kind: 'input' });
    expect(error.message).toMatch(/3000 KB.*SRAM \(3072 KB raw, 615 KB kept back, 2457 KB left\)/);
  });

  it('refuses a model that no memory holds, listing them', () => {
    const error = errorOf(() => placeFirstPass(apollo4, wants({ model_bytes: 1601 * KB })));
    expect(error.code).toBe('PLACEMENT_MODEL_TOO_BIG');
    expect(error.message).toContain('1601 KB');
    expect(error.hint).toMatch(/TCM \(384 KB raw.*SRAM \(1024.*MRAM \(2000/);
  });
});

describe('the tuned placement', () => {
  it('rounds the arena up to the next KB, also from a whole one, and adds the padding', () => {
    expect(tuned(apollo510, 27_348).arena).toEqual({ location: 'TCM', bytes: 27 * KB });
    expect(tuned(apollo510, 27 * KB).arena.bytes).toBe(28 * KB);
    expect(tuned(apollo510, 27_348, { padding_bytes: 5 * KB }).arena.bytes).toBe(32 * KB);
  });

  it.each([
    [361, ['MRAM', 'TCM']],
    [362, ['TCM', 'SRAM']],
    [2457, ['TCM', 'PSRAM']],
  ])('with %i KB used is in %j', (used_kb, expected) => {
    expect(places(tuned(apollo510, used_kb * KB))).toEqual(expected);
  });

  it('moves the model to MRAM when the two together exceed TCM, the padding counted', () => {
    const model_bytes = 300 * KB;
    expect(places(tuned(apollo510, 61 * KB, { model_bytes }))).toEqual(['TCM', 'TCM']);
    expect(places(tuned(apollo510, 62 * KB, { model_bytes }))).toEqual(['MRAM', 'TCM']);
    expect(places(tuned(apollo510, 61 * KB, { model_bytes, padding_bytes: KB }))).toEqual(['MRAM', 'TCM']);
  });

  it('leaves the model where the user put it, and moves the arena instead', () => {
    const model = { model_bytes: 300 * KB, model_location: 'TCM' } as const;
    expect(places(tuned(apollo510, 100 * KB, model))).toEqual(['TCM', 'SRAM']);
    expect(codeOf(() => tuned(apollo510, 100 * KB, { ...model, arena_location: 'TCM' }))).toBe(
      'PLACEMENT_NO_ROOM',
    );
  });

  it('goes back to SRAM for a model that was asked to be there', () => {
    expect(places(tuned(apollo510, 30 * KB, { model_location: 'SRAM' }))).toEqual(['SRAM', 'TCM']);
  });

  it('refuses a limit of the user that is too small, naming what would do', () => {
    const error = errorOf(() => tuned(apollo510, 27_348, { max_arena_bytes: 26 * KB }));
    expect(error.code).toBe('PLACEMENT_ARENA_LIMIT');
    expect(error.hint).toContain('27 or more');
    expect(tuned(apollo510, 27_348, { max_arena_bytes: 27 * KB }).arena.bytes).toBe(27 * KB);
  });

  it.each<[string, () => unknown, string]>([
    ['an arena in MRAM', () => tuned(apollo510, KB, { arena_location: 'MRAM' }), 'PLACEMENT_ARENA_READ_ONLY'],
    [
      'an arena in PSRAM where there is none',
      () => tuned(apollo4, KB, { arena_location: 'PSRAM' }),
      'PLACEMENT_NO_MEMORY',
    ],
    [
      'a model in NVM where there is none',
      () => tuned(apollo4, KB, { model_location: 'NVM' }),
      'PLACEMENT_NO_MEMORY',
    ],
    [
      'an arena larger than TCM in TCM',
      () => tuned(apollo4, 300 * KB, { arena_location: 'TCM' }),
      'PLACEMENT_ARENA_TOO_BIG',
    ],
    ['an arena larger than any memory', () => tuned(apollo4, 734 * KB), 'PLACEMENT_ARENA_TOO_BIG'],
    [
      'a model beyond the 20000 KB of PSRAM',
      () => tuned(apollo510, KB, { model_bytes: 20_000 * KB + 1 }),
      'PLACEMENT_MODEL_TOO_BIG',
    ],
    [
      'a model larger than the memory asked for',
      () => tuned(apollo4, KB, { model_location: 'TCM', model_bytes: 235 * KB }),
      'PLACEMENT_MODEL_TOO_BIG',
    ],
  ])('refuses %s', (_, work, code) => {
    expect(errorOf(work)).toMatchObject({ code, kind: 'input' });
  });
});

describe('what a placement rules out', () => {
  it('is an image without a link for PSRAM, and what knows the chip alone for PSRAM and NVM', () => {
    const of = (location: Location): Placement => ({
      model: { location, bytes: 1 },
      arena: { location: 'TCM', bytes: 1 },
    });
    expect([fitsWithoutLink(of('PSRAM')), fitsWithoutLink(of('NVM'))]).toEqual([false, true]);
    expect([fitsInside(of('PSRAM')), fitsInside(of('NVM')), fitsInside(of('MRAM'))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is more than one memory outside the chip', () => {
    const of = (model: Location, arena: ArenaLocation): Placement => ({
      model: { location: model, bytes: 1 },
      arena: { location: arena, bytes: 1 },
    });
    expect([offChipOf(of('MRAM', 'TCM')), offChipOf(of('NVM', 'SRAM'))]).toEqual([undefined, 'NVM']);
    expect([offChipOf(of('MRAM', 'PSRAM')), offChipOf(of('PSRAM', 'PSRAM'))]).toEqual(['PSRAM', 'PSRAM']);
    expect(codeOf(() => offChipOf(of('NVM', 'PSRAM')))).toBe('PLACEMENT_TWO_OFF_CHIP');
  });

  it('is a memory outside the chip that the image does not set up', () => {
    const without = platformOf(apollo510, { PSRAM: { address: 0, bytes: 0 } });
    const large = { ...wants({}), model_bytes: 3277 * KB };
    expect(placeFirstPass(apollo510, large).model.location).toBe('PSRAM');
    expect(codeOf(() => placeFirstPass(without, large))).toBe('PLACEMENT_MODEL_TOO_BIG');
    const arena = { ...wants({ arena_location: 'PSRAM' }) };
    expect(codeOf(() => placeFirstPass(without, arena))).toBe('PLACEMENT_PADDING_TOO_LARGE');
  });

  it('is room that the image has taken, and never more than the platform file allows', () => {
    const linked = (bytes: number) => platformOf(apollo510, { MRAM: { address: 0x45_0000, bytes } });
    const large = wants({ model_bytes: 3000 * KB });
    expect(placeFirstPass(linked(3000 * KB), large).model.location).toBe('MRAM');
    expect(placeFirstPass(linked(2999 * KB), large).model.location).toBe('PSRAM');
    expect(placeFirstPass(linked(3900 * KB), wants({ model_bytes: 3277 * KB })).model.location).toBe('PSRAM');
    const chosen = errorOf(() => placeFirstPass(linked(2999 * KB), { ...large, model_location: 'MRAM' }));
    expect(chosen.message).toContain('MRAM (4096 KB raw, 1097 KB kept back, 2999 KB left)');
  });

  it('is TCM and SRAM for a model that a probe can write nowhere', () => {
    const linked = platformOf(apollo510, { MRAM: { address: 0x7f_0000, bytes: 200 * KB } });
    expect(placeFirstPass(linked, wants({ model_bytes: 200 * KB })).model.location).toBe('TCM');
    expect(placeFirstPass(linked, wants({ model_bytes: 201 * KB })).model.location).toBe('PSRAM');
    expect(places(tuned(linked, 100 * KB, { model_bytes: 201 * KB }))).toEqual(['PSRAM', 'TCM']);
  });

  it('is a placement that was made for an image with more room', () => {
    const placement = tuned(apollo510, 100 * KB, { model_bytes: 3000 * KB });
    expect(() => checkPlacement(apollo510, placement)).not.toThrow();
    const left = platformOf(apollo510, { MRAM: { address: 0x45_0000, bytes: 2999 * KB } });
    expect(codeOf(() => checkPlacement(left, placement))).toBe('PLACEMENT_NO_ROOM');
  });

  it('is not the transport: USB where there is USB', () => {
    expect(chooseTransport(apollo510, 'auto')).toBe('USB');
    expect(chooseTransport(apollo510, 'UART')).toBe('UART');
    expect(chooseTransport(mps3, 'auto')).toBe('UART');
    expect(codeOf(() => chooseTransport(mps3, 'USB'))).toBe('PLATFORM_NO_TRANSPORT');
  });
});

describe('addresses', () => {
  it('puts a model behind the arena it shares a memory with, and stages it', () => {
    const layout = layoutOf(mps3, tuned(mps3, 27_348));
    expect(layout).toEqual({
      arena_address: 0x2000_0000,
      model_address: 0x2000_0000 + 27 * KB,
      flash_address: 0x6400_0000,
    });
  });

  it('flashes a model in MRAM or PSRAM where it shall be', () => {
    const mram = layoutOf(mps3, tuned(mps3, 27_348, { model_location: 'MRAM' }));
    expect(mram).toMatchObject({ model_address: 0x0100_0000, flash_address: 0x0100_0000 });
    const psram = layoutOf(mps3, tuned(mps3, 27_348, { model_location: 'PSRAM' }));
    expect(psram).toMatchObject({ model_address: 0x60bb_8000, flash_address: 0x60bb_8000 });
  });

  it('are not made up for a board whose platform file has none', () => {
    expect(codeOf(() => layoutOf(apollo510, tuned(apollo510, KB)))).toBe('PLATFORM_NO_ADDRESS');
  });
});

describe('whatever is asked for', () => {
  const emulated = platforms.filter((platform) => platform.emulated);
  const asked = fc.record({
    platform: fc.constantFrom(...platforms),
    used_bytes: fc.oneof(fc.nat(700 * KB), fc.nat(14_000 * KB)),
    model_bytes: fc.oneof(fc.integer({ min: 1, max: 700 * KB }), fc.integer({ min: 1, max: 22_000 * KB })),
    model_location: fc.constantFrom('auto', 'TCM', 'SRAM', 'MRAM', 'PSRAM', 'NVM'),
    arena_location: fc.constantFrom('auto', 'TCM', 'SRAM', 'PSRAM'),
    padding_bytes: fc.oneof(fc.constant(0), fc.nat(100 * KB)),
    max_arena_bytes: fc.oneof(fc.constant(0), fc.integer({ min: KB, max: 14_000 * KB })),
    arena_bytes: fc.option(fc.oneof(fc.nat(700 * KB), fc.nat(14_000 * KB)), { nil: undefined }),
  });
  type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

  /** The placement, or undefined when it was refused with a typed error. */
  function attempt(work: () => Placement): Placement | undefined {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof HilbenchError && cause.code.startsWith('PLACEMENT_') && cause.kind === 'input')
        return;
      throw cause;
    }
  }

  const both = (each: Asked): (Placement | undefined)[] => [
    attempt(() => placeFirstPass(each.platform, each)),
    attempt(() => placeTuned(each.platform, { ...each, arena_used_bytes: each.used_bytes })),
  ];

  it('nothing lies outside its memory, and locations the user set are kept', () => {
    let placed = 0;
    fc.assert(
      fc.property(asked, (each) => {
        const [, last] = both(each);
        if (last === undefined) return;
        placed += 1;
        const { model, arena } = last;
        expect(model.bytes).toBeLessThanOrEqual(each.platform.memories[model.location]?.effective_bytes ?? 0);
        expect(arena.bytes).toBeLessThanOrEqual(each.platform.memories[arena.location]?.effective_bytes ?? 0);
        expect(arena.bytes).toBeGreaterThanOrEqual(each.used_bytes + each.padding_bytes);
        if (each.model_location !== 'auto') expect(model.location).toBe(each.model_location);
        if (each.arena_location !== 'auto') expect(arena.location).toBe(each.arena_location);
      }),
      { numRuns: 2000 },
    );
    expect(placed).toBeGreaterThan(200);
  });

  it('addresses are aligned, inside their memories, and never overlap', () => {
    let placed = 0;
    fc.assert(
      fc.property(asked, fc.constantFrom(...emulated), (each, platform) => {
        for (const placement of both({ ...each, platform })) {
          if (placement === undefined) continue;
          const layout = attemptLayout(platform, placement);
          if (layout === undefined) continue;
          placed += 1;
          const { model, arena } = placement;
          const memory = (at: Location) => platform.memories[at] ?? { address: 0, effective_bytes: 0 };
          for (const [start, part] of [
            [layout.model_address, model],
            [layout.arena_address, arena],
          ] as const) {
            const { address = 0, effective_bytes } = memory(part.location);
            expect(start % 64).toBe(0);
            expect(start).toBeGreaterThanOrEqual(address);
            expect(start + part.bytes).toBeLessThanOrEqual(address + effective_bytes);
          }
          const apart =
            layout.model_address + model.bytes <= layout.arena_address ||
            layout.arena_address + arena.bytes <= layout.model_address;
          expect(apart).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(placed).toBeGreaterThan(500);
  });

  function attemptLayout(platform: Platform, placement: Placement) {
    try {
      return layoutOf(platform, placement);
    } catch (cause) {
      if (cause instanceof HilbenchError && cause.code === 'PLACEMENT_STAGING_TOO_SMALL') return undefined;
      throw cause;
    }
  }

  it('what fits still fits when the model or its need of arena is smaller', () => {
    fc.assert(
      fc.property(asked, fc.nat(64 * KB), fc.nat(64 * KB), (each, less_model, less_arena) => {
        const [, large] = both(each);
        if (large === undefined) return;
        const [, small] = both({
          ...each,
          model_bytes: Math.max(1, each.model_bytes - less_model),
          used_bytes: Math.max(0, each.used_bytes - less_arena),
        });
        expect(small).toBeDefined();
        expect(small?.arena.bytes).toBeLessThanOrEqual(large.arena.bytes);
      }),
      { numRuns: 2000 },
    );
  });
});
