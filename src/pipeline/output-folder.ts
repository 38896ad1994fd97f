import { constants } from 'node:fs';
import { access, mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileError, writeFileAtomic } from '../support/files.ts';
import { isRunning, systemErrorCode, unlessAbsent } from '../support/system.ts';

/**
 * The folder a run writes to. Files are staged in a hidden folder inside it and appear all at once, in
 * the order they were written, by `commit`; without it nothing stays, not even the folder if it is new.
 */
export class OutputFolder implements AsyncDisposable {
  readonly path: string;
  readonly #staging: string;
  /** The first folder that `open` had to make, to be taken away again. */
  readonly #created: string | undefined;
  readonly #files: string[] = [];
  #committed = false;

  private constructor(path: string, staging: string, created: string | undefined) {
    this.path = path;
    this.#staging = staging;
    this.#created = created;
  }

  /** @throws {HilbenchError} `FILE_NOT_PERMITTED`, `FILE_IN_THE_WAY`, `DISK_FULL` before anything is done */
  static async open(path: string, id: string): Promise<OutputFolder> {
    const staging = join(path, `.hilbench-${id}.${process.pid}.partial`);
    let created: string | undefined;
    try {
      created = await makeFolders(path);
      await access(path, constants.W_OK);
      await removeLeftovers(path);
      await mkdir(staging);
      return new OutputFolder(path, staging, created);
    } catch (cause) {
      await removeEmptyFolders(path, created);
      throw fileError(cause, 'use the output folder', path);
    }
  }

  /** Stages a file; `name` is relative, with forward slashes. Returns the path it will have. */
  async write(name: string, content: string | Uint8Array): Promise<string> {
    await writeFileAtomic(join(this.#staging, name), content);
    this.#files.push(name);
    return join(this.path, name);
  }

  async commit(): Promise<void> {
    for (const name of this.#files) {
      const target = join(this.path, name);
      try {
        await mkdir(dirname(target), { recursive: true });
        await rename(join(this.#staging, name), target);
      } catch (cause) {
        throw fileError(cause, 'write', target);
      }
    }
    this.#committed = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
    if (!this.#committed) await removeEmptyFolders(this.path, this.#created);
  }
}

/** Staging folders this old, of processes that are gone, were left by a kill. */
const LEFTOVER_AFTER_MS = 10 * 60_000;

/** Removes what runs that were killed left in `path`. Another host's runs are younger or look alive. */
async function removeLeftovers(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    const [, pid] = /^\.hilbench-[0-9A-Za-z-]+\.(\d+)\.partial$/.exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const leftover = await unlessAbsent(stat(join(path, name))); // another run may have removed it
    if (leftover !== undefined && Date.now() - leftover.mtimeMs > LEFTOVER_AFTER_MS)
      await rm(join(path, name), { recursive: true, force: true });
  }
}

/** Makes `path` and what is missing above it; returns the first folder it made. Node's own way never ends in `/proc`. */
async function makeFolders(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let folder = path; !(await exists(folder)); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    await mkdir(folder).catch((cause: unknown) => {
      if (systemErrorCode(cause) !== 'EEXIST') throw cause; // another run made it meanwhile
    });
  }
  return missing[0];
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Removes `path` and its parents up to and including `top`, as far as they are empty. One that the system does
 * not remove stays: another run may write into it by now, and an empty folder is no reason to fail.
 */
async function removeEmptyFolders(path: string, top: string | undefined): Promise<void> {
  if (top === undefined) return;
  for (let folder = path; !relative(top, folder).startsWith('..'); folder = dirname(folder)) {
    const gone = await rmdir(folder).then(
      () => true,
      (cause: unknown) => systemErrorCode(cause) === 'ENOENT',
    );
    if (!gone) return;
  }
}
