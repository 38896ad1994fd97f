import { buildModel } from '../../src/model/build.ts';
import type { OperatorSpec, SubgraphSpec, TensorRef, TensorSpec } from '../../src/model/build-types.ts';

/** A small graph that tests one op in one configuration. Tensors are referred to by name. */
export interface OpCase {
  readonly name: string;
  readonly graph: SubgraphSpec;
}

/** The case as a model of its own. */
export function caseModel(op_case: OpCase): Uint8Array {
  return buildModel(op_case.graph);
}

/**
 * One model that holds all cases side by side, each with its own inputs and outputs: one image and one boot
 * cover them all. Inputs and outputs are in the order of the cases.
 */
export function samplerModel(cases: readonly OpCase[]): Uint8Array {
  const branches = cases.map(({ graph }, i) => prefixed(graph, `${i}/`));
  return buildModel({
    tensors: branches.flatMap(({ tensors }) => tensors),
    inputs: branches.flatMap(({ inputs }) => inputs),
    outputs: branches.flatMap(({ outputs }) => outputs),
    operators: branches.flatMap(({ operators }) => operators),
  });
}

function prefixed(graph: SubgraphSpec, prefix: string): SubgraphSpec {
  const rename = (ref: TensorRef): TensorRef => {
    if (ref === -1) return ref;
    return prefix + (typeof ref === 'number' ? nameOf(graph.tensors, ref) : ref);
  };
  return {
    tensors: graph.tensors.map((tensor, i) => ({ ...tensor, name: prefix + nameOf(graph.tensors, i) })),
    inputs: graph.inputs.map(rename),
    outputs: graph.outputs.map(rename),
    operators: graph.operators.map(
      (operator): OperatorSpec => ({
        ...operator,
        inputs: operator.inputs.map(rename),
        outputs: operator.outputs.map(rename),
      }),
    ),
  };
}

/** As in `buildModel`: a tensor without a name is called `t` and its index. */
function nameOf(tensors: readonly TensorSpec[], index: number): string {
  return tensors[index]?.name ?? `t${index}`;
}

/** Integers that depend on the seed alone. */
export class SeededIntegers {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** An integer from `min` to `max`, both included. */
  next(min: number, max: number): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return min + (((z ^ (z >>> 15)) >>> 0) % (max - min + 1));
  }

  list(count: number, min: number, max: number): number[] {
    return Array.from({ length: count }, () => this.next(min, max));
  }

  pick<T>(...choices: readonly [T, ...T[]]): T {
    return choices[this.next(0, choices.length - 1)] ?? choices[0];
  }
}
