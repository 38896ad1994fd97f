import { describe, expect, it } from 'vitest';
import { DeviceError } from '../link/errors.ts';
import { HilbenchError } from '../support/errors.ts';
import { findPadding, MAX_PADDING_ATTEMPTS } from './padding.ts';

const KIB = 1024;
const TUNED = 28 * KIB;

function tooSmall(needed_bytes?: number): DeviceError {
  return new DeviceError('CONFIGURE', {
    status: 6,
    text: 'Failed to resize buffer',
    ...(needed_bytes === undefined ? {} : { needed_bytes }),
  });
}

/** A device that needs `hidden` bytes beyond what it says, and a memory that holds `room` of them. */
function device(hidden: number, room = Number.POSITIVE_INFINITY, tells = false) {
  const tried: number[] = [];
  const attempt = async (padding: number): Promise<string> => {
    tried.push(padding);
    if (padding > room) {
      throw new HilbenchError({ kind: 'input', code: 'PLACEMENT_ARENA_TOO_BIG', message: '', hint: '' });
    }
    if (padding < hidden) throw tooSmall(tells ? TUNED + hidden : TUNED + padding + 1);
    return `configured with ${padding}`;
  };
  return { tried, attempt };
}

describe('finding the padding that a runtime does not tell', () => {
  it.each([1, 1024, 3000, 40_000, 4_000_000])(
    'finds the least whole KiB for %i hidden bytes',
    async (hidden) => {
      const { tried, attempt } = device(hidden);
      const found = await findPadding(TUNED, 4096 * KIB, tooSmall(), attempt);
      expect(found.padding_bytes).toBe(Math.ceil(hidden / KIB) * KIB);
      expect(found.attempts).toBeLessThanOrEqual(MAX_PADDING_ATTEMPTS);
      expect(found.value).toBe(`configured with ${found.padding_bytes}`);
      expect(tried.at(-1)).toBe(found.padding_bytes);
    },
  );

  it('is bounded on the largest arenas', async () => {
    const { attempt, tried } = device(17_000 * KIB);
    const found = await findPadding(TUNED, 32 * KIB * KIB, tooSmall(), attempt);
    expect(found.padding_bytes).toBe(17_000 * KIB);
    expect(tried.length).toBeLessThanOrEqual(MAX_PADDING_ATTEMPTS + 1);
  });

  it('takes what the device says it lacks as a bound', async () => {
    const told = device(2000 * KIB, undefined, true);
    const untold = device(2000 * KIB);
    await findPadding(TUNED, 4096 * KIB, tooSmall(), told.attempt);
    await findPadding(TUNED, 4096 * KIB, tooSmall(), untold.attempt);
    expect(told.tried.length).toBeLessThanOrEqual(untold.tried.length);
  });

  it('stays below what the memory holds', async () => {
    const { attempt } = device(60 * KIB, 100 * KIB);
    expect((await findPadding(TUNED, 4096 * KIB, tooSmall(), attempt)).padding_bytes).toBe(60 * KIB);
  });

  it('no padding that fits: what the device said last is the error', async () => {
    const { attempt } = device(200 * KIB, 100 * KIB);
    await expect(findPadding(TUNED, 4096 * KIB, tooSmall(), attempt)).rejects.toMatchObject({
      code: 'DEVICE_ARENA_TOO_SMALL',
    });
    await expect(findPadding(TUNED, TUNED, tooSmall(), device(1).attempt)).rejects.toMatchObject({
      code: 'DEVICE_ARENA_TOO_SMALL',
    });
  });

  it('other failures are not searched around', async () => {
    let attempts = 0;
    const attempt = async (): Promise<never> => {
      attempts++;
      throw new HilbenchError({ kind: 'bench', code: 'LINK_TIMEOUT', message: '', hint: '' });
    };
    await expect(findPadding(TUNED, 4096 * KIB, tooSmall(), attempt)).rejects.toMatchObject({
      code: 'LINK_TIMEOUT',
    });
    expect(attempts).toBe(1);
  });
});
