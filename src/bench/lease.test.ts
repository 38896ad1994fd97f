import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HilbenchError } from '../support/errors.ts';
import { silentLog } from '../support/log.ts';
import { type Lease, LeaseStore } from './lease.ts';
import { thisProcess } from './process-identity.ts';
import { waitForLease } from './wait-for-lease.ts';

/** What others do between the moment a process has looked at a lease and the moment it takes it. */
let meanwhile: (() => Promise<void>) | undefined;

/** Files of other users, in a folder where everybody may remove only their own. */
let ofOthers = (_path: string): boolean => false;

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const link: typeof real.link = async (from, to) => {
    const others = meanwhile;
    meanwhile = undefined;
    await others?.();
    await real.link(from, to);
  };
  const refused = Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
  const unlink: typeof real.unlink = async (path) => {
    if (ofOthers(String(path))) throw refused;
    await real.unlink(path);
  };
  return { ...real, link, unlink };
});

const contender = fileURLToPath(new URL('../../test/helpers/lease-contender.ts', import.meta.url));

let dir: string;
let store: LeaseStore;
let children: ChildProcess[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-lease-'));
  store = new LeaseStore(join(dir, 'leases'));
  await store.prepare();
  children = [];
});

afterEach(async () => {
  vi.restoreAllMocks();
  ofOthers = () => false;
  for (const child of children) child.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

function start(rounds: number): ChildProcess {
  const args = [contender, store.dir, 'board', String(rounds), join(dir, 'witness')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function acquired(run = 'a run'): Promise<Lease> {
  const attempt = await store.tryAcquire('board', run);
  if ('busy' in attempt) throw new Error('the board is busy');
  return attempt.lease;
}

/** A lease file as another process may have left it. */
async function leaveLease(generation: number, owner: object, age_ms = 0): Promise<void> {
  const path = join(store.dir, `board.${generation}.json`);
  const since = new Date(Date.now() - age_ms);
  await writeFile(path, JSON.stringify({ schema: 1, state: 'held', owner, since, run: 'theirs' }));
  await utimes(path, since, since);
}

function wait(timeout_ms: number, signal = new AbortController().signal): Promise<Lease> {
  return waitForLease(store, { boards: ['board'], run: 'mine', timeout_ms }, silentLog, signal);
}

describe('a folder of leases', () => {
  it('is there for every user of the host, who may see all leases and remove their own', async () => {
    expect((await stat(store.dir)).mode & 0o7777).toBe(0o1777);
    await acquired();
    const [file = ''] = await readdir(store.dir);
    expect((await stat(join(store.dir, file))).mode & 0o777).toBe(0o644);
  });

  it('may hold what other users left behind', async () => {
    await leaveLease(1, { ...thisProcess(), start_ticks: 1 });
    const partial = join(store.dir, '.1-x.partial');
    await writeFile(partial, '');
    await utimes(partial, 1, 1);
    ofOthers = (path) => path === partial || path.endsWith('board.1.json');
    await store.prepare();
    const lease = await acquired();
    expect(lease.generation).toBe(2);
    await lease[Symbol.asyncDispose]();
    expect((await acquired()).generation).toBe(3);
  });
});

describe('a lease', () => {
  it('keeps others out until it is released, and says who has it', async () => {
    const lease = await acquired('first run');
    expect(await store.tryAcquire('board', 'second run')).toEqual({
      busy: expect.objectContaining({ pid: process.pid, run: 'first run' }),
    });
    expect(await store.holder('board')).toMatchObject({ pid: process.pid, run: 'first run' });
    await lease[Symbol.asyncDispose]();
    expect(await store.holder('board')).toBeUndefined();
    await (await acquired())[Symbol.asyncDispose]();
  });

  it('of one board does not concern a board whose name begins the same', async () => {
    await acquired();
    expect(await store.tryAcquire('board.1', 'other')).toHaveProperty('lease');
    expect(await store.tryAcquire('boar', 'other')).toHaveProperty('lease');
  });

  it('leaves one small file behind, however often it was taken', async () => {
    for (let turn = 0; turn < 20; turn++) await (await acquired())[Symbol.asyncDispose]();
    expect(await readdir(store.dir)).toEqual(['board.20.json']);
  });

  it('released twice does not end the lease of the next holder', async () => {
    const first = await acquired();
    await first[Symbol.asyncDispose]();
    await acquired('second');
    await first[Symbol.asyncDispose]();
    expect(await store.holder('board')).toMatchObject({ run: 'second' });
  });

  it.each([
    { before: 0, times: 1 },
    { before: 0, times: 2 },
    { before: 1, times: 1 },
    { before: 1, times: 3 },
  ])(
    'taken $before times is not had by a process that slept while others took it $times times',
    async (turns) => {
      for (let turn = 1; turn <= turns.before; turn++) await (await acquired())[Symbol.asyncDispose]();
      meanwhile = async () => {
        for (let turn = 1; turn <= turns.times; turn++) {
          const lease = await acquired(`other ${turn}`);
          if (turn < turns.times) await lease[Symbol.asyncDispose]();
        }
      };
      const attempt = await store.tryAcquire('board', 'sleeper');
      expect(attempt).toMatchObject({ busy: { run: `other ${turns.times}` } });
      expect(await readdir(store.dir)).toEqual([`board.${turns.before + turns.times}.json`]);
    },
  );

  it('whose file was damaged can be taken', async () => {
    await writeFile(join(store.dir, 'board.7.json'), '{"schema":1,');
    expect((await acquired()).generation).toBe(8);
  });

  it('that another process took over, or whose file is gone, is lost: its holder learns that, and frees nothing', async () => {
    const lost = { code: 'BENCH_LEASE_LOST', kind: 'bench' };
    const slept = await acquired('slept');
    await expect(slept.check()).resolves.toBeUndefined();
    await leaveLease(2, thisProcess());
    await expect(slept.check()).rejects.toMatchObject(lost);
    await expect(slept[Symbol.asyncDispose]()).rejects.toMatchObject(lost);
    expect(await store.holder('board')).toMatchObject({ run: 'theirs' });

    for (const name of await readdir(store.dir)) await rm(join(store.dir, name));
    const swept = await acquired('swept');
    await rm(join(store.dir, 'board.1.json'));
    await acquired('next');
    await expect(swept[Symbol.asyncDispose]()).rejects.toMatchObject(lost);
    expect(await store.holder('board')).toMatchObject({ run: 'next' });
  });

  it('in a folder that cannot be used says so', async () => {
    const file = join(dir, 'file');
    await writeFile(file, '');
    await expect(new LeaseStore(join(file, 'leases')).prepare()).rejects.toMatchObject({
      code: 'BENCH_NO_LEASES',
      kind: 'bench',
    });
  });
});

describe('the lease of a process', () => {
  it('that runs is kept however old it is', async () => {
    await leaveLease(1, thisProcess(), 3_600_000);
    expect(await store.tryAcquire('board', 'mine')).toHaveProperty('busy');
  });

  it.runIf(process.platform === 'linux')('whose process id now belongs to another is free', async () => {
    await leaveLease(1, { ...thisProcess(), start_ticks: 1 });
    expect(await store.tryAcquire('board', 'mine')).toHaveProperty('lease');
  });

  it.each([
    ['another machine', { ...thisProcess(), host: 'elsewhere' }],
    ['another container', { ...thisProcess(), pid_namespace: 'pid:[1]' }],
    ['an earlier boot', { ...thisProcess(), boot_id: 'earlier' }],
  ])('on %s is kept while it gives signs of life', async (_, owner) => {
    await leaveLease(1, owner, 30_000);
    expect(await store.tryAcquire('board', 'mine')).toHaveProperty('busy');
    await leaveLease(1, owner, 61_000);
    expect(await store.tryAcquire('board', 'mine')).toHaveProperty('lease');
  });

  it('is free as soon as the host has booted anew', async () => {
    vi.spyOn(os, 'uptime').mockReturnValue(5);
    const before = { ...thisProcess(), boot_id: 'earlier' };
    await leaveLease(1, before, 20_000);
    expect(await store.holder('board')).toBeUndefined();
    // The namespace of a host's processes has the same name in every boot, and process ids are used again.
    await leaveLease(1, { pid: process.pid, host: before.host }, 20_000);
    expect(await store.tryAcquire('board', 'mine')).toHaveProperty('lease');
  });

  it.each([
    ['another machine of the same name, which gave a sign since', { boot_id: 'other' }, 3000],
    ['another machine of the same name, which gives one now and then', { boot_id: 'other' }, 9000],
    ['another container, up as long as this one seems to be', { pid_namespace: 'pid:[1]' }, 20_000],
    ['another machine', { host: 'elsewhere', boot_id: 'other' }, 20_000],
  ])('on %s is kept after a boot of this one', async (_, owner, age_ms) => {
    vi.spyOn(os, 'uptime').mockReturnValue(5);
    await leaveLease(1, { ...thisProcess(), ...owner }, age_ms);
    expect(await store.tryAcquire('board', 'mine')).toHaveProperty('busy');
  });

  it('that is killed is taken over', async () => {
    const child = start(0);
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    expect(await store.tryAcquire('board', 'mine')).toMatchObject({ busy: { pid: child.pid } });
    const waiting = wait(10_000);
    child.kill('SIGKILL');
    const lease = await waiting;
    expect(lease.generation).toBe(2);
  });
});

describe('waiting for a board', () => {
  it('ends as soon as the holder releases it', async () => {
    const held = await acquired();
    const start_ms = performance.now();
    const waiting = wait(10_000);
    setTimeout(() => void held[Symbol.asyncDispose](), 50);
    await waiting;
    expect(performance.now() - start_ms).toBeLessThan(2000);
  });

  it('takes the first board that is free', async () => {
    await acquired();
    const want = { boards: ['board', 'spare'], run: 'mine', timeout_ms: 1000 };
    expect((await waitForLease(store, want, silentLog, new AbortController().signal)).board).toBe('spare');
  });

  it('ends at the deadline and names the holder', async () => {
    await acquired('long run');
    const failure = await wait(100).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HilbenchError);
    expect(failure).toMatchObject({ code: 'BENCH_BUSY', kind: 'bench' });
    expect((failure as Error).message).toContain(`board is used by long run (process ${process.pid}`);
  });

  it('ends at once when it is aborted', async () => {
    await acquired();
    const controller = new AbortController();
    const waiting = wait(60_000, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

it('processes that compete never hold the board at the same time', async () => {
  const contenders = [start(60), start(60), start(60)];
  const results = await Promise.all(
    contenders.map(async ({ stdout, stderr }) => ({
      out: await text(stdout as NodeJS.ReadableStream),
      problems: await text(stderr as NodeJS.ReadableStream),
    })),
  );
  expect(results).toEqual(contenders.map(() => ({ out: 'done\n', problems: '' })));
  const last = JSON.parse(await readFile(join(store.dir, 'board.180.json'), 'utf8'));
  expect(last.state).toBe('released');
  expect(await readdir(store.dir)).toEqual(['board.180.json']);
});
