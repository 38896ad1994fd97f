import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import { requestOf } from '../app/request.ts';
import { parseRun } from '../config/run.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import type { Location, Placement } from '../platform/types.ts';
import { goesOverLink, settleStages } from './place-model.ts';

const platforms = loadPlatforms(join(ROOT, 'platforms'));
const silicon = findPlatform(platforms, 'apollo510_evb');
const emulated = findPlatform(platforms, 'mps3_an547');

async function settle(
  flags: Readonly<Record<string, string | boolean>>,
  location: Location = 'PSRAM',
  platform = silicon,
) {
  const input = { model: 'm.tflite', flags: { platform: platform.name, ...flags }, env: {}, cwd: '/work' };
  const request = requestOf(await parseRun(input), platform, platforms, 'id');
  const first: Placement = { model: { location, bytes: 1 }, arena: { location: 'SRAM', bytes: 1 } };
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
