/** Memory that is needed during a span of steps, both ends included. */
export interface ArenaBuffer {
  readonly bytes: number;
  readonly first_step: number;
  readonly last_step: number;
}

export interface ArenaPlan {
  /** Multiple of 16. */
  readonly arena_bytes: number;
  /** One per buffer, each a multiple of 16. */
  readonly offsets: readonly number[];
  /** The most that is in use at one step; no plan can be smaller. */
  readonly lower_bound_bytes: number;
}

export const ARENA_ALIGNMENT = 16;

/** Above this many buffers only the first order is tried: placing is quadratic. */
const MAX_BUFFERS_TO_SEARCH = 4000;

const span = (buffer: ArenaBuffer): number => buffer.last_step - buffer.first_step + 1;

/** Which buffers are placed first. Each order wins on some graphs. */
const ORDERS: readonly ((a: ArenaBuffer, b: ArenaBuffer) => number)[] = [
  (a, b) => b.bytes - a.bytes || a.first_step - b.first_step,
  (a, b) => b.bytes * span(b) - a.bytes * span(a) || a.first_step - b.first_step,
  (a, b) => span(b) - span(a) || b.bytes - a.bytes,
  (a, b) => a.first_step - b.first_step || b.bytes - a.bytes,
  (a, b) => b.last_step - a.last_step || b.bytes - a.bytes,
];

/**
 * Places buffers in one arena so that no two that are needed at the same step overlap. Greedy, each buffer
 * at the lowest gap that holds it, over several orders; the smallest arena is kept. Deterministic.
 */
export function planArena(buffers: readonly ArenaBuffer[]): ArenaPlan {
  const lower_bound_bytes = lowerBound(buffers);
  const orders = buffers.length > MAX_BUFFERS_TO_SEARCH ? ORDERS.slice(0, 1) : ORDERS;
  let best: { arena_bytes: number; offsets: readonly number[] } | undefined;
  for (const order of orders) {
    const placed = place(buffers, order);
    if (best === undefined || placed.arena_bytes < best.arena_bytes) best = placed;
    if (best.arena_bytes === lower_bound_bytes) break;
  }
  return { arena_bytes: best?.arena_bytes ?? 0, offsets: best?.offsets ?? [], lower_bound_bytes };
}

function align(bytes: number): number {
  return Math.ceil(bytes / ARENA_ALIGNMENT) * ARENA_ALIGNMENT;
}

function lowerBound(buffers: readonly ArenaBuffer[]): number {
  const changes = new Map<number, number>();
  const change = (step: number, bytes: number): void => {
    changes.set(step, (changes.get(step) ?? 0) + bytes);
  };
  for (const buffer of buffers) {
    change(buffer.first_step, align(buffer.bytes));
    change(buffer.last_step + 1, -align(buffer.bytes));
  }
  let in_use = 0;
  let most = 0;
  for (const [, bytes] of [...changes].sort(([a], [b]) => a - b)) {
    in_use += bytes;
    most = Math.max(most, in_use);
  }
  return most;
}

interface Placed {
  readonly buffer: ArenaBuffer;
  readonly begin: number;
  readonly end: number;
}

function place(
  buffers: readonly ArenaBuffer[],
  order: (a: ArenaBuffer, b: ArenaBuffer) => number,
): { arena_bytes: number; offsets: readonly number[] } {
  const offsets = new Array<number>(buffers.length).fill(0);
  const by_offset: Placed[] = [];
  let arena_bytes = 0;
  const queue = buffers.map((buffer, index) => ({ buffer, index }));
  queue.sort((a, b) => order(a.buffer, b.buffer) || a.index - b.index);
  for (const { buffer, index } of queue) {
    const bytes = align(buffer.bytes);
    if (bytes === 0) continue;
    let begin = 0;
    for (const other of by_offset) {
      if (other.begin >= begin + bytes) break;
      const together =
        other.buffer.first_step <= buffer.last_step && buffer.first_step <= other.buffer.last_step;
      if (together) begin = Math.max(begin, other.end);
    }
    offsets[index] = begin;
    const at = by_offset.findIndex((other) => other.begin > begin);
    by_offset.splice(at < 0 ? by_offset.length : at, 0, { buffer, begin, end: begin + bytes });
    arena_bytes = Math.max(arena_bytes, begin + bytes);
  }
  return { arena_bytes, offsets };
}
