import type { Board, BoardWanted } from '../bench/types.ts';
import type { PowerMonitor } from '../power/types.ts';
import type { Scope } from '../support/scope.ts';
import type { PipelineDeps } from './deps.ts';
import { wantedInstrument } from './power-platform.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface LeaseTask {
  readonly deps: Pick<PipelineDeps, 'bench' | 'openInstrument'>;
  readonly request: RunRequest;
  readonly watch: Stopwatch;
  /** Gets both. */
  readonly scope: Scope;
}

/** A board that is held, and the open instrument that measures it; undefined: the run needs none. */
export interface EquippedBoard {
  readonly board: Board;
  readonly instrument: PowerMonitor | undefined;
}

/** Which boards will do for a run. */
export function wantedBoard(request: RunRequest): BoardWanted {
  const { platform, board, board_tags: tags } = request;
  const monitor = wantedInstrument(request);
  return {
    platform,
    ...(board === undefined ? {} : { board }),
    ...(tags === undefined ? {} : { tags }),
    ...(monitor === undefined ? {} : { monitor }),
  };
}

/**
 * Leases a board, and opens the instrument beside it: before it is flashed, because what is wrong with the instrument
 * should be said at once, and because the board may be supplied through it.
 *
 * @throws {HilbenchError} `BENCH_…`, `POWER_…`
 */
export async function leaseBoard(
  { deps, request, watch, scope }: LeaseTask,
  signal: AbortSignal,
): Promise<EquippedBoard> {
  const { id, lease_timeout_ms, connection } = request;
  const wanted = { ...wantedBoard(request), run: id, timeout_ms: lease_timeout_ms };
  const leased = await watch.external('lease', () =>
    deps.bench.lease({ ...wanted, ...(connection === undefined ? {} : { connection }) }, signal),
  );
  const board = await scope.add(leased);
  if (wantedInstrument(request) === undefined) return { board, instrument: undefined };
  const { monitor } = board;
  if (monitor === undefined)
    throw new Error(`${board.id} was leased for an instrument that it does not have`);
  const instrument = await watch.external('monitor', () => deps.openInstrument(monitor, signal));
  return { board, instrument: await scope.add(instrument) };
}
