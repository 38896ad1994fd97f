import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../support/find-program.ts';
import { type DoctorDeps, diagnose } from './doctor.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-doctor-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function findings(changes: Partial<DoctorDeps> = {}) {
  const all = await diagnose({
    env: process.env,
    cacheDir: join(dir, 'cache'),
    leaseDir: join(dir, 'leases'),
    runtimeDir: join(dir, 'run'),
    node_version: process.versions.node,
    signal: new AbortController().signal,
    ...changes,
  });
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
    expect(found.emulator).toMatchObject({ status: 'fail' });
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

  it('stops when it is told to', async () => {
    await expect(findings({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
