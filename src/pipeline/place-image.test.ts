import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { asIfDriven, drives } from './place-image.ts';

const platform = findPlatform(loadPlatforms(join(ROOT, 'platforms')), 'apollo510_evb');

it('only a memory outside the chip can be had by another image: one that is full stays full', () => {
  const none = { address: 0, bytes: 0 };
  const image = { memories: { MRAM: none, PSRAM: none } };
  const { memories } = asIfDriven(platform, image);
  expect(memories.MRAM?.effective_bytes).toBe(0);
  expect(memories.PSRAM).toEqual(platform.memories.PSRAM);
  expect([drives(image, 'PSRAM'), drives(image, 'NVM')]).toEqual([false, true]);
});
