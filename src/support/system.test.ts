import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { killGroup, killProcess, unlessAbsent } from './system.ts';

describe('a look for what may not be there', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'system-'));
    writeFileSync(join(dir, 'file'), 'text');
  });

  test('finds it, or nothing', async () => {
    expect(await unlessAbsent(readFile(join(dir, 'file'), 'utf8'))).toBe('text');
    expect(await unlessAbsent(readFile(join(dir, 'none'), 'utf8'))).toBeUndefined();
  });

  test('takes for absence what the caller says, and nothing else that goes wrong', async () => {
    const below = join(dir, 'file', 'below');
    expect(await unlessAbsent(readFile(below), 'ENOTDIR')).toBeUndefined();
    await expect(unlessAbsent(readFile(below))).rejects.toThrow('ENOTDIR');
    await expect(unlessAbsent(mkdir(dir), 'ENOTDIR')).rejects.toThrow('EEXIST');
    await expect(unlessAbsent(Promise.reject(new SyntaxError('no JSON')))).rejects.toThrow('no JSON');
  });
});

describe('a process and its group', () => {
  const start = async () => {
    const leader = spawn('/bin/sh', ['-c', 'sleep 600 & echo started; wait'], { detached: true });
    await once(leader.stdout, 'data');
    return { leader, pid: leader.pid ?? 0 };
  };

  test('are killed, also one after the other', async () => {
    const { leader, pid } = await start();
    killProcess(pid);
    await once(leader, 'exit');
    expect(leader.signalCode).toBe('SIGKILL');
    expect(leader.stdout.closed).toBe(false); // the group's other process holds it open
    killGroup(pid);
    await once(leader.stdout, 'close');
  });

  test('may have ended before', async () => {
    const { leader, pid } = await start();
    killGroup(pid);
    await once(leader, 'close');
    expect(() => killGroup(pid)).not.toThrow();
    expect(() => killProcess(pid)).not.toThrow();
  });
});
