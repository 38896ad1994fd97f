import { availableParallelism } from 'node:os';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Environment } from '../support/find-program.ts';
import type { Log } from '../support/log.ts';
import { type BenchFile, NO_BENCH_FILE } from './bench-file.ts';
import { EmulatedBoard } from './emulated-board.ts';
import { type Health, HealthStore, times } from './health.ts';
import { type Holder, type Lease, LeaseStore } from './lease.ts';
import { boardFailure } from './outcome.ts';
import { allQuarantined, fittingBoards, type KnownBoard, unknownBoard } from './select.ts';
import { SiliconBoard, type SiliconBoardDeps } from './silicon-board.ts';
import type { Bench, Board, BoardInfo, BoardPort } from './types.ts';
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
  /** The boards of silicon; default: none. */
  readonly file?: BenchFile;
  /** Default: `SiliconBoard`. */
  readonly openBoard?: (deps: SiliconBoardDeps) => Board;
}

/** More emulators than this at once only slow each other down. */
const MOST_EMULATED_BOARDS = 4;

/** The boards of silicon first, then as many emulated ones of each emulated platform as it has cores, at most four. */
function knownBoards(platforms: readonly Platform[], file: BenchFile): readonly KnownBoard[] {
  const count = Math.min(availableParallelism(), MOST_EMULATED_BOARDS);
  const silicon = file.boards.map((board) => {
    const platform = platforms.find(({ name }) => name === board.platform);
    if (platform === undefined) throw new Error(`${board.id} is of an unknown platform ${board.platform}`);
    return { id: board.id, platform, silicon: board };
  });
  const emulated = platforms
    .filter((platform) => platform.emulated)
    .flatMap((platform) =>
      Array.from({ length: count }, (_, index) => ({ id: `${platform.name}-${index}`, platform })),
    );
  return [...silicon, ...emulated];
}

function portText(port: BoardPort): string {
  if (port.kind === 'auto') return 'auto';
  return port.kind === 'path' ? port.path : `USB serial ${port.usb_serial}`;
}

function describe(
  { id, platform, silicon }: KnownBoard,
  holder: Holder | undefined,
  health: Health,
): BoardInfo {
  const quarantined =
    silicon?.quarantined !== undefined
      ? { reason: silicon.quarantined, by: 'bench.yml' }
      : health.quarantine === undefined
        ? undefined
        : { reason: health.quarantine.reason, by: health.quarantine.run, since: health.quarantine.since };
  const monitor = silicon?.monitor;
  return {
    id,
    platform: platform.name,
    probe: platform.probe.kind,
    ...(silicon === undefined ? {} : { port: portText(silicon.port), tags: silicon.tags }),
    ...(silicon?.jlink === undefined ? {} : { jlink: silicon.jlink }),
    ...(monitor === undefined ? {} : { monitor: [monitor.kind, monitor.serial].filter(Boolean).join(' ') }),
    ...(health.failures === 0 ? {} : { failures: health.failures }),
    ...(quarantined === undefined ? {} : { quarantined }),
    ...(holder === undefined ? {} : { leased_by: holder }),
  };
}

/** The boards of this host: those of bench.yml, and the emulated ones. */
export function createBench(deps: BenchDeps): Bench {
  const { platforms, leaseDir, runtimeDir, log, env, file = NO_BENCH_FILE } = deps;
  const known = knownBoards(platforms, file);
  const store = new LeaseStore(leaseDir);
  const health = new HealthStore(leaseDir);
  /** Boards of silicon by the run that leased them here; `by_tty`: the run brought its own way to the port. */
  const leased = new Map<string, { readonly board: string; readonly by_tty: boolean }>();

  /** Those that are in no quarantine, and why the others are; without `health` as bench.yml has it. */
  const usable = async (fitting: readonly KnownBoard[]): Promise<readonly KnownBoard[]> => {
    const reasons = new Map<string, string>();
    for (const { id, silicon } of fitting) {
      const reason =
        silicon?.quarantined ??
        (silicon === undefined ? undefined : (await health.of(id)).quarantine?.reason);
      if (reason !== undefined) reasons.set(id, reason);
    }
    if (reasons.size === fitting.length) throw allQuarantined(reasons);
    for (const [id, reason] of reasons)
      log.info(`Board ${id} is passed over: it is in quarantine (${reason})`);
    return fitting.filter(({ id }) => !reasons.has(id));
  };

  const open = async (want: Parameters<Bench['lease']>[0], lease: Lease): Promise<Board> => {
    const board = known.find(({ id }) => id === lease.board)?.silicon;
    const { platform, connection } = want;
    const workspace = await createWorkspace(runtimeDir);
    log.debug(`bench: leased ${lease.board}, generation ${lease.generation}`);
    if (board === undefined) return new EmulatedBoard({ platform, lease, workspace, env });
    leased.set(want.run, { board: board.id, by_tty: (connection?.tty ?? connection?.baud) !== undefined });
    const other_jlinks = file.boards.flatMap(({ id, jlink }) =>
      id === board.id || jlink === undefined ? [] : [jlink],
    );
    const parts = { platform, board, lease, workspace, env, log, other_jlinks };
    const all = connection === undefined ? parts : { ...parts, connection };
    return deps.openBoard === undefined ? new SiliconBoard(all) : deps.openBoard(all);
  };

  /** @param reason of a failure; undefined: the board did well */
  const judge = async (board: string, run: string, reason: string | undefined): Promise<void> => {
    if (reason === undefined) {
      await health.succeeded(board);
      return;
    }
    const before = await health.of(board);
    const { failures, quarantine } = await health.failed(board, { reason, run }, file.quarantine_after);
    const limit = file.quarantine_after;
    const then = limit === 0 ? '' : `; quarantine begins at ${limit}`;
    if (quarantine === undefined) log.info(`Board ${board} has failed ${times(failures)}${then}`);
    else if (before.quarantine === undefined) {
      log.warn(
        `Board ${board} is in quarantine now: ${quarantine.reason}. \`hilbench boards release ${board}\` ends that`,
      );
    }
  };

  return {
    boards: async () => {
      await store.prepare();
      return await Promise.all(
        known.map(async (board) => describe(board, await store.holder(board.id), await health.of(board.id))),
      );
    },

    candidates: (want) => {
      const fitting = fittingBoards(known, want, file.path);
      const free = fitting.filter(({ silicon }) => silicon?.quarantined === undefined);
      if (free.length > 0) return free.map(({ id }) => id);
      throw allQuarantined(new Map(fitting.map(({ id, silicon }) => [id, silicon?.quarantined ?? ''])));
    },

    lease: async (want, signal) => {
      const fitting = fittingBoards(known, want, file.path);
      await store.prepare();
      await sweepWorkspaces(runtimeDir, log);
      const end_ms = performance.now() + want.timeout_ms;
      for (;;) {
        const boards = (await usable(fitting)).map(({ id }) => id);
        const timeout_ms = Math.max(0, Math.round(end_ms - performance.now()));
        const lease = await waitForLease(store, { boards, run: want.run, timeout_ms }, log, signal);
        try {
          // The run that had the board before may have put it in quarantine.
          if ((await health.of(lease.board)).quarantine === undefined) return await open(want, lease);
        } catch (error) {
          await lease[Symbol.asyncDispose]();
          throw error;
        }
        await lease[Symbol.asyncDispose]();
      }
    },

    ended: async (run, error) => {
      const held = leased.get(run);
      if (held === undefined) return;
      leased.delete(run);
      const reason = error === undefined ? undefined : boardFailure(error, held.by_tty);
      if (error !== undefined && reason === undefined) return;
      try {
        await judge(held.board, run, reason);
      } catch (cause) {
        if (!(cause instanceof HilbenchError)) throw cause;
        log.warn(`How the board ${held.board} did is not kept: ${cause.message}`);
      }
    },

    release: async (board) => {
      const found = known.find(({ id }) => id === board);
      if (found === undefined) throw unknownBoard(known, undefined, board);
      if (found.silicon?.quarantined !== undefined) {
        throw new HilbenchError({
          kind: 'input',
          code: 'BENCH_QUARANTINED_BY_FILE',
          message: `The board ${board} is in quarantine by ${file.path ?? 'bench.yml'}: ${found.silicon.quarantined}.`,
          hint: 'Remove `quarantined` from the board there.',
        });
      }
      await store.prepare();
      return (await health.release(board)).quarantine?.reason;
    },
  };
}
