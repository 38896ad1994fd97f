import type { Graph, Tensor } from '../model/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { RuntimeTensor } from './litert-messages.ts';

/** How the main subgraph is reached through the runtime, which knows signatures only. */
export interface MainSignature {
  /** Index among the model's signatures; 0 also for a model that has none. */
  readonly index: number;
  /** The signature's own name of a main input or output, per tensor index. Absent without signatures. */
  readonly inputs?: ReadonlyMap<string, number>;
  readonly outputs?: ReadonlyMap<string, number>;
}

/**
 * Finds the signature that computes the main subgraph.
 * @throws {HilbenchError} `REFERENCE_UNSUPPORTED` when the model has signatures, but none for it
 */
export function mainSignature(graph: Graph): MainSignature {
  if (graph.signatures.length === 0) return { index: 0 };
  const index = graph.signatures.findIndex((signature) => signature.subgraph === 0);
  const signature = graph.signatures[index];
  if (signature === undefined) {
    throw new HilbenchError({
      kind: 'input',
      code: 'REFERENCE_UNSUPPORTED',
      message: `None of the model's ${graph.signatures.length} signatures is for its main subgraph, so LiteRT cannot run that.`,
      hint: 'Export the model with a signature for its first subgraph, or with none.',
    });
  }
  const byName = (entries: readonly { name: string; tensor: number }[]): Map<string, number> =>
    new Map(entries.map(({ name, tensor }) => [name, tensor]));
  return { index, inputs: byName(signature.inputs), outputs: byName(signature.outputs) };
}

/**
 * For every place in the runtime's order, the place in the model's order.
 *
 * With a signature the runtime's order is the signature's, by its names; without one it is the
 * subgraph's. Either way type and size of each pair must agree, or nothing is run.
 *
 * @param wanted tensors of the model, in the order of its main subgraph
 * @param listed what the runtime says it takes or gives
 * @throws {HilbenchError} `REFERENCE_LOAD_FAILED` when the two lists do not describe the same tensors
 */
export function matchOrder(
  direction: 'input' | 'output',
  wanted: readonly Tensor[],
  listed: readonly RuntimeTensor[],
  names: ReadonlyMap<string, number> | undefined,
): number[] {
  const taken = new Set<number>();
  const order = listed.map((tensor, place) => {
    if (names === undefined) return place;
    const index = names.get(tensor.name);
    // A tensor may be listed twice, under two names.
    const found = wanted.findIndex((candidate, at) => candidate.index === index && !taken.has(at));
    taken.add(found);
    return found;
  });
  const complete = order.length === wanted.length && new Set(order).size === wanted.length;
  const agree = order.every((place, at) => {
    const tensor = wanted[place];
    return tensor !== undefined && tensor.type === listed[at]?.type && tensor.bytes === listed[at]?.bytes;
  });
  if (complete && agree) return order;
  const text = (tensors: readonly { name: string; type: string; bytes: number }[]): string =>
    tensors.map(({ name, type, bytes }) => `${name} ${type} ${bytes} B`).join(', ');
  throw new HilbenchError({
    kind: 'bench',
    code: 'REFERENCE_LOAD_FAILED',
    message: `LiteRT's ${direction}s [${text(listed)}] do not match the model's [${text(wanted)}].`,
    hint: 'Report this model to hilbench; until then leave validation out: --no-create-binary.',
  });
}

/** Tensors of the main subgraph that `indices` names. */
export function mainTensors(graph: Graph, indices: 'inputs' | 'outputs'): Tensor[] {
  const main = graph.subgraphs[0];
  if (main === undefined) return [];
  return main[indices].flatMap((index) => main.tensors[index] ?? []);
}
