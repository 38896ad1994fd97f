import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import { requestOf } from '../app/request.ts';
import { parseRun } from '../config/run.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import type { ArenaLocation, Location, Placement } from '../platform/types.ts';
import { goesOverLink, settleStages } from './place-model.ts';

const platforms = loadPlatforms(join(ROOT, 'platforms'));
const silicon = findPlatform(platforms, 'apollo510_evb');
const emulated = findPlatform(platforms, 'mps3_an547');

async function settle(
  flags: Readonly<Record<string, string | boolean>>,
  location: Location = 'PSRAM',
  platform = silicon,
  arena_location: ArenaLocation = 'SRAM',
) {
  const input = { model: 'm.tflite', flags: { platform: platform.name, ...flags }, env: {}, cwd: '/work' };
  const request = requestOf(await parseRun(input), platform, platforms, 'id');
  const first: Placement = { model: { location, bytes: 1 }, arena: { location: arena_location, bytes: 1 } };
  return { asked: request, ...settleStages(request, first) };
}

describe('a model', () => {
  it('goes over the link to where the probe of a board of silicon does not write', () => {
    const over = (['TCM', 'SRAM', 'MRAM', 'PSRAM', 'NVM'] as const).filter((at) => goesOverLink(silicon, at));
    expect(over).toEqual(['PSRAM', 'NVM']);
    expect(goesOverLink(emulated, 'PSRAM')).toBe(false);
  });
});

describe('a model that auto puts into PSRAM', () => {
  it('has no stages whose images have no USB, and the result says so', async () => {
    const { request, issues } = await settle({
      onboard_perf: true,
      create_library: true,
      create_ambiqsuite_example: true,
    });
    expect(request).toMatchObject({ onboard_perf: false, tune_and_validate: true, profile: true });
    expect(request.packaging).toBeUndefined();
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'STAGES_OFF_IN_PSRAM',
        message: expect.stringContaining('power, library, AmbiqSuite example'),
      }),
    ]);
  });

  it('changes nothing where no such stage was asked for, in another memory, or on an emulated board', async () => {
    for (const { asked, request, issues } of [
      await settle({}),
      await settle({ onboard_perf: true }, 'MRAM'),
      await settle({ onboard_perf: true }, 'PSRAM', emulated),
    ]) {
      expect(request).toBe(asked);
      expect(issues).toEqual([]);
    }
  });

  it('leaves nothing to do when only such stages were asked for', async () => {
    const flags = { create_binary: false, create_profile: false, create_library: true };
    await expect(settle(flags)).rejects.toMatchObject({ code: 'PSRAM_NOTHING_LEFT', kind: 'input' });
  });
});

describe('a model that the user puts into PSRAM', () => {
  it('cannot be measured without USB', async () => {
    await expect(settle({ model_location: 'PSRAM', onboard_perf: true })).rejects.toMatchObject({
      code: 'POWER_MODEL_IN_PSRAM',
      kind: 'input',
    });
    expect((await settle({ model_location: 'PSRAM' })).issues).toEqual([]);
  });
});

describe('an AmbiqSuite example', () => {
  const example = { create_ambiqsuite_example: true, onboard_perf: true };

  it('is left out where auto puts the arena into PSRAM, and what needs no more than the chip stays', async () => {
    const { request, issues } = await settle({ ...example, create_library: true }, 'MRAM', silicon, 'PSRAM');
    expect(request).toMatchObject({
      onboard_perf: true,
      packaging: { library: true, ambiqsuite_example: false },
    });
    expect(issues).toMatchObject([
      { code: 'STAGES_OFF_IN_PSRAM', message: expect.stringContaining('arena') },
    ]);
    const alone = await settle(example, 'MRAM', silicon, 'PSRAM');
    expect(alone.request.packaging).toBeUndefined();
    expect(alone.request.onboard_perf).toBe(true);
  });

  it.each([
    ['the model into PSRAM', { model_location: 'PSRAM' }, 'PSRAM', 'SRAM'],
    ['the model into NVM', { model_location: 'NVM' }, 'NVM', 'SRAM'],
    ['the arena into PSRAM', { arena_location: 'PSRAM' }, 'MRAM', 'PSRAM'],
  ] as const)('is refused at once where the user puts %s', async (_, flags, model, arena) => {
    const settled = settle({ create_ambiqsuite_example: true, ...flags }, model, silicon, arena);
    await expect(settled).rejects.toMatchObject({ code: 'PACKAGE_NEEDS_PSRAM', kind: 'input' });
  });
});
