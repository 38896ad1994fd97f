import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HilbenchError } from '../support/errors.ts';
import { type BulkPlan, type FrameStream, sendBulk } from './bulk.ts';
import { FRAME_KIND } from './frame.ts';
import { COMMAND } from './messages.ts';
import { buildPayload } from './payload.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

/** A sender whose other side is `answers`: called with every piece, it may say which byte it wants next. */
function sending(
  answers: (offset: number, count: number, frame: number) => number | undefined,
  changes: Partial<BulkPlan> = {},
) {
  const offsets: number[] = [];
  let end: (reason: Error) => void = () => undefined;
  let receive: Parameters<FrameStream['listen']>[0]['onFrame'] = () => undefined;
  const stream: FrameStream = {
    path: '/dev/fake',
    send: async (sequence, payload) => {
      const offset = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
      offsets.push(offset);
      const wanted = answers(offset, payload.length - 4, offsets.length - 1);
      if (wanted === undefined) return;
      const answer = { kind: FRAME_KIND.answer, command: COMMAND.BULK_DATA, sequence };
      queueMicrotask(() => receive({ ...answer, payload: buildPayload({ u32: wanted }) }));
    },
    listen: ({ onFrame, onEnd }) => {
      receive = onFrame;
      end = onEnd;
    },
    failure: () => new Error('failure'),
  };
  const progress: number[] = [];
  const sent = sendBulk(stream, {
    bytes: new Uint8Array(1000),
    from: 0,
    window_bytes: 400,
    max_payload_bytes: 104,
    stall_ms: 5000,
    timeout_ms: 60_000,
    onProgress: (done) => progress.push(done),
    ...changes,
  });
  const settled = sent.then(
    (stats) => ({ stats, error: undefined }),
    (error: HilbenchError) => ({ stats: undefined, error }),
  );
  return { settled, offsets, progress, end: (reason: Error) => end(reason) };
}

describe('a bulk transfer', () => {
  it('keeps the window full and no more', async () => {
    const { settled, offsets, end } = sending(() => undefined, { stall_ms: 100 });
    await vi.advanceTimersByTimeAsync(1);
    expect(offsets).toEqual([0, 100, 200, 300]);
    end(new Error('enough'));
    expect((await settled).error?.message).toBe('enough');
  });

  it('that nobody answers is tried again and ends at its deadline', async () => {
    const { settled, offsets } = sending(() => undefined);
    await vi.advanceTimersByTimeAsync(4999);
    expect(offsets.length).toBeGreaterThan(8);
    await vi.advanceTimersByTimeAsync(1);
    const { error } = await settled;
    expect(error).toMatchObject({ code: 'LINK_STALLED', kind: 'bench' });
    expect(error?.message).toContain('0 of 1000 bytes');
  });

  it('whose device asks for the same byte for ever ends at its deadline too', async () => {
    const { settled } = sending((offset) => (offset === 0 ? 100 : undefined), { timeout_ms: 3000 });
    await vi.advanceTimersByTimeAsync(3000);
    expect((await settled).error).toMatchObject({ code: 'LINK_STALLED' });
  });

  it('goes on at once where the device has more than was acknowledged', async () => {
    let held = 0;
    const { settled, progress } = sending((offset, count, frame) => {
      if (offset === held) held += count;
      // The first answers are lost; the one to the piece sent again tells of all of them.
      return frame >= 4 ? held : undefined;
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await settled).toEqual({ stats: { frames: 11, rewinds: 1 }, error: undefined });
    expect(progress[0]).toBe(400);
  });

  it('goes back once for one loss, however many answers tell of it', async () => {
    let held = 0;
    const { settled, offsets } = sending((offset, count, frame) => {
      if (offset === held && frame !== 1) held += count;
      return frame === 1 ? undefined : held;
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect((await settled).stats?.rewinds).toBe(1);
    expect(offsets.filter((offset) => offset === 100)).toHaveLength(2);
  });

  it('does not believe in bytes that were never sent', async () => {
    const { settled } = sending(() => 900);
    await vi.advanceTimersByTimeAsync(1);
    expect((await settled).error).toMatchObject({ code: 'LINK_MALFORMED' });
  });

  it('counts frames beyond the numbers there are', async () => {
    let held = 0;
    const { settled } = sending(
      (offset, count, frame) => {
        if (offset === held && frame % 30_000 !== 29_999) held += count;
        return held;
      },
      { bytes: new Uint8Array(70_000), max_payload_bytes: 5 },
    );
    await vi.advanceTimersByTimeAsync(5000);
    expect((await settled).stats?.rewinds).toBe(2);
  });
});
