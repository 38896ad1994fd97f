import type { Subgraph, Tensor } from '../../model/types.ts';
import type { PlannedBuffer } from '../types.ts';
import { type ArenaBuffer, planArena } from './plan.ts';
import type { LoweredLayer } from './types.ts';

/** Where everything that is not constant lives. Offsets are from the arena's first byte. */
export interface ArenaMap {
  readonly arena_bytes: number;
  /** Tensor index → offset. */
  readonly tensors: ReadonlyMap<number, number>;
  /** One per layer; absent where a layer has no scratch. */
  readonly scratch: readonly (number | undefined)[];
  /** What is in the arena, in order of first use. */
  readonly buffers: readonly PlannedBuffer[];
}

/** Names of tensors that share memory are joined, up to so many characters. */
const MAX_NAME = 256;

interface Lifetime {
  bytes: number;
  first_step: number;
  last_step: number;
}

/**
 * Finds how long each tensor is needed and places them all, scratch included. Inputs live from before the
 * first layer until they are last read, outputs until after the last layer, variables always. Tensors that
 * a layer may compute in place share memory.
 *
 * @param subgraph the main subgraph; every tensor that is read has been checked to be written before.
 */
export function mapArena(subgraph: Subgraph, layers: readonly LoweredLayer[]): ArenaMap {
  const owners = findOwners(subgraph, layers);
  const lifetimes = [...new Set(owners.values())];
  const scratch = layers.map((layer, step): ArenaBuffer | undefined =>
    layer.scratch_bytes ? { bytes: layer.scratch_bytes, first_step: step, last_step: step } : undefined,
  );
  const buffers = [...lifetimes, ...scratch.filter((buffer) => buffer !== undefined)];
  const plan = planArena(buffers);
  const offset_of = new Map(buffers.map((buffer, i) => [buffer, plan.offsets[i] ?? 0]));
  return {
    arena_bytes: plan.arena_bytes,
    tensors: new Map([...owners].map(([tensor, lifetime]) => [tensor, offset_of.get(lifetime) ?? 0])),
    scratch: scratch.map((buffer) => (buffer === undefined ? undefined : offset_of.get(buffer))),
    buffers: describe(buffers, plan.offsets, namesOf(subgraph, owners), layers.length),
  };
}

function namesOf(subgraph: Subgraph, owners: ReadonlyMap<number, ArenaBuffer>): Map<ArenaBuffer, string> {
  const names = new Map<ArenaBuffer, string>();
  for (const [tensor, buffer] of owners) {
    const name = subgraph.tensors[tensor]?.name ?? '';
    const shared = names.get(buffer);
    names.set(buffer, (shared === undefined ? name : `${shared}, ${name}`).slice(0, MAX_NAME));
  }
  return names;
}

/** The buffers in order of first use; what is there before the first layer or after the last is clipped. */
function describe(
  buffers: readonly ArenaBuffer[],
  offsets: readonly number[],
  names: ReadonlyMap<ArenaBuffer, string>,
  layer_count: number,
): PlannedBuffer[] {
  const layerOf = (step: number): number => Math.min(Math.max(step, 0), Math.max(layer_count - 1, 0));
  return buffers
    .map((buffer, i) => ({
      name: names.get(buffer) ?? 'scratch',
      offset_bytes: offsets[i] ?? 0,
      bytes: buffer.bytes,
      first_layer: layerOf(buffer.first_step),
      last_layer: layerOf(buffer.last_step),
    }))
    .sort((a, b) => a.first_layer - b.first_layer || a.offset_bytes - b.offset_bytes);
}

/** Tensor index → the lifetime of its memory, which several tensors may share. */
function findOwners(subgraph: Subgraph, layers: readonly LoweredLayer[]): Map<number, Lifetime> {
  const lifetimes = findLifetimes(subgraph);
  const owners = new Map(lifetimes);
  layers.forEach((layer, step) => {
    const source = layer.in_place_of;
    const output = subgraph.operators[step]?.outputs[0];
    if (source === undefined || output === undefined) return;
    const theirs = owners.get(source.index);
    const ours = lifetimes.get(output);
    if (theirs === undefined || ours === undefined || owners.get(output) !== ours) return;
    const free_afterwards = theirs.last_step === step && ours.first_step === step && ours !== theirs;
    if (!free_afterwards || ours.bytes > source.bytes) return;
    theirs.last_step = ours.last_step;
    owners.set(output, theirs);
  });
  return owners;
}

function findLifetimes(subgraph: Subgraph): Map<number, Lifetime> {
  const lifetimes = new Map<number, Lifetime>();
  const end = subgraph.operators.length;
  const need = (index: number, step: number): void => {
    const tensor: Tensor | undefined = subgraph.tensors[index];
    if (tensor === undefined || tensor.data !== undefined) return;
    const known = lifetimes.get(index) ?? { bytes: tensor.bytes, first_step: step, last_step: step };
    known.first_step = tensor.is_variable ? -1 : Math.min(known.first_step, step);
    known.last_step = tensor.is_variable ? end : Math.max(known.last_step, step);
    lifetimes.set(index, known);
  };
  for (const index of subgraph.inputs) need(index, -1);
  subgraph.operators.forEach((operator, step) => {
    for (const index of [...operator.inputs, ...operator.outputs]) need(index, step);
  });
  for (const index of subgraph.outputs) need(index, end);
  return lifetimes;
}
