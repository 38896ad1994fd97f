import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HilbenchError } from '../support/errors.ts';
import { isDiskFull, systemErrorCode, unlessAbsent } from '../support/system.ts';
import { plainText } from '../support/text.ts';
import { FILE_MODE, generationName, generationsOf, removeOurs } from './generation-files.ts';
import { isGone, type ProcessIdentity, thisProcess } from './process-identity.ts';

/**
 * Leases of boards by files that every process of a host can see.
 *
 * A lease is a file `<board>.<generation>.json`; the one with the highest generation counts. Taking a board
 * creates the next generation with link(2), which succeeds for one process only; nothing is ever overwritten
 * or removed to take it, so there is no moment at which two processes can both have it. The highest
 * generation stays when it is released, so that generations never go back.
 */
interface LeaseFile {
  readonly schema: 1;
  readonly state: 'held' | 'released';
  readonly owner: ProcessIdentity;
  readonly since: string;
  /** What the board is used for: the id of a run. Shown to others. */
  readonly run: string;
}

export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  readonly run: string;
}

/**
 * A board that this process has. Disposing of it releases the board.
 *
 * A process that was stopped for long (a host that slept, a container that was paused) can lose its board where
 * others cannot see that it lives: `check` tells, and so does the release, because what was measured meanwhile may
 * be another run's.
 */
export interface Lease extends AsyncDisposable {
  readonly board: string;
  readonly generation: number;
  /** @throws {HilbenchError} `BENCH_LEASE_LOST`, `BENCH_NO_LEASES` (kind `bench`) */
  check(): Promise<void>;
}

export type LeaseAttempt = { readonly lease: Lease } | { readonly busy: Holder };

const HEARTBEAT_MS = 10_000;

const PARTIAL = '.partial';
/** Writing a lease takes a moment; what is older than this will not be finished. */
const PARTIAL_LIMIT_MS = 3_600_000;

/** Every user of the host takes boards here, and removes none but their own files: as /tmp is. */
const FOLDER_MODE = 0o1777;
const ENDING = 'json';

/** Every lost attempt means that another process took the board in between. */
const MOST_ATTEMPTS = 100;

function leasesUnusable(dir: string, cause: unknown): HilbenchError {
  const full = isDiskFull(cause);
  return new HilbenchError({
    kind: 'bench',
    code: full ? 'BENCH_DISK_FULL' : 'BENCH_NO_LEASES',
    message: `The folder of leases ${dir} cannot be used: ${(cause as Error).message}.`,
    hint: full
      ? 'Make room on that disk.'
      : 'Make that folder writable for every user of the bench, or set HILBENCH_LEASE_DIR to one that is.',
    cause,
  });
}

function leaseLost(board: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'BENCH_LEASE_LOST',
    message: `This run has lost the board ${board}: another one has taken it, or the files of leases were removed.`,
    hint: 'Run again. Do not suspend a host or pause a container that holds a board, and remove no leases of runs that go on.',
  });
}

export class LeaseStore {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  get dir(): string {
    return this.#dir;
  }

  /**
   * Makes the folder, and clears away what a process left that was killed while it wrote.
   *
   * @throws {HilbenchError} `BENCH_NO_LEASES`, `BENCH_DISK_FULL` (kind `bench`)
   */
  async prepare(): Promise<void> {
    try {
      const created = await mkdir(this.#dir, { recursive: true });
      if (created !== undefined) await chmod(this.#dir, FOLDER_MODE);
      for (const name of await readdir(this.#dir)) {
        if (name.endsWith(PARTIAL)) await this.#removeIfOld(join(this.#dir, name));
      }
    } catch (error) {
      throw leasesUnusable(this.#dir, error);
    }
  }

  async #removeIfOld(path: string): Promise<void> {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > PARTIAL_LIMIT_MS) await removeOurs(path);
  }

  /** Who has the board now, or undefined when it is free. */
  async holder(board: string): Promise<Holder | undefined> {
    try {
      for (;;) {
        const generation = (await this.#generations(board)).at(-1);
        if (generation === undefined) return undefined;
        const look = await this.#look(board, generation);
        if (look !== 'gone') return look === 'free' ? undefined : look;
      }
    } catch (error) {
      throw leasesUnusable(this.#dir, error);
    }
  }

  /**
   * Takes the board if it is free.
   *
   * @throws {HilbenchError} `BENCH_NO_LEASES`, `BENCH_DISK_FULL` (kind `bench`)
   */
  async tryAcquire(board: string, run: string): Promise<LeaseAttempt> {
    try {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const last = (await this.#generations(board)).at(-1) ?? 0;
        if (last > 0) {
          const look = await this.#look(board, last);
          if (look === 'gone') continue;
          if (look !== 'free') return { busy: look };
        }
        const lease = await this.#claim(board, last, run);
        if (lease !== undefined) return { lease };
      }
      throw new Error(`the lease of ${board} changed ${MOST_ATTEMPTS} times while it was being taken`);
    } catch (error) {
      throw leasesUnusable(this.#dir, error);
    }
  }

  #generations(board: string): Promise<readonly number[]> {
    return generationsOf(this.#dir, board, ENDING);
  }

  #path(board: string, generation: number): string {
    return join(this.#dir, generationName(board, generation, ENDING));
  }

  /** `gone`: a later generation has taken its place meanwhile. */
  async #look(board: string, generation: number): Promise<Holder | 'free' | 'gone'> {
    return (await unlessAbsent(holderIn(this.#path(board, generation)))) ?? 'gone';
  }

  /** Creates the generation after `last`, or returns undefined when another process was faster. */
  async #claim(board: string, last: number, run: string): Promise<Lease | undefined> {
    const generation = last + 1;
    const path = this.#path(board, generation);
    const file: LeaseFile = {
      schema: 1,
      state: 'held',
      owner: thisProcess(),
      since: new Date().toISOString(),
      run,
    };
    const partial = await this.#writePartial(file);
    try {
      await link(partial, path);
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') return undefined;
      throw error;
    } finally {
      await rm(partial, { force: true });
    }
    // A process that slept since it looked may have made a generation that had come and gone: there is a
    // higher one then, or the one it looked at has been cleared away.
    const present = await this.#generations(board);
    if (present.at(-1) !== generation || (last > 0 && !present.includes(last))) {
      await rm(path, { force: true });
      return undefined;
    }
    for (const lower of present) {
      if (lower < generation) await removeOurs(this.#path(board, lower));
    }
    return this.#hold(board, generation, file);
  }

  #hold(board: string, generation: number, file: LeaseFile): Lease {
    const path = this.#path(board, generation);
    const heartbeat = setInterval(() => {
      const now = new Date();
      // Only those who cannot look at this process need it, and a missed beat is made up by the next.
      utimes(path, now, now).catch(() => undefined);
    }, HEARTBEAT_MS);
    heartbeat.unref();
    let released: Promise<void> | undefined;
    const check = async (): Promise<void> => {
      // Its number alone does not tell: where the files were removed, another run has begun with 1 again.
      const text = await unlessAbsent(readFile(path, 'utf8'));
      const last = (await this.#generations(board)).at(-1);
      if (text !== JSON.stringify(file) || last !== generation) throw leaseLost(board);
    };
    const unusable = (error: unknown): never => {
      throw error instanceof HilbenchError ? error : leasesUnusable(this.#dir, error);
    };
    const release = async (): Promise<void> => {
      clearInterval(heartbeat);
      await check();
      const partial = await this.#writePartial({ ...file, state: 'released' });
      await rename(partial, path).catch(async (error: unknown) => {
        await rm(partial, { force: true });
        throw error;
      });
    };
    return {
      board,
      generation,
      check: () => check().catch(unusable),
      [Symbol.asyncDispose]: () => {
        released ??= release().catch(unusable);
        return released;
      },
    };
  }

  async #writePartial(file: LeaseFile): Promise<string> {
    const partial = join(this.#dir, `.${process.pid}-${randomUUID()}${PARTIAL}`);
    try {
      await writeFile(partial, JSON.stringify(file), { flag: 'wx' });
      await chmod(partial, FILE_MODE);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return partial;
  }
}

/** Who has the board by the lease in `path`, which must be there. */
async function holderIn(path: string): Promise<Holder | 'free'> {
  const file = parseLease(await readFile(path, 'utf8'));
  // Written whole before it got its name: one that cannot be read was damaged by something else.
  if (file === undefined || file.state === 'released') return 'free';
  return isGone(file.owner, (await stat(path)).mtimeMs) ? 'free' : holderOf(file);
}

/** Written by another process, perhaps of another user: text that is shown must be fit to print. */
function holderOf({ owner, since, run }: LeaseFile): Holder {
  return {
    pid: owner.pid,
    host: plainText(owner.host, 100),
    since: plainText(String(since), 40),
    run: plainText(String(run), 200),
  };
}

function parseLease(text: string): LeaseFile | undefined {
  try {
    const file = JSON.parse(text) as LeaseFile;
    const known = file?.schema === 1 && (file.state === 'held' || file.state === 'released');
    return known && Number.isInteger(file.owner?.pid) && typeof file.owner.host === 'string'
      ? file
      : undefined;
  } catch {
    return undefined;
  }
}
