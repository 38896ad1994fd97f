import { randomUUID } from 'node:crypto';
import { chmod, link, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HilbenchError } from '../support/errors.ts';
import { systemErrorCode, unlessAbsent } from '../support/system.ts';
import { plainText } from '../support/text.ts';
import { FILE_MODE, generationName, generationsOf, removeOurs } from './generation-files.ts';

/**
 * How often boards failed in a row, and which are in quarantine for that: files beside the leases, which every
 * user of the host sees.
 *
 * As with leases, `<board>.<generation>.health` with the highest generation counts, and link(2) lets one process
 * only create the next: nothing is overwritten, so two runs lose no failure, a process that is killed leaves the
 * state before or after, and users need not write to files of others.
 */
const healthSchema = z.object({
  schema: z.literal(1),
  failures: z.int().min(0),
  quarantine: z.object({ reason: z.string(), since: z.string(), run: z.string() }).optional(),
});

/** What is known of a board. Its texts are fit to print. */
export type Health = z.infer<typeof healthSchema>;

/** Why a board must not be used, and since when. */
export type Quarantine = NonNullable<Health['quarantine']>;

const HEALTHY: Health = { schema: 1, failures: 0 };
const ENDING = 'health';
/** Every lost attempt means that another process wrote in between. */
const MOST_ATTEMPTS = 100;

/** `once`, `3 times in a row`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times in a row`;
}

function unusable(dir: string, cause: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'BENCH_NO_HEALTH',
    message: `What is known of the boards' failures in ${dir} cannot be used: ${cause instanceof Error ? cause.message : cause}.`,
    hint: 'Make that folder writable for every user of the bench, or set HILBENCH_LEASE_DIR to one that is.',
    cause,
  });
}

function parseHealth(text: string): Health {
  try {
    const { schema, failures, quarantine } = healthSchema.parse(JSON.parse(text));
    if (quarantine === undefined) return { schema, failures };
    const { reason, since, run } = quarantine;
    return {
      schema,
      failures,
      quarantine: {
        reason: plainText(reason, 400),
        since: plainText(since, 40),
        run: plainText(run, 100),
      },
    };
  } catch {
    // Written whole before it got its name: this was damaged by something else, and says nothing.
    return HEALTHY;
  }
}

export class HealthStore {
  readonly #dir: string;

  /** @param dir the folder of leases, which must be there when something is written */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** @throws {HilbenchError} `BENCH_NO_HEALTH` (kind `bench`) */
  async of(board: string): Promise<Health> {
    try {
      return (await this.#read(board)).health;
    } catch (error) {
      throw unusable(this.#dir, error);
    }
  }

  /**
   * Counts a failure; the one that makes `limit` in a row puts the board in quarantine. 0: none ever does.
   *
   * @returns what is known now
   * @throws {HilbenchError} `BENCH_NO_HEALTH` (kind `bench`)
   */
  failed(
    board: string,
    what: { readonly reason: string; readonly run: string },
    limit: number,
  ): Promise<Health> {
    return this.#update(board, ({ failures, quarantine }) => {
      const count = failures + 1;
      const reached = limit > 0 && count >= limit;
      const now = reached
        ? {
            reason: `${count} ${count === 1 ? 'failure' : 'failures in a row'}, the last: ${plainText(what.reason, 300)}`,
            since: new Date().toISOString(),
            run: what.run,
          }
        : undefined;
      const kept = quarantine ?? now;
      return { schema: 1, failures: count, ...(kept === undefined ? {} : { quarantine: kept }) };
    });
  }

  /** A success: the next failure is the first. A quarantine stays until somebody releases the board. */
  succeeded(board: string): Promise<Health> {
    return this.#update(board, ({ quarantine }) => ({
      ...HEALTHY,
      ...(quarantine === undefined ? {} : { quarantine }),
    }));
  }

  /** Forgets everything. @returns what was known before */
  async release(board: string): Promise<Health> {
    let before = HEALTHY;
    await this.#update(board, (known) => {
      before = known;
      return HEALTHY;
    });
    return before;
  }

  async #read(board: string): Promise<{ readonly generations: readonly number[]; readonly health: Health }> {
    for (;;) {
      const generations = await this.#generations(board);
      const last = generations.at(-1);
      if (last === undefined) return { generations, health: HEALTHY };
      const text = await unlessAbsent(readFile(this.#path(board, last), 'utf8'));
      // Otherwise a later generation has taken its place meanwhile.
      if (text !== undefined) return { generations, health: parseHealth(text) };
    }
  }

  async #generations(board: string): Promise<readonly number[]> {
    return (await unlessAbsent(generationsOf(this.#dir, board, ENDING))) ?? [];
  }

  #path(board: string, generation: number): string {
    return join(this.#dir, generationName(board, generation, ENDING));
  }

  async #update(board: string, change: (known: Health) => Health): Promise<Health> {
    try {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const { generations, health } = await this.#read(board);
        const next = change(health);
        if (JSON.stringify(next) === JSON.stringify(health)) return next;
        const generation = (generations.at(-1) ?? 0) + 1;
        if (await this.#create(board, generation, next)) {
          for (const lower of generations) await removeOurs(this.#path(board, lower));
          return next;
        }
      }
      throw new Error(`the state of ${board} changed ${MOST_ATTEMPTS} times while it was being written`);
    } catch (error) {
      throw unusable(this.#dir, error);
    }
  }

  /** False: another process was faster. */
  async #create(board: string, generation: number, health: Health): Promise<boolean> {
    const partial = join(this.#dir, `.${process.pid}-${randomUUID()}.partial`);
    try {
      await writeFile(partial, JSON.stringify(health), { flag: 'wx' });
      await chmod(partial, FILE_MODE);
      await link(partial, this.#path(board, generation));
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await removeOurs(partial);
    }
    // One that slept since it looked may have made a generation that had come and gone.
    if ((await this.#generations(board)).at(-1) === generation) return true;
    await removeOurs(this.#path(board, generation));
    return false;
  }
}
