import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBench } from '../src/bench/bench.ts';
import type { ListedPort } from '../src/bench/ports.ts';
import { SiliconBoard } from '../src/bench/silicon-board.ts';
import type { BoardPort } from '../src/bench/types.ts';
import type { Image } from '../src/firmware/types.ts';
import { connectDevice } from '../src/link/device.ts';
import { findPlatform, loadPlatforms } from '../src/platform/load.ts';
import { silentLog } from '../src/support/log.ts';
import { testImage } from './helpers/emulated-bench.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_PLATFORM,
  STAND_IN_PLATFORMS,
} from './helpers/jlink-bench.ts';

const SERIALS = ['1160002221', '1160002222'] as const;
const AUTO: BoardPort = { kind: 'auto' };
const { signal } = new AbortController();
const platform = findPlatform(loadPlatforms(STAND_IN_PLATFORMS), STAND_IN_PLATFORM);

let image: Image;
let hardware: JLinkBench;

beforeAll(async () => {
  if (!canStandIn) return;
  image = await testImage('sum');
  hardware = await jlinkBench(SERIALS);
});
afterAll(() => hardware?.[Symbol.asyncDispose]());

const ttyOf = (serial: string): string => join(hardware.dir, 'boards', serial, 'tty');
/** A virtual COM port as a J-Link has it: its serial number has zeros in front. */
const vcom = (serial: string, path = ttyOf(serial)): ListedPort => ({
  path,
  vendorId: '1366',
  productId: '1061',
  serialNumber: `00${serial}`,
});
const path = (serial: string): BoardPort => ({ kind: 'path', path: ttyOf(serial) });

/** Takes a board of a bench of two, and greets what it has flashed there. @returns the path of its port */
async function greet(index: number, described: readonly BoardPort[], listed: readonly ListedPort[]) {
  const boards = SERIALS.map((jlink, number) => ({
    ...{ id: `evb-${number}`, platform: platform.name, jlink, tags: [] },
    port: described[number] ?? AUTO,
  }));
  const bench = createBench({
    ...{
      platforms: [platform],
      leaseDir: join(hardware.dir, 'leases'),
      runtimeDir: join(hardware.dir, 'run'),
    },
    ...{ log: silentLog, env: { ...process.env, ...hardware.env }, file: { boards, quarantine_after: 0 } },
    openBoard: (deps) => new SiliconBoard({ ...deps, listPorts: async () => listed, port_timeout_ms: 200 }),
  });
  const want = { platform, run: 'ports', timeout_ms: 1000, board: `evb-${index}` };
  await using board = await bench.lease(want, signal);
  const transport = await board.boot(image, [], signal);
  await using device = await connectDevice(transport, { signal, log: silentLog });
  expect(device.hello.build_id).toBe(image.build_id);
  return transport.path;
}

describe.skipIf(!canStandIn)('the port of a board beside another', () => {
  const both = () => SERIALS.map((serial) => vcom(serial));

  test.each([0, 1] as const)('is found by the serial number of its J-Link: board %d', async (index) => {
    expect(await greet(index, [], both())).toBe(ttyOf(SERIALS[index]));
  });

  test('is found by its own serial number', async () => {
    const own: BoardPort = { kind: 'usb_serial', usb_serial: SERIALS[1] };
    expect(await greet(1, [AUTO, own], both())).toBe(ttyOf(SERIALS[1]));
  });

  test('is refused where its path is now that of the other board, before anything is flashed', async () => {
    const swapped = [path(SERIALS[1]), path(SERIALS[0])];
    await expect(greet(0, swapped, both())).rejects.toMatchObject({
      code: 'PORT_OTHER_BOARD',
      kind: 'bench',
      message: expect.stringMatching(
        /serial 001160002222\) belongs to another board than J-Link 1160002221/u,
      ),
    });
  });

  test('is refused where the firmware of the other board is on it', async () => {
    const firmware = { path: ttyOf(SERIALS[0]), vendorId: 'cafe', serialNumber: `HB-${SERIALS[1]}` };
    await expect(greet(0, [path(SERIALS[0])], [firmware])).rejects.toMatchObject({
      code: 'PORT_OTHER_BOARD',
      message: expect.stringContaining('serial HB-1160002222'),
    });
  });

  test('is not guessed where two fit, and not taken from the other board', async () => {
    const twins = [vcom(SERIALS[0]), vcom(SERIALS[0], ttyOf(SERIALS[1]))];
    await expect(greet(0, [], twins)).rejects.toMatchObject({ code: 'PORT_AMBIGUOUS' });
    await expect(greet(0, [], [vcom(SERIALS[1])])).rejects.toMatchObject({
      code: 'PORT_NOT_FOUND',
      message: expect.stringMatching(/There is .*001160002222/u),
    });
  });
});
