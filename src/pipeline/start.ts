import { offChipOf } from '../platform/rules.ts';
import type { ReferenceModel } from '../reference/types.ts';
import { together } from '../support/concurrency.ts';
import type { Scope } from '../support/scope.ts';
import { attachDevice, bootDevice, type RunningDevice } from './board-device.ts';
import type { PipelineDeps } from './deps.ts';
import { type EquippedBoard, leaseBoard } from './lease-board.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';
import { firstPlacement } from './tune.ts';

/** What a run holds while it measures. */
export interface Running extends RunningDevice, EquippedBoard {
  readonly reference: ReferenceModel | undefined;
}

/** Builds the image, leases a board and loads the host reference side by side; then boots and connects. */
export async function start(
  deps: PipelineDeps,
  request: RunRequest,
  plan: PlannedModel,
  watch: Stopwatch,
  scope: Scope,
  signal: AbortSignal,
): Promise<Running> {
  const { platform } = request;
  const off_chip = offChipOf(firstPlacement(request, plan));
  const [image, { board, instrument }, reference] = await together(signal, (inner) => [
    request.nocompile
      ? Promise.resolve(undefined)
      : watch.external('compiler', () =>
          deps.images.build({
            platform,
            engine: plan.build,
            toolchain: request.toolchain,
            ...(off_chip === undefined ? {} : { off_chip }),
            signal: inner,
          }),
        ),
    leaseBoard({ deps, request, watch, scope }, inner),
    request.tune_and_validate
      ? watch
          .external('reference', () => deps.reference.load(plan.graph, inner))
          .then((loaded) => scope.add(loaded))
      : Promise.resolve(undefined),
  ]);
  const task = { deps, request, plan, board, watch, scope, signal };
  const running = image === undefined ? await attachDevice(task) : await bootDevice(task, image);
  const { build_id, from_store } = running.image;
  deps.log.debug(`image ${build_id}${from_store ? ' (from the store)' : ''}, board ${board.id}`);
  return { board, instrument, reference, ...running };
}
