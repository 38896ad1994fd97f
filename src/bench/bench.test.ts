import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Image } from '../firmware/types.ts';
import type { Platform } from '../platform/types.ts';
import { cancelled, HilbenchError } from '../support/errors.ts';
import { type Environment, findProgram } from '../support/find-program.ts';
import { silentLog } from '../support/log.ts';
import { createBench } from './bench.ts';
import { HealthStore } from './health.ts';
import { qemuArguments } from './probe/qemu.ts';
import type { Bench, BenchBoard, Board, BoardMonitor } from './types.ts';

function platform(name: string, changes: Partial<Platform> = {}): Platform {
  return {
    name,
    title: `The ${name}`,
    core: 'cortex-m55',
    features: ['dsp', 'fpu', 'mve'],
    emulated: true,
    memories: {},
    cpu_modes: {},
    transports: ['UART'],
    baud: 115_200,
    probe: { kind: 'qemu', machine: 'mps3-an547', icount_shift: 6 },
    ...changes,
  };
}

const emulated = platform('mps3_an547');
const wrongMachine = platform('mps9', { probe: { kind: 'qemu', machine: 'mps9-none', icount_shift: 6 } });
const silicon = platform('apollo510_evb', {
  emulated: false,
  probe: { kind: 'jlink', device: 'AP510', load_address: 0x41_0000 },
});

const image: Image = {
  hash: '',
  build_id: '',
  elf_path: '/nowhere/image.elf',
  toolchain: { name: 'gcc', version: '' },
  from_store: true,
  rom_bytes: 0,
  ram_bytes: 0,
  sections: [],
};

let dir: string;
const { signal } = new AbortController();

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-bench-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

function bench(env: Environment = process.env) {
  return createBench({
    platforms: [emulated, silicon, wrongMachine],
    leaseDir: join(dir, 'leases'),
    runtimeDir: join(dir, 'run'),
    log: silentLog,
    env,
  });
}

function lease(wanted: Platform, board?: string, env?: Environment): Promise<Board> {
  const want = { platform: wanted, run: 'test', timeout_ms: 200 };
  return bench(env).lease(board === undefined ? want : { ...want, board }, signal);
}

describe('a bench', () => {
  it('lists the emulated boards, and who uses them', async () => {
    const before = await bench().boards();
    expect(before[0]).toEqual({ id: 'mps3_an547-0', platform: 'mps3_an547', probe: 'qemu' });
    expect(before.every(({ leased_by }) => leased_by === undefined)).toBe(true);
    await using board = await lease(emulated);
    const used = (await bench().boards()).filter(({ leased_by }) => leased_by !== undefined);
    expect(used).toEqual([
      expect.objectContaining({
        id: board.id,
        leased_by: expect.objectContaining({ pid: process.pid, run: 'test' }),
      }),
    ]);
  });

  it('has no silicon board, and says what to run on instead', async () => {
    await expect(lease(silicon)).rejects.toMatchObject({
      code: 'BENCH_NO_BOARD',
      kind: 'input',
      hint: expect.stringContaining('--platform mps3_an547'),
    });
  });

  it.each([
    ['mps3_an457-0', 'Did you mean "mps3_an547-0"'],
    ['mps9-0', 'The boards for mps3_an547 are mps3_an547-0'],
  ])('does not know the board %s for a platform', async (id, hint) => {
    await expect(lease(emulated, id)).rejects.toMatchObject({
      code: 'BENCH_UNKNOWN_BOARD',
      kind: 'input',
      hint: expect.stringContaining(hint),
    });
  });

  it('that is full names who uses it', async () => {
    await using first = await lease(emulated, 'mps3_an547-0');
    await expect(lease(emulated, first.id)).rejects.toMatchObject({ code: 'BENCH_BUSY', kind: 'bench' });
  });
});

describe('booting', () => {
  it('without QEMU says how to install it', async () => {
    await using board = await lease(emulated, undefined, { PATH: '/nowhere' });
    await expect(board.boot(image, [], signal)).rejects.toMatchObject({
      code: 'PROBE_NO_QEMU',
      kind: 'bench',
      hint: expect.stringContaining('apt-get install qemu-system-arm'),
    });
  });

  describe.skipIf(findProgram('qemu-system-arm', process.env) === undefined)('with QEMU', () => {
    it.each([
      ['a machine that it does not have', wrongMachine, 'unsupported machine type'],
      ['an image that does not exist', emulated, '/nowhere/image.elf'],
    ])('ends with what it says of %s', async (_, wanted, words) => {
      await using board = await lease(wanted);
      await expect(board.boot(image, [], signal)).rejects.toMatchObject({
        code: 'PROBE_QEMU_FAILED',
        kind: 'bench',
        message: expect.stringContaining(words),
        detail: expect.stringContaining(words),
      });
      expect(board.lastOutput()).toContain(words);
    });

    it('ends at once when it is aborted, and leaves nothing', async () => {
      const controller = new AbortController();
      const board = await lease(emulated);
      const booting = board.boot(image, [], controller.signal);
      controller.abort();
      await expect(booting).rejects.toMatchObject({ code: 'CANCELLED' });
      await board[Symbol.asyncDispose]();
      expect(await readdir(join(dir, 'run'))).toEqual([]);
    });
  });

  it('gives QEMU paths with commas as they are', () => {
    const start = { machine: 'm', icount_shift: 6, elf_path: '/a.elf', baud: 1, line: 'link' as const };
    const blobs = [{ address: 0x6000_0000, bytes: new Uint8Array() }];
    expect(qemuArguments({ ...start, blobs }, ['/tmp/a,b/blob'])).toContain(
      'loader,file=/tmp/a,,b/blob,addr=0x60000000,force-raw=on',
    );
  });
});

const evb = { port: { kind: 'auto' as const }, tags: [] };

describe('boards of bench.yml', () => {
  const boards = [
    { ...evb, id: 'evb-1', platform: 'apollo510_evb', jlink: '1', tags: ['usb'] },
    { ...evb, id: 'evb-2', platform: 'apollo510_evb', jlink: '2', tags: ['usb', 'lab'] },
    { ...evb, id: 'evb-3', platform: 'apollo510_evb', jlink: '3', quarantined: 'no header' },
  ];
  const told: string[] = [];

  function real(entries: readonly BenchBoard[] = boards) {
    told.length = 0;
    return createBench({
      platforms: [emulated, silicon],
      leaseDir: join(dir, 'leases'),
      runtimeDir: join(dir, 'run'),
      log: { ...silentLog, info: (text) => told.push(text), warn: (text) => told.push(text) },
      env: process.env,
      file: { path: 'bench.yml', boards: entries, quarantine_after: 2 },
    });
  }
  const want = (changes: object = {}) => ({ platform: silicon, run: 'r', timeout_ms: 100, ...changes });
  const linkLost = new HilbenchError({ kind: 'bench', code: 'LINK_TIMEOUT', message: 'silence', hint: '' });

  it('are listed with what is known of them', async () => {
    await using board = await real().lease(want({ board: 'evb-2' }), signal);
    expect(board.serial).toBe('2');
    const listed = (await real().boards()).filter(({ probe }) => probe === 'jlink');
    expect(listed).toEqual([
      { id: 'evb-1', platform: 'apollo510_evb', probe: 'jlink', port: 'auto', jlink: '1', tags: ['usb'] },
      expect.objectContaining({ id: 'evb-2', leased_by: expect.objectContaining({ run: 'r' }) }),
      expect.objectContaining({
        id: 'evb-3',
        quarantined: { reason: 'no header', by: 'bench.yml' },
      }),
    ]);
  });

  it('are taken by platform and tags, the first free one, those in quarantine never', async () => {
    const bench = real();
    expect(bench.candidates(want())).toEqual(['evb-1', 'evb-2']);
    expect(bench.candidates(want({ tags: ['usb', 'lab'] }))).toEqual(['evb-2']);
    await using first = await bench.lease(want(), signal);
    await using second = await bench.lease(want({ run: 's' }), signal);
    expect([first.id, second.id]).toEqual(['evb-1', 'evb-2']);
    expect(told).toContain('Board evb-3 is passed over: it is in quarantine (no header)');
    await expect(bench.lease(want({ run: 't' }), signal)).rejects.toMatchObject({ code: 'BENCH_BUSY' });
    await expect(bench.lease(want({ board: 'evb-3' }), signal)).rejects.toMatchObject({
      code: 'BENCH_ALL_QUARANTINED',
      kind: 'bench',
      message: expect.stringContaining('evb-3 (no header)'),
    });
    expect(() => bench.candidates(want({ tags: ['nvm'] }))).toThrow(
      expect.objectContaining({ code: 'BENCH_NO_BOARD', hint: expect.stringContaining('evb-2 (usb, lab)') }),
    );
    expect(() => bench.candidates({ platform: emulated, tags: ['usb'] })).toThrow(/No board that fits/u);
  });

  it('are taken by the instrument that a run measures with', () => {
    const inputs = { gate: 0, state: 1, go: 0 };
    const kinds: Readonly<Record<string, BoardMonitor['kind']>> = { 'evb-1': 'ppk2', 'evb-2': 'joulescope' };
    const bench = real(
      boards.map((board): BenchBoard => {
        const kind = kinds[board.id];
        return kind === undefined ? board : { ...board, monitor: { kind, supply_v: 1.8, inputs } };
      }),
    );
    expect(bench.candidates(want({ monitor: 'joulescope' }))).toEqual(['evb-2']);
    expect(() => bench.candidates(want({ monitor: 'joulescope', board: 'evb-1' }))).toThrow(
      expect.objectContaining({
        code: 'POWER_NO_MONITOR',
        message: expect.stringContaining('evb-1 (ppk2)'),
      }),
    );
  });

  async function run(bench: Bench, name: string, error?: unknown): Promise<void> {
    const board = await bench.lease(want({ run: name, board: 'evb-1' }), signal);
    await bench.ended(name, error);
    await board[Symbol.asyncDispose]();
  }

  it('that fail twice in a row are put in quarantine, seen by everybody, until they are released', async () => {
    const bench = real();
    await run(bench, 'one', linkLost);
    expect(told.at(-1)).toBe('Board evb-1 has failed once; quarantine begins at 2');
    await run(bench, 'two');
    await run(bench, 'three', linkLost);
    await run(bench, 'four', cancelled());
    await run(bench, 'five', new HilbenchError({ kind: 'model', code: 'DEVICE_X', message: '', hint: '' }));
    expect((await bench.boards())[0]).toMatchObject({ failures: 1 });
    await run(bench, 'six', linkLost);
    expect(told.at(-1)).toMatch(
      /Board evb-1 is in quarantine now: 2 failures in a row, the last: LINK_TIMEOUT/u,
    );
    await expect(run(bench, 'seven')).rejects.toMatchObject({ code: 'BENCH_ALL_QUARANTINED' });
    const other = real();
    expect((await other.boards())[0]?.quarantined).toMatchObject({ by: 'six' });
    await using next = await other.lease(want(), signal);
    expect(next.id).toBe('evb-2');
    expect(await other.release('evb-1')).toMatch(/LINK_TIMEOUT/u);
    expect(await other.release('evb-1')).toBeUndefined();
    await run(bench, 'eight');
    await expect(other.release('evb-3')).rejects.toMatchObject({ code: 'BENCH_QUARANTINED_BY_FILE' });
    await expect(other.release('evb-9')).rejects.toMatchObject({ code: 'BENCH_UNKNOWN_BOARD' });
  });

  it('are not leased by one that waited while they were put in quarantine', async () => {
    const bench = real(boards.slice(0, 1));
    const held = await bench.lease(want({ run: 'bad' }), signal);
    const waiting = real(boards.slice(0, 1)).lease(want({ run: 'next', timeout_ms: 5000 }), signal);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'BENCH_ALL_QUARANTINED' });
    const health = new HealthStore(join(dir, 'leases'));
    for (let turn = 0; turn < 2; turn++) await health.failed('evb-1', { reason: 'x', run: 'bad' }, 2);
    await held[Symbol.asyncDispose]();
    await refused;
    expect((await bench.boards())[0]).not.toHaveProperty('leased_by');
  });

  it('keep what they did to themselves where it cannot be kept, and say so', async () => {
    const bench = real();
    const board = await bench.lease(want({ run: 'one', board: 'evb-1' }), signal);
    await rm(join(dir, 'leases'), { recursive: true });
    await bench.ended('one', linkLost);
    expect(told.at(-1)).toMatch(/evb-1 did is not kept: .*cannot be used/u);
    await expect(board[Symbol.asyncDispose]()).rejects.toMatchObject({ code: 'BENCH_NO_LEASES' });
  });

  it('are not touched any more by a run that has lost them', async () => {
    for (const wanted of [
      want({ run: 'slept', board: 'evb-1' }),
      { platform: emulated, run: 'slept', timeout_ms: 100 },
    ]) {
      const held = await real().lease(wanted, signal);
      for (const name of await readdir(join(dir, 'leases'))) await rm(join(dir, 'leases', name));
      await using _other = await real().lease({ ...wanted, run: 'other', board: held.id }, signal);
      // There is no image: a boot that began would end with that.
      await expect(held.boot(image, [], signal)).rejects.toMatchObject({ code: 'BENCH_LEASE_LOST' });
      await expect(held[Symbol.asyncDispose]()).rejects.toMatchObject({ code: 'BENCH_LEASE_LOST' });
      expect((await real().boards()).find(({ id }) => id === held.id)).toMatchObject({
        leased_by: { run: 'other' },
      });
    }
  });

  it('do not count for what emulated ones do', async () => {
    const bench = real();
    for (const name of ['a', 'b', 'c']) {
      const board = await bench.lease({ platform: emulated, run: name, timeout_ms: 100 }, signal);
      await board[Symbol.asyncDispose]();
      await bench.ended(name, linkLost);
    }
    expect((await bench.boards()).every(({ failures }) => failures === undefined)).toBe(true);
  });
});
