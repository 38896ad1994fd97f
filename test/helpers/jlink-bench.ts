import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram } from '../../src/support/find-program.ts';
import { isRunning } from '../../src/support/system.ts';
import type { Behaviour } from '../stand-ins/jlink/behaviour.ts';
import { canEmulate } from './emulated-bench.ts';
import { runningProcesses } from './processes.ts';

const STAND_IN = join(import.meta.dirname, '..', 'stand-ins', 'jlink');
const START_MS = 20_000;

/** Platform files of boards behind the stand-in J-Link. */
export const STAND_IN_PLATFORMS = join(STAND_IN, 'platforms');
export const STAND_IN_PLATFORM = 'standin_evb';
/** Where a board is played under the name of one that AmbiqSuite knows. */
export const STAND_IN_AMBIQ_PLATFORM = 'apollo510_evb';
export const STAND_IN_USB_PLATFORM = 'standin_usb_evb';

/** Whether this machine has what a board behind the stand-in J-Link takes. */
export const canStandIn =
  canEmulate && process.platform === 'linux' && findProgram('python3', process.env) !== undefined;

/** A board that is attached, powered and behind a probe. Dispose to pull the plug. */
export interface StandInBoard extends AsyncDisposable {
  readonly serial: string;
  readonly folder: string;
  /** Of its serial port. */
  readonly tty: string;
  /** Unix socket that carries the records of its wires. */
  readonly wires: string;
  /** How probe and port misbehave from now on. */
  misbehave(behaviour: Behaviour): void;
  /** Brings back a port that went away. */
  replug(): Promise<void>;
}

/** Waits for something that another process brings about. */
async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`${what} did not happen within ${START_MS} ms`);
    await delay(10);
  }
}

async function attachBoard(root: string, serial: string): Promise<StandInBoard> {
  const folder = join(root, serial);
  mkdirSync(folder);
  const python = findProgram('python3', process.env) ?? 'python3';
  const board = spawn(python, [join(STAND_IN, 'board.py'), folder], { detached: true, stdio: 'inherit' });
  const pid_file = join(folder, 'board.pid');
  await until(`board ${serial}`, () => existsSync(pid_file) || board.exitCode !== null);
  return {
    serial,
    folder,
    tty: join(folder, 'tty'),
    wires: join(folder, 'wires.sock'),
    misbehave: (behaviour) => {
      const partial = join(folder, 'behaviour.partial');
      writeFileSync(partial, JSON.stringify(behaviour));
      renameSync(partial, join(folder, 'behaviour.json'));
    },
    replug: async () => {
      if (board.exitCode !== null) throw new Error(`board ${serial} ended with status ${board.exitCode}`);
      const socket = connect(join(folder, 'control.sock'));
      socket.write(`${JSON.stringify({ op: 'replug' })}\n`);
      await once(socket, 'data');
      socket.destroy();
    },
    [Symbol.asyncDispose]: async () => {
      if (!existsSync(pid_file)) return;
      const pid = Number(readFileSync(pid_file, 'utf8'));
      rmSync(pid_file);
      if (board.exitCode !== null) return;
      process.kill(pid, 'SIGTERM');
      await until(`the end of board ${serial}`, () => board.exitCode !== null || !isRunning(pid));
    },
  };
}

/** Boards behind stand-in probes, in a folder of their own, with what an invocation needs to use them. */
export interface JLinkBench extends AsyncDisposable {
  readonly dir: string;
  readonly boards: readonly StandInBoard[];
  /** The first board. */
  readonly board: StandInBoard;
  /** For a command line that shall find these boards and no others. */
  readonly env: Record<string, string>;
  /** Changes bench.yml. */
  rewrite(change: (text: string) => string): void;
}

/**
 * Attaches boards behind stand-in probes and writes the bench.yml that describes them.
 *
 * @param more fields of each board in bench.yml, as lines of YAML
 */
export async function jlinkBench(
  serials: readonly string[] = ['1160002204'],
  more: readonly string[] = [],
  platform = STAND_IN_PLATFORM,
): Promise<JLinkBench> {
  const dir = await mkdtemp(join(tmpdir(), 'hilbench-jlink-'));
  const root = join(dir, 'boards');
  mkdirSync(root);
  const boards: StandInBoard[] = [];
  for (const serial of serials) boards.push(await attachBoard(root, serial));
  const [board] = boards;
  if (board === undefined) throw new Error('a bench has a board');
  const bench_file = join(dir, 'bench.yml');
  writeFileSync(
    bench_file,
    [
      'boards:',
      ...boards.flatMap(({ serial, tty }, index) => [
        `  - id: evb-${index}`,
        `    platform: ${platform}`,
        `    jlink: "${serial}"`,
        `    port: ${tty}`,
        ...more.map((line) => `    ${line}`),
      ]),
      '',
    ].join('\n'),
  );
  return {
    dir,
    boards,
    board,
    env: {
      HILBENCH_STANDIN_DIR: root,
      HILBENCH_JLINK: join(STAND_IN, 'JLinkExe'),
      HILBENCH_BENCH: bench_file,
      HILBENCH_PLATFORMS:
        platform === STAND_IN_AMBIQ_PLATFORM ? join(STAND_IN, 'apollo510') : STAND_IN_PLATFORMS,
      HILBENCH_LEASE_DIR: join(dir, 'leases'),
      TMPDIR: ensured(join(dir, 'tmp')),
    },
    rewrite: (change) => writeFileSync(bench_file, change(readFileSync(bench_file, 'utf8'))),
    [Symbol.asyncDispose]: async () => {
      for (const one of boards) await one[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function ensured(folder: string): string {
  mkdirSync(folder);
  return folder;
}

/** Command lines of the processes of which `ofThem` holds, the boards themselves and their emulators left out. */
async function processes(
  ofThem: (command: string, about: (name: 'cwd' | 'environ') => Promise<string>) => Promise<boolean>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { pid, command } of await runningProcesses()) {
    if (pid === process.pid || command.includes('board.py') || command.includes('qemu')) continue;
    const about = (name: 'cwd' | 'environ'): Promise<string> => {
      const path = `/proc/${pid}/${name}`;
      return (name === 'cwd' ? readlink(path) : readFile(path, 'latin1')).catch(() => '');
    };
    if (await ofThem(command, about)) found.push(command);
  }
  return found;
}

/** Processes that mention `folder`, run in it or were started for its bench.yml. */
export function toolsOf(folder: string): Promise<readonly string[]> {
  return processes(
    async (command, about) =>
      command.includes(folder) ||
      (await about('cwd')).includes(folder) ||
      (await about('environ')).includes(`HILBENCH_BENCH=${folder}`),
  );
}

/** Those, and all that have `folder` anywhere in their environment: a run whose TMPDIR it is, and what that started. */
export function startedWith(folder: string): Promise<readonly string[]> {
  return processes(async (command, about) =>
    [command, await about('cwd'), await about('environ')].some((text) => text.includes(folder)),
  );
}
