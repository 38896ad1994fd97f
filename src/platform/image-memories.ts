import type { Location, Memory, Platform } from './types.ts';

/** Where an image leaves room, by memory. */
export type Room = Readonly<Partial<Record<Location, { readonly address: number; readonly bytes: number }>>>;

/**
 * The platform as an image of it leaves it: memories are where the linker has left room, and no larger than that. The
 * platform file stays the limit of what may be used, so that nothing fits beside an image that was refused before. A
 * memory that the image does not tell of stays as it is.
 */
export function platformOf(platform: Platform, room: Room | undefined): Platform {
  if (room === undefined) return platform;
  const left = Object.entries(room).flatMap(([location, found]): [string, Memory][] => {
    const known = platform.memories[location as Location];
    if (known === undefined) return [];
    const bytes = Math.min(found.bytes, known.effective_bytes);
    const left = { ...known, address: found.address, effective_bytes: bytes };
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
