import { availableParallelism } from 'node:os';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { didYouMean } from '../support/suggest.ts';
import { EmulatedBoard } from './emulated-board.ts';
import type { Environment } from './find-program.ts';
import { LeaseStore } from './lease.ts';
import type { Bench, BoardInfo } from './types.ts';
import { waitForLease } from './wait-for-lease.ts';
import { createWorkspace, sweepWorkspaces } from './workspace.ts';

export interface BenchDeps {
  readonly platforms: readonly Platform[];
  /** Shared by every run on this machine. */
  readonly leaseDir: string;
  /** For files that live as long as a lease. */
  readonly runtimeDir: string;
  readonly log: Log;
  readonly env: Environment;
}

/** More emulators than this at once only slow each other down. */
const MOST_EMULATED_BOARDS = 4;

interface KnownBoard {
  readonly id: string;
  readonly platform: Platform;
}

/** The boards of this machine: as many emulated ones of each emulated platform as it has cores, at most four. */
export function createBench(deps: BenchDeps): Bench {
  const { platforms, leaseDir, runtimeDir, log, env } = deps;
  const emulated = platforms.filter((platform) => platform.emulated);
  const count = Math.min(availableParallelism(), MOST_EMULATED_BOARDS);
  const known: readonly KnownBoard[] = emulated.flatMap((platform) =>
    Array.from({ length: count }, (_, index) => ({ id: `${platform.name}-${index}`, platform })),
  );
  const store = new LeaseStore(leaseDir);

  return {
    boards: async () => {
      await store.prepare();
      return await Promise.all(
        known.map(async ({ id, platform }): Promise<BoardInfo> => {
          const holder = await store.holder(id);
          const info = { id, platform: platform.name, probe: platform.probe.kind };
          return holder === undefined ? info : { ...info, leased_by: holder };
        }),
      );
    },

    candidates: ({ platform, board }) => candidates(known, platform, board),

    lease: async (want, signal) => {
      const boards = candidates(known, want.platform, want.board);
      await sweepWorkspaces(runtimeDir, log);
      const lease = await waitForLease(
        store,
        { boards, run: want.run, timeout_ms: want.timeout_ms },
        log,
        signal,
      );
      try {
        const workspace = await createWorkspace(runtimeDir);
        log.debug(`bench: leased ${lease.board}, generation ${lease.generation}`);
        return new EmulatedBoard({ platform: want.platform, lease, workspace, env });
      } catch (error) {
        await lease[Symbol.asyncDispose]();
        throw error;
      }
    },
  };
}

/** The ids of the boards that may serve, in the order to try them. */
function candidates(known: readonly KnownBoard[], platform: Platform, board?: string): readonly string[] {
  const fitting = known.filter((entry) => entry.platform.name === platform.name).map(({ id }) => id);
  if (fitting.length === 0) throw noBoard(known, platform);
  if (board === undefined) return fitting;
  if (fitting.includes(board)) return [board];
  const other = known.find(({ id }) => id === board);
  throw new HilbenchError({
    kind: 'input',
    code: 'BENCH_UNKNOWN_BOARD',
    message:
      other === undefined
        ? `There is no board "${board}".`
        : `The board ${board} is a ${other.platform.name}, not a ${platform.name}.`,
    hint: `${didYouMean(board, fitting)}The boards for ${platform.name} are ${fitting.join(', ')}.`,
  });
}

function noBoard(known: readonly KnownBoard[], platform: Platform): HilbenchError {
  const names = [...new Set(known.map((entry) => entry.platform.name))];
  return new HilbenchError({
    kind: 'input',
    code: 'BENCH_NO_BOARD',
    message: `No board of platform ${platform.name} (${platform.title}) is at hand: running on it takes a bench of real boards, which this version cannot drive yet.`,
    hint: `Run on an emulated board: ${names.map((name) => `--platform ${name}`).join(' or ')}.`,
  });
}
