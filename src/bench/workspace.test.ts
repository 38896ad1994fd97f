import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../support/log.ts';
import { workspaceFailed } from './probe/errors.ts';
import { thisProcess } from './process-identity.ts';
import { createWorkspace, sweepWorkspaces } from './workspace.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-workspace-'));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true, force: true });
});

it('a workspace of a running process is left alone, one of an ended process is removed', async () => {
  await using mine = await createWorkspace(dir);
  const theirs = await createWorkspace(dir);
  const ended = { ...thisProcess(), start_ticks: 1 };
  await theirs.write('owner.json', Buffer.from(JSON.stringify(ended)));
  await theirs.write('blob-0.bin', new Uint8Array(1000));
  await sweepWorkspaces(dir, silentLog);
  expect((await readdir(dir)).map((name) => join(dir, name))).toEqual([mine.path]);
});

it('a folder without an owner goes once it is old, but never one of another program', async () => {
  const ours = `hilbench-run-1-${randomUUID()}`;
  const theirs = ['run-1', `run-1-${randomUUID()}`, 'hilbench-run-notes', 'hilbench-run-1-backup'];
  for (const name of [ours, ...theirs]) {
    await mkdir(join(dir, name));
    await utimes(join(dir, name), 1, 1);
  }
  await sweepWorkspaces(dir, silentLog);
  expect((await readdir(dir)).sort()).toEqual([...theirs].sort());
});

it('only the process that was left behind is ended, not one that has its number now', async () => {
  const theirs = await createWorkspace(dir);
  const ended = { ...thisProcess(), start_ticks: 1 };
  await theirs.write('owner.json', Buffer.from(JSON.stringify(ended)));
  // This process's id with another start: killing by number alone would end the test.
  await theirs.write('emulator.json', Buffer.from(JSON.stringify(ended)));
  await sweepWorkspaces(dir, silentLog);
  expect(await readdir(dir)).toEqual([]);
});

it('one from before the host booted is removed, and whoever has the numbers in it now is left alone', async () => {
  const theirs = await createWorkspace(dir);
  // Ids, starts and all, of this very process, but of another boot: to end them would end the test.
  const before_boot = { ...thisProcess(), boot_id: randomUUID() };
  await theirs.write('emulator.json', Buffer.from(JSON.stringify(before_boot)));
  const owner = await theirs.write('owner.json', Buffer.from(JSON.stringify(before_boot)));
  vi.spyOn(os, 'uptime').mockReturnValue(60);
  await sweepWorkspaces(dir, silentLog);
  expect(await readdir(dir), 'written since the host booted').toHaveLength(1);
  const two_minutes_ago = Date.now() / 1000 - 120;
  await utimes(owner, two_minutes_ago, two_minutes_ago);
  await sweepWorkspaces(dir, silentLog);
  expect(await readdir(dir)).toEqual([]);
});

it('one of another machine or container is left alone, however old it is', async () => {
  const others = [{ host: 'elsewhere', boot_id: randomUUID() }, { pid_namespace: 'pid:[1]' }];
  for (const other of others) {
    const theirs = await createWorkspace(dir);
    const owner = await theirs.write(
      'owner.json',
      Buffer.from(JSON.stringify({ ...thisProcess(), start_ticks: 1, ...other })),
    );
    await utimes(owner, 1, 1);
  }
  await sweepWorkspaces(dir, silentLog);
  expect(await readdir(dir)).toHaveLength(others.length);
});

it.runIf(process.platform === 'linux')(
  'what works in a workspace that was left behind is ended',
  async () => {
    const theirs = await createWorkspace(dir);
    const left = spawn('sleep', ['600'], { cwd: theirs.path });
    const ended = once(left, 'exit');
    await theirs.write('owner.json', Buffer.from(JSON.stringify({ ...thisProcess(), start_ticks: 1 })));
    await sweepWorkspaces(dir, silentLog);
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await readdir(dir)).toEqual([]);
  },
);

it('what another user put there is left alone: it could name any process to be ended', async () => {
  const theirs = await createWorkspace(dir);
  const ended = { ...thisProcess(), start_ticks: 1 };
  await theirs.write('owner.json', Buffer.from(JSON.stringify(ended)));
  // Alive and named with its start: ending it would end the test.
  await theirs.write('emulator.json', Buffer.from(JSON.stringify(thisProcess())));
  const link = join(dir, `hilbench-run-1-${randomUUID()}`);
  await symlink(theirs.path, link);
  const here = (await readdir(dir)).sort();
  await sweepWorkspaces(dir, silentLog, (process.geteuid?.() ?? 0) + 1);
  expect((await readdir(dir)).sort()).toEqual(here);
});

it('a folder that is not writable and a full disk are told apart', async () => {
  await writeFile(join(dir, 'file'), '');
  await expect(createWorkspace(join(dir, 'file'))).rejects.toMatchObject({ code: 'PROBE_NO_WORKSPACE' });
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  expect(workspaceFailed('/tmp/x', full)).toMatchObject({ code: 'PROBE_DISK_FULL', kind: 'bench' });
});
