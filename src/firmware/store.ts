import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../support/log.ts';
import { isRunning, systemErrorCode, unlessAbsent } from '../support/system.ts';
import { recall } from './remembered.ts';
import { storeError } from './store-errors.ts';

/** A stored folder; `path` gives where one of its files is. Entries are complete and whole, or absent. */
export interface StoreEntry {
  readonly dir: string;
  readonly path: (file: string) => string;
}

/**
 * Folders of files by content hash, kept while they are used. An entry appears by one rename, so neither a crash
 * nor a second process can show half of one, and it is checked against the hashes it was stored with on every use.
 */
export interface Store {
  /** The entry, or undefined when there is none or it was damaged; a damaged one is removed. */
  lookup(kind: StoreKind, key: string): Promise<StoreEntry | undefined>;
  /** Stores the named files of `dir`. When another process was first, its entry is used. */
  put(kind: StoreKind, key: string, dir: string, files: readonly string[]): Promise<StoreEntry>;
  /** Removes the entries of a kind that nothing has asked for in a month. */
  removeUnused(kind: StoreKind): Promise<void>;
  /** A folder on the same file system, removed when disposed. */
  workspace(): Promise<Workspace>;
}

export interface Workspace extends AsyncDisposable {
  readonly dir: string;
}

export type StoreKind = 'objects' | 'images';

const MANIFEST = 'manifest.json';
/** The hash of each file of an entry. */
const manifestSchema = z.record(z.string(), z.string());
/** A dead owner's folder this old goes. Younger ones stay: the owner may live in another PID namespace. */
const DEAD_AFTER_MS = 10 * 60_000;
/** Any folder this old goes: no build takes so long, and process ids come back. */
const STALE_AFTER_MS = 24 * 60 * 60_000;
/** Entries that nothing has asked for in this time go: every change to a model leaves an image behind. */
const UNUSED_AFTER_MS = 30 * 24 * 60 * 60_000;

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function isWhole(dir: string): Promise<boolean> {
  const manifest = await recall(join(dir, MANIFEST), manifestSchema);
  if (manifest === undefined || Object.keys(manifest).length === 0) return false;
  for (const [file, expected] of Object.entries(manifest)) {
    const bytes = await unlessAbsent(readFile(join(dir, file)));
    if (bytes === undefined || sha256(bytes) !== expected) return false;
  }
  return true;
}

async function exists(path: string): Promise<boolean> {
  return (await unlessAbsent(stat(path))) !== undefined;
}

/** Since the last change or use; 0 for what another process has removed meanwhile. */
async function ageOf(path: string): Promise<number> {
  const found = await unlessAbsent(stat(path));
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}

/**
 * Opens the store in `dir`, creating it when needed.
 *
 * Its functions throw `FIRMWARE_STORE_FULL` and `FIRMWARE_STORE_UNUSABLE` (kind `bench`).
 */
export function createStore(dir: string, log: Log): Store {
  const tmp_dir = join(dir, 'tmp');
  const at = (kind: StoreKind, key: string): string => join(dir, kind, key.slice(0, 2), key);
  const entry = (path: string): StoreEntry => ({ dir: path, path: (file) => join(path, file) });
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, dir);
    }
  };
  const temporary = (): string => join(tmp_dir, `${process.pid}-${randomBytes(6).toString('hex')}`);

  /** Out of the way first, by one rename, so that nobody sees it half removed. */
  async function discard(path: string): Promise<void> {
    const aside = temporary();
    await mkdir(tmp_dir, { recursive: true });
    await unlessAbsent(rename(path, aside)); // another process may have done it
    await rm(aside, { recursive: true, force: true });
  }

  async function lookup(kind: StoreKind, key: string): Promise<StoreEntry | undefined> {
    const path = at(kind, key);
    if (!(await exists(path))) return undefined;
    if (await isWhole(path)) {
      const now = new Date();
      await utimes(path, now, now);
      return entry(path);
    }
    log.warn(`The stored ${kind} entry ${key.slice(0, 12)} is damaged; it is built again.`);
    await discard(path);
    return undefined;
  }

  async function put(
    kind: StoreKind,
    key: string,
    from: string,
    files: readonly string[],
  ): Promise<StoreEntry> {
    const manifest: Record<string, string> = {};
    const staged = temporary();
    await mkdir(staged, { recursive: true });
    try {
      for (const file of files) {
        const bytes = await readFile(join(from, file));
        manifest[file] = sha256(bytes);
        await writeFile(join(staged, file), bytes);
      }
      await writeFile(join(staged, MANIFEST), JSON.stringify(manifest));
      const path = at(kind, key);
      await mkdir(join(path, '..'), { recursive: true });
      try {
        await rename(staged, path);
      } catch (error) {
        const code = systemErrorCode(error);
        if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
        const winner = await lookup(kind, key);
        if (winner !== undefined) return winner;
        await rename(staged, path);
      }
      return entry(path);
    } finally {
      await rm(staged, { recursive: true, force: true });
    }
  }

  async function removeUnused(kind: StoreKind): Promise<void> {
    for (const shelf of await readdir(join(dir, kind))) {
      for (const key of await readdir(join(dir, kind, shelf))) {
        const path = join(dir, kind, shelf, key);
        if ((await ageOf(path)) <= UNUSED_AFTER_MS) continue;
        log.debug(`Removing ${path}, unused for a month.`);
        await discard(path);
      }
    }
  }

  async function removeStale(): Promise<void> {
    for (const name of await readdir(tmp_dir)) {
      const path = join(tmp_dir, name);
      const age_ms = await ageOf(path);
      const pid = Number.parseInt(name, 10);
      const abandoned = age_ms > DEAD_AFTER_MS && !(pid > 0 && isRunning(pid));
      if (!abandoned && age_ms <= STALE_AFTER_MS) continue;
      log.debug(`Removing ${path}, left over from a run that was killed.`);
      await rm(path, { recursive: true, force: true });
    }
  }

  async function workspace(): Promise<Workspace> {
    await mkdir(tmp_dir, { recursive: true });
    await removeStale();
    const path = temporary();
    await mkdir(path);
    return { dir: path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
  }

  return {
    lookup: (kind, key) => guarded(() => lookup(kind, key)),
    put: (kind, key, from, files) => guarded(() => put(kind, key, from, files)),
    removeUnused: (kind) => guarded(() => removeUnused(kind)),
    workspace: () => guarded(workspace),
  };
}
