import { modelError, quoteName } from './model-error.ts';
import type { Operator, Subgraph, Tensor } from './types.ts';

/** Who writes a tensor: an operator's index, or one of these. */
const NOBODY = -1;
const INPUT = -2;
const CONSTANT = -3;

const ORDER_HINT = 'Convert the model again; its graph cannot be executed from the first layer to the last.';

/**
 * Checks that every tensor has one writer that runs before its readers.
 *
 * @throws `MODEL_BAD_INDEX`, `MODEL_TENSOR_PRODUCED_TWICE`, `MODEL_CONSTANT_WRITTEN`, `MODEL_CYCLE`,
 *   `MODEL_TENSOR_NOT_PRODUCED`
 */
export function checkTopology(subgraph: Subgraph): void {
  const { tensors } = subgraph;
  const writers = new Int32Array(tensors.length).fill(NOBODY);
  for (const tensor of tensors) {
    // Variables hold a state from before the first layer; an empty tensor holds nothing to wait for.
    if (tensor.data !== undefined || tensor.is_variable || tensor.elements === 0)
      writers[tensor.index] = CONSTANT;
  }
  const where = subgraph.index === 0 ? 'the graph' : `subgraph ${subgraph.index}`;
  for (const index of subgraph.inputs) claim(subgraph, writers, index, INPUT, `the inputs of ${where}`);
  for (const operator of subgraph.operators) {
    for (const index of operator.outputs) {
      claim(subgraph, writers, index, operator.index, describe(subgraph, operator));
    }
  }
  for (const operator of subgraph.operators) {
    for (const index of operator.inputs) {
      if (index === -1) continue;
      const tensor = at(tensors, index, describe(subgraph, operator));
      const writer = writers[index] ?? NOBODY;
      if (writer < operator.index && writer !== NOBODY) continue;
      // The kernel of a custom op may take its scratch memory as a tensor, as that of an Arm Ethos-U does.
      if (writer === NOBODY && operator.op === 'CUSTOM') continue;
      throw unready(subgraph, tensor, operator, writer);
    }
  }
  for (const index of subgraph.outputs) {
    const tensor = at(tensors, index, `the outputs of ${where}`);
    if (writers[index] === NOBODY) {
      throw modelError(
        'TENSOR_NOT_PRODUCED',
        `Nothing computes ${named(tensor)}, an output of ${where}.`,
        ORDER_HINT,
      );
    }
  }
}

function claim(subgraph: Subgraph, writers: Int32Array, index: number, writer: number, who: string): void {
  const tensor = at(subgraph.tensors, index, who);
  const previous = writers[index];
  if (tensor.data !== undefined) {
    throw modelError(
      'CONSTANT_WRITTEN',
      `${named(tensor)} is a constant, but is among ${outputsOf(writer, who)}.`,
      ORDER_HINT,
    );
  }
  if (previous !== undefined && (previous >= 0 || previous === INPUT)) {
    const first = subgraph.operators[previous];
    const other = first ? `the outputs of ${describe(subgraph, first)}` : 'the inputs';
    throw modelError(
      'TENSOR_PRODUCED_TWICE',
      `${named(tensor)} is among ${outputsOf(writer, who)}, and was already among ${other}.`,
      ORDER_HINT,
    );
  }
  writers[index] = writer;
}

function outputsOf(writer: number, who: string): string {
  return writer >= 0 ? `the outputs of ${who}` : who;
}

function unready(subgraph: Subgraph, tensor: Tensor, operator: Operator, writer: number): Error {
  const reader = describe(subgraph, operator);
  const source = subgraph.operators[writer];
  if (source === undefined) {
    return modelError(
      'TENSOR_NOT_PRODUCED',
      `Nothing computes ${named(tensor)}, an input of ${reader}.`,
      ORDER_HINT,
    );
  }
  const message = `${reader} reads ${named(tensor)}, which ${describe(subgraph, source)} computes later.`;
  return modelError('CYCLE', `The graph has a cycle or is out of order: ${message}`, ORDER_HINT);
}

function at(tensors: readonly Tensor[], index: number, who: string): Tensor {
  const tensor = tensors[index];
  if (tensor !== undefined) return tensor;
  throw modelError(
    'BAD_INDEX',
    `Tensor ${index} is named by ${who}, but there are ${tensors.length} tensors.`,
  );
}

function named(tensor: Tensor): string {
  return `tensor ${tensor.index} (${quoteName(tensor.name)})`;
}

function describe(subgraph: Subgraph, operator: Operator): string {
  const layer = `layer ${operator.index} (${operator.op})`;
  return subgraph.index === 0 ? layer : `${layer} of subgraph ${subgraph.index}`;
}
