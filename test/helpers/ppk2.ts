import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram } from '../../src/support/find-program.ts';

const STAND_IN = join(import.meta.dirname, '..', 'stand-ins', 'ppk2', 'ppk2.py');
const START_MS = 10_000;

/** What the stand-in takes for a second of the stamps of its board. */
export const CLOCK_HZ = 2_000_000;
export const ACTIVE_MA = 3;
export const IDLE_MA = 0.5;

/** A PPK2 that is attached to this host. Dispose to pull it. */
export interface StandInPpk2 extends AsyncDisposable {
  /** Of the port that answers, and of the other one. */
  readonly path: string;
  readonly silent_path: string;
  /** What it was told, each command in hexadecimal digits. */
  readonly commands: readonly string[];
}

/** @param boards the folder of the boards behind stand-in probes, of which one has its wires on this PPK2 */
export async function attachPpk2(fault = '', boards?: string): Promise<StandInPpk2> {
  const folder = await mkdtemp(join(tmpdir(), 'ppk2-'));
  const python = findProgram('python3', process.env) ?? 'python3';
  const child = spawn(python, [STAND_IN, folder], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {
      ...process.env,
      HILBENCH_STANDIN_PPK2: fault,
      ...(boards === undefined ? {} : { HILBENCH_STANDIN_DIR: boards }),
    },
  });
  const path = join(folder, 'ppk2');
  const silent_path = join(folder, 'ppk2-shell');
  const log = join(folder, 'ppk2.log');
  const deadline = performance.now() + START_MS;
  while (!existsSync(log)) {
    if (performance.now() > deadline || child.exitCode !== null) throw new Error('the PPK2 did not start');
    await delay(10);
  }
  return {
    path,
    silent_path,
    get commands() {
      return readFileSync(log, 'utf8').split('\n').filter(Boolean);
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null) {
        const closed = new Promise((resolve) => child.once('close', resolve));
        child.stdin.end();
        await closed;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
