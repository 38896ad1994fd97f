import type { Location, Memory, Platform } from './types.ts';

/** Where an image leaves room, by memory. */
export type Room = Readonly<Partial<Record<Location, { readonly address: number; readonly bytes: number }>>>;

/**
 * The platform as an image of it leaves it: where the linker has placed things, the room that is left counts, and
 * not what the platform file reserves. A memory that the image does not tell of stays as it is.
 */
export function platformOf(platform: Platform, room: Room | undefined): Platform {
  if (room === undefined) return platform;
  const left = Object.entries(room).flatMap(([location, { address, bytes }]): [string, Memory][] => {
    const known = platform.memories[location as Location];
    if (known === undefined) return [];
    const left = { ...known, address, bytes, reserve: { percent: 0, bytes: 0 }, effective_bytes: bytes };
    const { arena_limit_bytes, model_limit_bytes } = known;
    return [
      [
        location,
        {
          ...left,
          ...(arena_limit_bytes === undefined
            ? {}
            : { arena_limit_bytes: Math.min(arena_limit_bytes, bytes) }),
          ...(model_limit_bytes === undefined
            ? {}
            : { model_limit_bytes: Math.min(model_limit_bytes, bytes) }),
        },
      ],
    ];
  });
  return { ...platform, memories: { ...platform.memories, ...Object.fromEntries(left) } };
}
