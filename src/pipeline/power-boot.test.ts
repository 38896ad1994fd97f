import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import type { FlashBlob } from '../bench/types.ts';
import type { Image } from '../firmware/types.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import type { Location } from '../platform/types.ts';
import { bootWindows, type PowerTask } from './power-boot.ts';
import { Stopwatch } from './stopwatch.ts';

const platform = findPlatform(loadPlatforms(join(ROOT, 'platforms')), 'apollo510_evb');
const PARAMETERS = platform.parameters?.address ?? 0;
const MRAM = 0x60_0000;
const NVM = platform.memories.NVM?.address;

/** What the probe writes beside the image, when the model is placed there. */
async function flashedFor(location: Location): Promise<readonly number[]> {
  const flashed: FlashBlob[] = [];
  const memories = {
    MRAM: { address: MRAM, bytes: 2 ** 20 },
    SRAM: { address: 0x2008_0000, bytes: 2 ** 20 },
  };
  const task = {
    request: { platform, resource_variables: 0, seed: 1 },
    plan: { build: { blob: new Uint8Array(64) } },
    tuned: { placement: { model: { location, bytes: 64 }, arena: { location: 'SRAM', bytes: 1024 } } },
    board: {
      bootForPower: async (_: Image, blobs: readonly FlashBlob[]) => void flashed.push(...blobs),
    },
    watch: new Stopwatch(() => 0),
    signal: new AbortController().signal,
  } as unknown as PowerTask;
  const image = { memories } as unknown as Image;
  const wanted = { image, mode: 'hp', inferences: 10, idle_ms: 0 } as const;
  await bootWindows(task, { parameters_address: PARAMETERS }, wanted);
  return flashed.map(({ address }) => address);
}

it('flashes the model before energy is measured, but for one in NVM, which keeps what was sent over the link', async () => {
  expect(await flashedFor('MRAM')).toEqual([MRAM, PARAMETERS]);
  expect(NVM).toBe(0x8000_0000);
  expect(await flashedFor('NVM')).toEqual([PARAMETERS]);
});
