import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Image } from '../firmware/types.ts';
import type { Platform } from '../platform/types.ts';
import { silentLog } from '../support/log.ts';
import { createBench } from './bench.ts';
import { type Environment, findProgram } from './find-program.ts';
import { qemuArguments } from './probe/qemu.ts';
import type { Board } from './types.ts';

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
