import { DeviceError } from '../link/errors.ts';
import { HilbenchError } from '../support/errors.ts';

const KIB = 1024;
/** A search over 32 MB in steps of a KiB takes 15; nothing is rebuilt in any. */
export const MAX_PADDING_ATTEMPTS = 16;

export interface FoundPadding<T> {
  /** The least that works, in whole KiB. */
  readonly padding_bytes: number;
  readonly attempts: number;
  /** What the attempt with this padding gave. */
  readonly value: T;
}

/** What the device said of an arena that was too small for it; undefined for every other failure. */
export function arenaTooSmall(error: unknown): DeviceError | undefined {
  return error instanceof DeviceError && error.code === 'DEVICE_ARENA_TOO_SMALL' ? error : undefined;
}

/** An arena that no memory can hold is too large, as one that the runtime refuses is too small. */
function isTooLarge(error: unknown): boolean {
  return error instanceof HilbenchError && error.code.startsWith('PLACEMENT_');
}

/**
 * Finds how much more than it says a runtime needs of its arena: some count the buffers that they take while they
 * prepare a model only then. Bisects between the arena that failed and the largest, which worked in the first pass.
 * The last attempt is the one that is returned, so the device is left as that one made it.
 *
 * @param tuned_bytes the arena that was too small
 * @param first_bytes the arena of the first pass
 * @param failure what the device said of the smaller one
 * @param attempt configures the device with so much padding; throws `DEVICE_ARENA_TOO_SMALL` or `PLACEMENT_…`
 * @throws {HilbenchError} `failure` when no padding helps; what `attempt` throws otherwise
 */
export async function findPadding<T>(
  tuned_bytes: number,
  first_bytes: number,
  failure: HilbenchError,
  attempt: (padding_bytes: number) => Promise<T>,
): Promise<FoundPadding<T>> {
  let too_small = 0;
  let enough = Math.ceil(Math.max(0, first_bytes - tuned_bytes) / KIB);
  let best: { readonly padding: number; readonly value: T } | undefined;
  let last = failure;
  let attempts = 0;
  let configured: number | undefined;
  /** Moves one of the bounds. */
  const probe = async (padding: number): Promise<void> => {
    attempts++;
    configured = undefined;
    try {
      best = { padding, value: await attempt(padding * KIB) };
      enough = padding;
      configured = padding;
    } catch (error) {
      const small = arenaTooSmall(error);
      if (small !== undefined) {
        last = small;
        const told = Math.floor(((small.needed_bytes ?? 0) - tuned_bytes - 1) / KIB);
        too_small = Math.max(padding, Math.min(told, enough - 1));
      } else if (isTooLarge(error)) {
        enough = padding;
      } else throw error;
    }
  };
  while (enough - too_small > 1 && attempts < MAX_PADDING_ATTEMPTS)
    await probe(Math.floor((too_small + enough) / 2));
  if (best === undefined && enough > too_small) await probe(enough);
  if (best === undefined) throw last;
  if (configured === best.padding) return { padding_bytes: best.padding * KIB, attempts, value: best.value };
  const value = await attempt(best.padding * KIB);
  return { padding_bytes: best.padding * KIB, attempts: attempts + 1, value };
}
