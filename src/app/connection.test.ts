import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import { parseRun } from '../config/run.ts';
import { portDefines } from '../firmware/neuralspot/module.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { withConnection } from './connection.ts';
import { requestOf } from './request.ts';

const platforms = loadPlatforms(join(ROOT, 'platforms'));

async function request(platform: string, flags: Readonly<Record<string, string | boolean>>) {
  const config = await parseRun({
    model: 'kws.tflite',
    flags: { platform, ...flags },
    env: {},
    cwd: '/work',
  });
  return requestOf(config, findPlatform(platforms, platform), platforms, 'id');
}

describe('the connection of a board of silicon', () => {
  it.each([
    [{}, undefined],
    [{ transport: 'UART' }, { transport: 'UART' }],
    [{ tty: '/dev/ttyACM3' }, { tty: '/dev/ttyACM3' }],
    [
      { transport: 'uart', baud: '921600' },
      { transport: 'UART', baud: 921_600 },
    ],
  ])('is what %j says', async (flags, connection) => {
    expect((await request('apollo510_evb', flags)).connection).toEqual(connection);
  });

  it('is not one that the board does not have', async () => {
    await expect(request('apollo3p_evb', { transport: 'USB' })).rejects.toMatchObject({
      code: 'CONFIG_NO_TRANSPORT',
      kind: 'input',
      hint: expect.stringContaining('UART'),
    });
  });
});

describe('an emulated board', () => {
  it.each([
    [{ tty: '/dev/ttyACM0' }, '--tty'],
    [{ baud: '115200' }, '--baud'],
  ])('takes no port of its own: %j', async (flags, flag) => {
    await expect(request('mps3_an547', flags)).rejects.toMatchObject({
      code: 'CONFIG_EMULATED_PORT',
      kind: 'input',
      message: expect.stringContaining(flag),
    });
  });

  it('has a UART, and no USB', async () => {
    expect((await request('mps3_an547', { transport: 'UART' })).connection).toBeUndefined();
    await expect(request('mps3_an547', { transport: 'USB' })).rejects.toMatchObject({
      code: 'CONFIG_NO_TRANSPORT',
    });
  });
});

describe('--nocompile-mode', () => {
  it('is for boards of silicon', async () => {
    expect((await request('apollo510_evb', { nocompile_mode: true })).nocompile).toBe(true);
    await expect(request('mps3_an547', { nocompile_mode: true })).rejects.toMatchObject({
      code: 'BOARD_KEEPS_NOTHING',
      kind: 'input',
    });
  });

  it.each(['create_library', 'onboard_perf'])('cannot be had with %s', async (option) => {
    const flags = { nocompile_mode: true, [option]: true };
    await expect(request('apollo510_evb', flags)).rejects.toMatchObject({ code: 'CONFIG_CONFLICT' });
  });

  it.each([
    [{}, true, 115_200],
    [{ transport: 'UART' }, false, 115_200],
    [{ transport: 'UART', baud: '921600' }, false, 921_600],
  ])('is the one that the firmware is built for, with %j', async (flags, usb, baud) => {
    const config = await parseRun({
      ...{ model: 'kws.tflite', env: {}, cwd: '/work' },
      flags: { platform: 'apollo510_evb', ...flags },
    });
    const defines = portDefines(withConnection(findPlatform(platforms, config.platform), config), 'link');
    expect(defines.includes('HB_NS_USB')).toBe(usb);
    expect(defines).toContain(`HB_NS_BAUD=${baud}u`);
  });
});
