import { crc32 } from 'node:zlib';
import type { Device, DeviceModel } from '../link/types.ts';
import { layoutOf } from '../platform/layout.ts';
import { placeFirstPass, placeTuned } from '../platform/placement.ts';
import type { Placement } from '../platform/types.ts';
import type { ResultIssue } from '../result/schema.ts';
import { HilbenchError } from '../support/errors.ts';
import { selectFlashed } from './connect.ts';
import { arenaTooSmall, findPadding } from './padding.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';

/** Where the model and the arena ended up, and what the device says of the model there. */
export interface Tuned {
  readonly first: Placement;
  readonly placement: Placement;
  readonly used_bytes: number;
  readonly model: DeviceModel;
  /** What the runtime needed beyond what it said and what was asked for; absent: nothing. */
  readonly found_padding_bytes?: number;
}

function wants(request: RunRequest, plan: PlannedModel) {
  return {
    model_bytes: plan.build.blob.byteLength,
    model_location: request.model_location,
    arena_location: request.arena_location,
    max_arena_bytes: request.max_arena_bytes,
    padding_bytes: request.scratch_padding_bytes,
    arena_bytes: plan.build.arena_bytes,
  };
}

/** The placement of the first pass: the largest arena that fits. @throws {HilbenchError} `PLACEMENT_…` */
export function firstPlacement(request: RunRequest, plan: PlannedModel): Placement {
  return placeFirstPass(request.platform, wants(request, plan));
}

/**
 * The placement once the arena's need is known, with more padding than was asked for where that was found to be
 * needed. @throws {HilbenchError} `PLACEMENT_…`
 */
export function tunedPlacement(
  request: RunRequest,
  plan: PlannedModel,
  used_bytes: number,
  found_padding_bytes = 0,
): Placement {
  const wanted = wants(request, plan);
  return placeTuned(request.platform, {
    ...wanted,
    padding_bytes: wanted.padding_bytes + found_padding_bytes,
    arena_used_bytes: used_bytes,
  });
}

/** Moves the model from where it was flashed to where it shall live, and configures the arena. */
export async function configure(
  device: Device,
  flash_address: number,
  placement: Placement,
  plan: PlannedModel,
  request: RunRequest,
): Promise<DeviceModel> {
  const layout = layoutOf(request.platform, placement);
  await selectFlashed(() =>
    device.selectModel({
      source: flash_address,
      address: layout.model_address,
      bytes: plan.build.blob.byteLength,
      crc32: crc32(plan.build.blob),
    }),
  );
  return device.configure({
    address: layout.arena_address,
    bytes: placement.arena.bytes,
    resource_variables: request.resource_variables,
  });
}

/** A device that runs another graph than the host read is a stale or broken one. */
function checkSameModel(model: DeviceModel, plan: PlannedModel): void {
  const { main } = plan;
  const sizes = (indices: readonly number[]): string =>
    indices.map((index) => main.tensors[index]?.bytes).join(', ');
  const expected = `${plan.build.layers.length} layers, inputs of ${sizes(main.inputs)} bytes, outputs of ${sizes(main.outputs)} bytes`;
  const found = `${model.layers} layers, inputs of ${model.inputs.map((t) => t.bytes).join(', ')} bytes, outputs of ${model.outputs.map((t) => t.bytes).join(', ')} bytes`;
  if (expected === found) return;
  throw new HilbenchError({
    kind: 'bench',
    code: 'DEVICE_OTHER_MODEL',
    message: `The device runs another model than the one given: it has ${found}; the file has ${expected}.`,
    hint: 'Run again with HILBENCH_CACHE_DIR set to an empty folder, so that nothing stored is used; if it stays, report this with the model.',
  });
}

/**
 * Configures the model on the device: once with the largest arena that fits, then with what it really
 * needs, placed as the platform's rules say. Nothing is rebuilt between the two. When the runtime refuses what it
 * said itself that it needs, the padding that it takes beyond that is searched for.
 *
 * Without `tune_and_validate` the first pass is left out; the engine must then know the arena itself.
 */
export async function tune(
  device: Device,
  flash_address: number,
  request: RunRequest,
  plan: PlannedModel,
): Promise<Tuned> {
  const first = firstPlacement(request, plan);
  let used_bytes = plan.build.arena_bytes;
  if (request.tune_and_validate || used_bytes === undefined) {
    const largest = await configure(device, flash_address, first, plan, request);
    checkSameModel(largest, plan);
    used_bytes = largest.arena_used_bytes;
  }
  const used = used_bytes;
  const place = (padding_bytes: number) => tunedPlacement(request, plan, used, padding_bytes);
  const tryWith = async (padding_bytes: number): Promise<Tuned> => {
    const placement = place(padding_bytes);
    const model = await configure(device, flash_address, placement, plan, request);
    checkSameModel(model, plan);
    return { first, placement, used_bytes: model.arena_used_bytes, model };
  };
  try {
    return await tryWith(0);
  } catch (error) {
    const failure = arenaTooSmall(error);
    if (failure === undefined || plan.build.arena_bytes !== undefined) throw error;
    const { padding_bytes, value } = await findPadding(
      place(0).arena.bytes,
      first.arena.bytes,
      failure,
      tryWith,
    );
    return { ...value, found_padding_bytes: padding_bytes };
  }
}

/** What is to say of padding that had to be found. */
export function paddingIssues(request: RunRequest, tuned: Tuned): readonly ResultIssue[] {
  const { found_padding_bytes } = tuned;
  if (found_padding_bytes === undefined) return [];
  const all_kb = (request.scratch_padding_bytes + found_padding_bytes) / 1024;
  return [
    {
      code: 'ARENA_PADDING_FOUND',
      severity: 'warn',
      message: `The runtime said that it uses ${tuned.used_bytes} bytes of the arena and refused an arena tuned to that; ${found_padding_bytes / 1024} KB more than that were found to be needed, for scratch buffers that it does not count.`,
      hint: `Set --arena-size-scratch-buffer-padding ${Math.ceil(all_kb)} to spare every run the search.`,
    },
  ];
}
