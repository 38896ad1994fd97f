import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../test/helpers/cli.ts';
import { loadPlatforms } from '../platform/load.ts';
import { findProgram } from '../support/find-program.ts';
import { type DoctorDeps, diagnose, type Finding } from './doctor.ts';
import { findJLink } from './probe/jlink.ts';

/** Where its installer puts J-Link Commander, it is found without PATH. */
const installed = findJLink({ PATH: '' }) !== undefined;

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-doctor-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function findings(changes: Partial<DoctorDeps> = {}, onFinding?: (finding: Finding) => void) {
  const deps: DoctorDeps = {
    env: process.env,
    cacheDir: join(dir, 'cache'),
    leaseDir: join(dir, 'leases'),
    runtimeDir: join(dir, 'run'),
    node_version: process.versions.node,
    signal: new AbortController().signal,
    ...changes,
  };
  const all = await diagnose(deps, onFinding);
  return Object.fromEntries(all.map(({ id, ...finding }) => [id, finding]));
}

async function fakeTool(name: string, script: string): Promise<void> {
  await mkdir(join(dir, 'bin'), { recursive: true });
  await writeFile(join(dir, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

describe('the doctor', () => {
  const complete =
    findProgram('qemu-system-arm', process.env) && findProgram('arm-none-eabi-gcc', process.env);

  it.runIf(complete)('finds nothing wrong on a machine that has everything', async () => {
    const found = await findings();
    expect(Object.values(found).filter(({ status }) => status === 'fail')).toEqual([]);
    expect(found.emulator?.message).toMatch(/boots and talks over its serial port/u);
    expect(found.qemu?.message).toMatch(/qemu-system-arm \d+\.\d+/u);
  });

  it('says how to get what is missing', async () => {
    const found = await findings({ env: { PATH: join(dir, 'bin') } });
    expect(found.qemu).toMatchObject({
      status: 'fail',
      fix: expect.stringContaining('apt-get install qemu-system-arm'),
    });
    expect(found.compiler).toMatchObject({
      status: 'fail',
      fix: expect.stringContaining('gcc-arm-none-eabi'),
    });
    expect(found, 'the same trouble is told once').not.toHaveProperty('emulator');
  });

  it('warns of a QEMU that is too old, and names what one that cannot start says', async () => {
    await fakeTool(
      'qemu-system-arm',
      'test "$1" = --version && echo "QEMU emulator version 6.1.0" && exit; echo "no such machine" >&2; exit 1',
    );
    const found = await findings({ env: { PATH: `${join(dir, 'bin')}:/usr/bin:/bin` } });
    expect(found.qemu).toMatchObject({ status: 'warn', fix: 'Install QEMU 7.2 or later.' });
    expect(found.emulator).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('no such machine'),
    });
  });

  it('reports a folder that cannot be used and a Node.js that is too old', async () => {
    await writeFile(join(dir, 'file'), '');
    const found = await findings({ leaseDir: join(dir, 'file', 'leases'), node_version: '20.1.0', env: {} });
    expect(found['lease-folder']).toMatchObject({ status: 'fail', fix: expect.stringContaining('writable') });
    expect(found.node).toEqual({
      status: 'fail',
      message: 'Node.js 20.1.0',
      fix: 'Install Node.js 22.12 or later.',
    });
  });

  it('makes the folder of leases as a run does, and says when others can take no board there', async () => {
    const leaseDir = join(dir, 'leases');
    expect((await findings())['lease-folder']).toMatchObject({ status: 'ok' });
    expect((await stat(leaseDir)).mode & 0o7777).toBe(0o1777);
    await chmod(leaseDir, 0o755);
    expect((await findings())['lease-folder']).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('for its owner only'),
      fix: expect.stringContaining(`chmod 1777 ${leaseDir}`),
    });
  });

  it('tells each finding as it comes, and what a tool says that fails', async () => {
    await fakeTool('make', 'echo "make: no such option" >&2; exit 2');
    const told: string[] = [];
    const found = await findings({ env: { PATH: join(dir, 'bin') } }, ({ id }) => told.push(id));
    expect(told).toEqual(Object.keys(found));
    expect(found.make).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/make ended with exit status 2: make: no such option/u),
      fix: expect.stringMatching(/by hand.*make --version/u),
    });
  });

  it.skipIf(installed)('looks at what nobody needs here, but calls it no trouble', async () => {
    const found = await findings({
      listPorts: () => Promise.reject(new Error('no udevadm')),
      env: { ...process.env, HILBENCH_JLINK: undefined, PATH: join(dir, 'bin') },
    });
    expect(found.ports).toMatchObject({ status: 'ok', message: expect.stringContaining('no udevadm') });
    expect(found.jlink).toMatchObject({ status: 'ok', message: expect.stringContaining('not installed') });
  });
});

describe('the doctor of a bench with boards of silicon', () => {
  const platforms = loadPlatforms(join(ROOT, 'platforms'));
  const atBench = async (yaml: string, changes: Partial<DoctorDeps> = {}) => {
    const path = join(dir, 'bench.yml');
    await writeFile(path, `boards:\n  - {id: evb-1, platform: apollo510_evb, jlink: "11"${yaml}}\n`);
    return await findings({
      bench: { path: { path, named: true }, platforms },
      ...{ cwd: dir, listPorts: async () => [], env: { PATH: join(dir, 'bin') }, ...changes },
    });
  };

  it('needs the list of ports where it must look for one', async () => {
    const unlisted = { listPorts: () => Promise.reject(new Error('no udevadm')) };
    expect((await atBench('', unlisted)).ports).toMatchObject({ status: 'fail', fix: expect.any(String) });
    expect((await atBench(', port: /dev/none', unlisted)).ports).toMatchObject({ status: 'ok' });
    const ppk2 = ', port: /dev/none, monitor: {kind: ppk2, supply_v: 1.8}';
    expect((await atBench(ppk2, unlisted)).ports).toMatchObject({ status: 'fail' });
  });

  it.skipIf(installed)('needs what their firmware is built and flashed with, and no emulator', async () => {
    const found = await atBench('');
    expect(found.qemu).toMatchObject({ status: 'warn', fix: expect.stringContaining('qemu-system-arm') });
    expect(found.make).toMatchObject({ status: 'fail', fix: expect.stringContaining('install make') });
    expect(found.jlink).toMatchObject({ status: 'fail', fix: expect.stringContaining('segger.com') });
    expect(found.neuralspot).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('apollo510_evb'),
      fix: expect.stringContaining('HILBENCH_NEURALSPOT_ROOTDIR'),
    });
  });

  it('finds the checkout of neuralSPOT where a run does, and says what an incomplete one lacks', async () => {
    const sdk = join(dir, 'sdk');
    for (const folder of ['make', 'neuralspot', 'extern/tensorflow', 'apps/mine']) {
      await mkdir(join(sdk, folder), { recursive: true });
    }
    const env = { PATH: '', HILBENCH_NEURALSPOT_ROOTDIR: sdk };
    expect((await atBench('', { env })).neuralspot).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('make/neuralspot_config.mk'),
    });
    await writeFile(join(sdk, 'make', 'neuralspot_config.mk'), '');
    const here = { status: 'ok', message: `neuralSPOT in ${sdk}` };
    expect((await atBench('', { env })).neuralspot).toEqual(here);
    expect((await atBench('', { cwd: join(sdk, 'apps/mine') })).neuralspot).toEqual(here);
  });

  it.runIf(process.platform === 'linux')(
    'minds the rights of its own serial ports, and of no others',
    async () => {
      await writeFile(join(dir, 'file'), '');
      // Cannot be opened, whoever asks.
      const path = join(dir, 'file', 'tty');
      const port = (vendorId: string) => ({ listPorts: async () => [{ path, vendorId, productId: '1' }] });
      const denied = {
        status: 'fail',
        message: expect.stringContaining(`may not open ${path}`),
        fix: expect.stringContaining('dialout'),
      };
      expect((await atBench('', port('1366'))).ports).toMatchObject(denied);
      expect((await atBench('', port('cafe'))).ports).toMatchObject(denied);
      expect((await atBench('', port('0403'))).ports).toMatchObject({ status: 'ok' });
      expect((await atBench(`, port: ${path}`, port('0403'))).ports).toMatchObject(denied);
      expect((await atBench(', port: /dev/none', port('0403'))).ports).toMatchObject({ status: 'ok' });
    },
  );
});

describe('the doctor, told to stop', () => {
  it('stops', async () => {
    await expect(findings({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
