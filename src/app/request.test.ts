import { join } from 'node:path';
import { expect, it } from 'vitest';
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
