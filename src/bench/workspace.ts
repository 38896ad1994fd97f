import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../support/log.ts';
import { killProcess } from '../support/system.ts';
import { workspaceFailed } from './probe/errors.ts';
import {
  identifyProcess,
  liveness,
  type ProcessIdentity,
  thisProcess,
  wentDownWithHost,
} from './process-identity.ts';

const OWNER_FILE = 'owner.json';
const CHILD_FILE = 'emulator.json';
const OWNERLESS_LIMIT_MS = 3_600_000;

/** Workspaces lie in the system's folder for temporary files, among folders of others: only this is ours. */
const WORKSPACE = /^hilbench-run-\d+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** A folder that belongs to one lease of one process, and goes with it. */
export interface Workspace extends AsyncDisposable {
  readonly path: string;
  /** Writes a file; `PROBE_DISK_FULL` and its sisters when that fails. */
  write(name: string, bytes: Uint8Array): Promise<string>;
  /** Remembers a process to be ended by the next run should this one be killed. */
  recordChild(pid: number): Promise<void>;
}

/** @throws {HilbenchError} `PROBE_DISK_FULL`, `PROBE_NO_WORKSPACE` (kind `bench`) */
export async function createWorkspace(runtimeDir: string): Promise<Workspace> {
  const path = join(runtimeDir, `hilbench-run-${process.pid}-${randomUUID()}`);
  const write = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = join(path, name);
    try {
      await writeFile(file, bytes);
    } catch (error) {
      throw workspaceFailed(file, error);
    }
    return file;
  };
  const remove = async (): Promise<void> => {
    await rm(path, { recursive: true, force: true });
  };
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw workspaceFailed(path, error);
  }
  try {
    await write(OWNER_FILE, Buffer.from(JSON.stringify(thisProcess())));
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    path,
    write,
    recordChild: async (pid) => {
      const child = identifyProcess(pid);
      if (child !== undefined) await write(CHILD_FILE, Buffer.from(JSON.stringify(child)));
    },
    [Symbol.asyncDispose]: remove,
  };
}

async function readIdentity(file: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

/**
 * Whether a folder was made by this user. Everybody may make one where temporary files are, and it names a
 * process to be ended.
 */
async function isOwn(path: string, user: number | undefined): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isDirectory() === true && (user === undefined || found.uid === user);
}

/**
 * Removes the workspaces of processes that were killed or went down with the host, and ends the emulators and probe
 * tools they left behind, with whatever those have started.
 *
 * A process is known by its id, its start and the boot of the host, so that one which has that id now is left alone.
 *
 * @param user whose workspaces; absent where the system has no numbers for users
 */
export async function sweepWorkspaces(
  runtimeDir: string,
  log: Log,
  user = process.geteuid?.(),
): Promise<void> {
  const names = await readdir(runtimeDir).catch(() => []);
  for (const name of names.filter((entry) => WORKSPACE.test(entry))) {
    const path = join(runtimeDir, name);
    if (!(await isOwn(path, user))) continue;
    const owner = await readIdentity(join(path, OWNER_FILE));
    if (!(await isLeftBehind(path, owner))) continue;
    const child = await readIdentity(join(path, CHILD_FILE));
    if (child?.start_ticks !== undefined && liveness(child) === 'alive') {
      log.debug(`bench: ending process ${child.pid}, left behind by process ${owner?.pid ?? '(unknown)'}`);
      killProcess(child.pid);
    }
    for (const pid of await processesIn(path)) {
      log.debug(`bench: ending process ${pid}, which works in ${path}`);
      killProcess(pid);
    }
    log.debug(`bench: removing ${path}, left behind by process ${owner?.pid ?? '(unknown)'}`);
    await rm(path, { recursive: true, force: true }).catch((error: Error) =>
      log.debug(`bench: ${path} stays: ${error.message}`),
    );
  }
}

/** One that has had no owner's file for long belongs to a process that was killed before it wrote one. */
async function isLeftBehind(path: string, owner: ProcessIdentity | undefined): Promise<boolean> {
  const found = await stat(join(path, owner === undefined ? '.' : OWNER_FILE)).catch(() => undefined);
  if (found === undefined) return false;
  if (owner === undefined) return Date.now() - found.mtimeMs > OWNERLESS_LIMIT_MS;
  return liveness(owner) === 'dead' || wentDownWithHost(owner, found.mtimeMs);
}

/** What still runs in a folder that nobody but one lease knows of; empty where the system does not tell. */
async function processesIn(folder: string): Promise<readonly number[]> {
  const real = await realpath(folder).catch(() => folder);
  const found: number[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/u.test(name) || Number(name) === process.pid) continue;
    const cwd = await readlink(`/proc/${name}/cwd`).catch(() => '');
    if (cwd === real) found.push(Number(name));
  }
  return found;
}
