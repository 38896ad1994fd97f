import { type FSWatcher, watch } from 'node:fs';
import { withDeadline } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import type { Holder, Lease, LeaseStore } from './lease.ts';

/** A holder that is killed changes no file, so the folder is also looked at this often. */
const RECHECK_MS = 500;

/**
 * Leases the first of `boards` that is free, waiting for one when all are taken.
 *
 * @param store prepared
 * @throws {HilbenchError} `BENCH_BUSY` naming the holders, when none is free within `timeout_ms`
 */
export async function waitForLease(
  store: LeaseStore,
  want: { readonly boards: readonly string[]; readonly run: string; readonly timeout_ms: number },
  log: Log,
  signal: AbortSignal,
): Promise<Lease> {
  let holders: ReadonlyMap<string, Holder> = new Map();
  let lease: Lease | undefined;
  const attempt = async (within: AbortSignal): Promise<boolean> => {
    const busy = new Map<string, Holder>();
    for (const board of want.boards) {
      if (within.aborted) return true;
      const result = await store.tryAcquire(board, want.run);
      if ('lease' in result) {
        lease = result.lease;
        return true;
      }
      busy.set(board, result.busy);
    }
    if (holders.size === 0) log.info(`Waiting for a board: ${describe(busy)}`);
    holders = busy;
    return false;
  };
  const timedOut = (): HilbenchError => busyError(want.timeout_ms, holders);
  let work: Promise<void> = Promise.resolve();
  try {
    await withDeadline(signal, want.timeout_ms, timedOut, (within) => {
      work = (async () => {
        const changes = new FolderChanges(store.dir);
        try {
          while (!(await attempt(within))) await changes.next(RECHECK_MS, within);
        } finally {
          changes.close();
        }
      })();
      return work;
    });
  } catch (error) {
    // The attempt that was under way may still have succeeded.
    await work.catch(() => undefined);
    await lease?.[Symbol.asyncDispose]();
    throw error;
  }
  if (lease === undefined) throw new Error('a wait for a lease ended without one');
  return lease;
}

function describe(holders: ReadonlyMap<string, Holder>): string {
  return [...holders]
    .map(
      ([board, { run, pid, host, since }]) =>
        `${board} is used by ${run} (process ${pid} on ${host}, since ${since})`,
    )
    .join('; ');
}

function busyError(timeout_ms: number, holders: ReadonlyMap<string, Holder>): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'BENCH_BUSY',
    message: `No board became free within ${timeout_ms} ms: ${describe(holders)}.`,
    hint: 'Wait for the other run to end, allow more time, or add a board to the bench.',
  });
}

/** Tells when something changed in a folder. */
class FolderChanges {
  readonly #watcher: FSWatcher | undefined;
  #changed = false;
  #wake: (() => void) | undefined;

  constructor(dir: string) {
    this.#watcher = watchFolder(dir);
    this.#watcher?.on('change', () => {
      this.#changed = true;
      this.#wake?.();
    });
    this.#watcher?.on('error', () => this.#watcher?.close());
  }

  /** Resolves at the next change since the last call, after `limit_ms`, or when `signal` is aborted. */
  async next(limit_ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    const timer = setTimeout(wake, limit_ms);
    signal.addEventListener('abort', wake);
    this.#wake = wake;
    if (this.#changed || signal.aborted) wake();
    await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
    this.#changed = false;
  }

  close(): void {
    this.#watcher?.close();
  }
}

/** Where the system has no watches left, looking every now and then must do. */
function watchFolder(dir: string): FSWatcher | undefined {
  try {
    return watch(dir, { persistent: false });
  } catch {
    return undefined;
  }
}
