import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodeFrame, FRAME_KIND } from '../../src/link/frame.ts';
import { COMMAND } from '../../src/link/messages.ts';
import { buildPayload } from '../../src/link/payload.ts';
import { HOST_CC, HOST_MEMORY, HostBoard, type Line, PortBoard } from '../helpers/host-harness.ts';

const KIB = 1024;
const ignore = (): void => undefined;

/** Bytes with everything in them that framing has to deal with. */
function model(bytes: number, salt = 1): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) =>
    at % 97 === 0 ? 0 : (at * salt * 31 + (at >> 8)) & 255,
  );
}

/** Numbers from 0 to below 1, the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const isData = (wire: Uint8Array): boolean => wire.length > 1000;

/** Throws when the device does not have these bytes there. */
async function expectThere(
  device: Awaited<ReturnType<HostBoard['connect']>>,
  address: number,
  bytes: Uint8Array,
): Promise<void> {
  await device.selectModel({ source: address, address, bytes: bytes.length, crc32: crc32(bytes) });
}

describe.skipIf(HOST_CC === undefined)('an upload to the real harness', () => {
  const upload = async (line: Line, bytes: Uint8Array) => {
    await using board = new HostBoard();
    await using device = await board.connect(line);
    const progress: number[] = [];
    await device.upload(HOST_MEMORY, bytes, (done) => progress.push(done));
    await expectThere(device, HOST_MEMORY, bytes);
    return { stats: device.stats, progress, sent_bytes: board.sent_bytes };
  };

  test.each([1, 4092, 4093, 200_001])('of %i bytes arrives whole, each byte sent once', async (count) => {
    const { stats, progress, sent_bytes } = await upload({}, model(count));
    expect(stats.bulk).toEqual({ frames: Math.ceil(count / 4092), rewinds: 0 });
    expect(progress.at(-1)).toBe(count);
    expect(progress.toSorted((a, b) => a - b)).toEqual(progress);
    expect(sent_bytes).toBeLessThan(count * 1.01 + 200);
  });

  test.each([0, 2_000_000])('through a serial port that takes %i bytes a second', async (bytes_per_s) => {
    await using board = await PortBoard.start(bytes_per_s);
    await using device = await board.connect();
    const bytes = model(600_000);
    await device.upload(HOST_MEMORY, bytes, ignore);
    await expectThere(device, HOST_MEMORY, bytes);
    expect(device.stats.bulk.frames).toBeGreaterThanOrEqual(147);
  });

  test('ends when the board behind the port is gone', async () => {
    await using board = await PortBoard.start(200_000);
    await using device = await board.connect();
    const upload = device.upload(HOST_MEMORY, model(600_000), (done) => {
      if (done > 20_000) board.unplug();
    });
    await expect(upload).rejects.toMatchObject({
      code: 'LINK_CLOSED',
    });
  });

  test('goes back to a frame that was lost, once', async () => {
    const lost = new Set([5, 19]);
    const { stats } = await upload(
      { toDevice: (wire, index) => (lost.has(index) ? undefined : wire) },
      model(100_000),
    );
    expect(stats.bulk.rewinds).toBe(2);
    expect(stats.bulk.frames).toBeLessThanOrEqual(25 + 2 * 8);
  });

  test('survives a frame lost twice, the last frame lost, and bytes damaged', async () => {
    let dropped = 0;
    const { stats } = await upload(
      {
        toDevice: (wire, index) => {
          if (!isData(wire)) return wire;
          if (index === 12) return wire.map((byte, at) => (at === 99 ? byte ^ 1 || 3 : byte));
          // Of 51 000 bytes, the last piece is the only shorter one.
          const last = wire.length < 3000;
          return (last || index === 4 || index === 8) && dropped++ < 4 ? undefined : wire;
        },
      },
      model(51_000),
    );
    expect(dropped).toBeGreaterThanOrEqual(4);
    expect(stats.bulk.rewinds).toBeGreaterThanOrEqual(3);
  });

  test('does not need every answer', async () => {
    const { stats } = await upload(
      { toHost: (bytes, index) => (index > 3 && index % 3 === 0 ? undefined : bytes) },
      model(150_000),
    );
    expect(stats.bulk.frames).toBeGreaterThanOrEqual(37);
  });

  test('goes on after a reconnect where it was, and sends nothing that is there', async () => {
    await using board = new HostBoard();
    const bytes = model(400_000);
    {
      const unplug = new AbortController();
      await using device = await board.connect({}, unplug.signal);
      const upload = device.upload(HOST_MEMORY, bytes, (done) => {
        if (done > 200_000) unplug.abort();
      });
      await expect(upload).rejects.toMatchObject({ code: 'CANCELLED' });
    }
    const before = board.sent_bytes;
    await using device = await board.connect();
    await device.upload(HOST_MEMORY, bytes, ignore);
    await expectThere(device, HOST_MEMORY, bytes);
    expect(board.sent_bytes - before).toBeLessThan(202_500);

    const complete = board.sent_bytes;
    await device.upload(HOST_MEMORY, bytes, ignore);
    expect(board.sent_bytes - complete).toBeLessThan(200);
  });

  test('begins anew when the device was reset on the way', async () => {
    const command = COMMAND.RESET;
    const reset = encodeFrame({ kind: FRAME_KIND.request, command, sequence: 9, payload: new Uint8Array() });
    const { sent_bytes } = await upload(
      { toDevice: (wire, index) => (index === 12 ? reset : wire) },
      model(100_000),
    );
    expect(sent_bytes).toBeGreaterThan(130_000);
  });

  test('begins anew where the first part is no longer what was sent', async () => {
    await using board = new HostBoard();
    await using device = await board.connect();
    const bytes = model(30_000);
    await device.upload(HOST_MEMORY, bytes, ignore);
    await device.writeMemory(HOST_MEMORY + 5000, Uint8Array.of(1, 2, 3));
    await device.upload(HOST_MEMORY, bytes, ignore);
    await expectThere(device, HOST_MEMORY, bytes);
    await device.upload(HOST_MEMORY, model(30_000, 7), ignore);
    await expectThere(device, HOST_MEMORY, model(30_000, 7));
  });

  test('forgets the model and the arena that it overwrites', async () => {
    await using board = new HostBoard();
    await using device = await board.connect();
    const small = model(64);
    await device.upload(HOST_MEMORY, small, ignore);
    await expectThere(device, HOST_MEMORY, small);
    const arena = { address: HOST_MEMORY + 64 * KIB, bytes: 1024, resource_variables: 0 };
    await device.configure(arena);
    await device.upload(HOST_MEMORY + 32 * KIB, model(40 * KIB), ignore);
    await expect(device.invoke(1000)).rejects.toMatchObject({ code: 'DEVICE_NOT_READY' });
    await device.configure(arena);
    await device.upload(HOST_MEMORY + 32, model(100), ignore);
    await expect(device.configure(arena)).rejects.toMatchObject({ code: 'DEVICE_NOT_READY' });
  });

  test.each([
    ['below', HOST_MEMORY - 1],
    ['beyond', HOST_MEMORY + 32 * KIB * KIB - 10],
    ['around', 0xffff_fff0],
  ])('refuses what lies %s its memory', async (_, address) => {
    await using board = new HostBoard();
    await using device = await board.connect();
    await expect(device.upload(address, model(100), ignore)).rejects.toMatchObject({
      code: 'DEVICE_BAD_ADDRESS',
    });
  });

  test('is not upset by pieces that make no sense', async () => {
    await using board = new HostBoard();
    const next = numbers(3);
    const some = (limit: number): number => Math.floor(next() * limit);
    const commands = [COMMAND.BULK_BEGIN, COMMAND.BULK_DATA, COMMAND.BULK_DATA, COMMAND.BULK_END];
    const nonsense = board.transport({});
    for (let turn = 0; turn < 2000; turn++) {
      const command = commands[some(commands.length)] ?? COMMAND.BULK_DATA;
      const near = [HOST_MEMORY, HOST_MEMORY + 32 * KIB * KIB - 8, 0, 16, 100, 0xffff_fff0];
      const field = (): number => (near[some(near.length)] ?? 0) + some(16);
      const payload = buildPayload(
        { u32: field() % 2 ** 32 },
        { u32: field() % 2 ** 32 },
        { u32: some(3) },
        { bytes: new Uint8Array(some(40)) },
      );
      const cut = payload.subarray(0, some(payload.length + 1));
      await nonsense.write(encodeFrame({ kind: FRAME_KIND.request, command, sequence: turn, payload: cut }));
    }
    await using device = await board.connect();
    const bytes = model(20_000);
    await device.upload(HOST_MEMORY, bytes, ignore);
    await expectThere(device, HOST_MEMORY, bytes);
  });

  test('ends at once when the line is gone', async () => {
    await using board = new HostBoard();
    const device = await board.connect();
    const upload = device.upload(HOST_MEMORY, model(1_000_000), (done) => {
      if (done > 100_000) void device[Symbol.asyncDispose]();
    });
    await expect(upload).rejects.toMatchObject({ code: 'LINK_CLOSED' });
  });
});
