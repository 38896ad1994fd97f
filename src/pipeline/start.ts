import type { ReferenceModel } from '../reference/types.ts';
import { together } from '../support/concurrency.ts';
import type { Scope } from '../support/scope.ts';
import { attachDevice, bootDevice, type RunningDevice } from './board-device.ts';
import type { PipelineDeps } from './deps.ts';
import { type EquippedBoard, leaseBoard } from './lease-board.ts';
import { buildPlaced, placeOn } from './place-image.ts';
import { type Prepared, settled } from './prepare.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What a run holds while it measures. */
export interface Running extends RunningDevice, EquippedBoard {
  /** Without the stages that the room beside the image rules out. */
  readonly prepared: Prepared;
  readonly reference: ReferenceModel | undefined;
}

/**
 * Builds the image, leases a board and loads the host reference side by side; then boots and connects. What does not
 * fit beside the image is refused before the board is touched.
 *
 * @throws {HilbenchError} of every room
 */
export async function start(
  deps: PipelineDeps,
  prepared: Prepared,
  watch: Stopwatch,
  scope: Scope,
  signal: AbortSignal,
): Promise<Running> {
  const { bench: request, plan } = prepared;
  const [built, { board, instrument }, reference] = await together(signal, (inner) => [
    request.nocompile
      ? Promise.resolve(undefined)
      : buildPlaced({ deps, request, plan, watch, signal: inner }).then(({ image, issues }) => {
          const { first } = placeOn(request, plan, image);
          const left = settled({ ...prepared, issues: [...prepared.issues, ...issues] }, first);
          return { image, left };
        }),
    leaseBoard({ deps, request, watch, scope }, inner),
    request.tune_and_validate
      ? watch
          .external('reference', () => deps.reference.load(plan.graph, inner))
          .then((loaded) => scope.add(loaded))
      : Promise.resolve(undefined),
  ]);
  const task = { deps, request, plan, board, watch, scope, signal };
  const running = built === undefined ? await attachDevice(task) : await bootDevice(task, built.image);
  const { build_id, from_store } = running.image;
  deps.log.debug(`image ${build_id}${from_store ? ' (from the store)' : ''}, board ${board.id}`);
  return {
    ...running,
    ...{ board, instrument, reference },
    prepared: built?.left ?? settled(prepared, running.first),
  };
}
