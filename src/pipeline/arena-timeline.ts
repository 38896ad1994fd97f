import type { PlannedArena, PlannedBuffer } from '../engine/types.ts';
import type { ArenaTimeline } from '../result/schema.ts';

/**
 * The arena over time as a result keeps it. `peak_bytes` is what is alive at the worst layer, without
 * alignment and gaps, so it may be a little less than `bytes`.
 */
export function arenaTimeline(arena: PlannedArena): ArenaTimeline {
  const { peak_layer, peak_bytes } = findPeak(arena.buffers);
  return {
    bytes: arena.bytes,
    peak_layer,
    peak_bytes,
    tensors: arena.buffers.map((buffer) => ({ ...buffer })),
  };
}

/** The first layer at which the most bytes are alive. */
function findPeak(buffers: readonly PlannedBuffer[]): { peak_layer: number; peak_bytes: number } {
  const changes = new Map<number, number>();
  const change = (layer: number, bytes: number): void => {
    changes.set(layer, (changes.get(layer) ?? 0) + bytes);
  };
  for (const { first_layer, last_layer, bytes } of buffers) {
    change(first_layer, bytes);
    change(last_layer + 1, -bytes);
  }
  let alive = 0;
  let peak = { peak_layer: 0, peak_bytes: 0 };
  for (const [layer, bytes] of [...changes].sort(([a], [b]) => a - b)) {
    alive += bytes;
    if (alive > peak.peak_bytes) peak = { peak_layer: layer, peak_bytes: alive };
  }
  return peak;
}
