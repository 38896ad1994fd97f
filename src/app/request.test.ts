import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import { parseRun } from '../config/run.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { requestOf } from './request.ts';

const platforms = loadPlatforms(join(ROOT, 'platforms'));

it.each([
  ['mps3_an547', { power_monitor: 'auto' }, 'modelled'],
  ['apollo510_evb', { power_monitor: 'auto' }, 'any'],
  ['apollo510_evb', { power_monitor: 'ppk2' }, 'ppk2'],
  ['apollo510_evb', { power_monitor: 'ppk2', joulescope: true }, 'joulescope'],
  ['apollo510_evb', {}, undefined],
])('on %s %j measures with %s', async (platform, flags, monitor) => {
  const config = await parseRun({
    model: 'kws.tflite',
    flags: { platform, ...flags },
    env: {},
    cwd: '/work',
  });
  expect(requestOf(config, findPlatform(platforms, platform), platforms, 'id').power_monitor).toBe(monitor);
});

describe('power is measured in the modes', () => {
  const modesOn = async (platform: string, cpu_mode: string) => {
    const flags = { platform, cpu_mode };
    const config = await parseRun({ model: 'kws.tflite', flags, env: {}, cwd: '/work' });
    return requestOf(config, findPlatform(platforms, platform), platforms, 'id').cpu_modes;
  };

  it.each([
    ['apollo510_evb', 'auto', ['lp', 'hp']],
    ['apollo510_evb', 'HP', ['hp']],
    ['apollo3p_evb', 'auto', ['lp']],
    ['mps3_an547', 'auto', ['lp', 'hp']],
    ['mps3_an547', 'LP', ['lp']],
  ])('that %s has, with --cpu-mode %s', async (platform, mode, modes) => {
    expect(await modesOn(platform, mode)).toEqual(modes);
  });

  it('and in no other', async () => {
    await expect(modesOn('apollo3p_evb', 'HP')).rejects.toMatchObject({ code: 'CPU_MODE_MISSING' });
  });
});
