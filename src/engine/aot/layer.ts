import { quoteName } from '../../model/model-error.ts';
import type { Graph, Operator, Tensor } from '../../model/types.ts';
import { LOWERINGS } from './ops/index.ts';
import type { LayerContext, LoweredLayer, RefusalCode, Target } from './types.ts';

/** Why one layer cannot be lowered. */
export class Refusal {
  readonly code: RefusalCode;
  readonly message: string;

  constructor(code: RefusalCode, message: string) {
    this.code = code;
    this.message = message;
  }
}

/** Lowers one layer, or says why not. */
export function lowerLayer(graph: Graph, operator: Operator, target: Target): LoweredLayer | Refusal {
  const tensors = graph.subgraphs[0]?.tensors ?? [];
  const at = (indices: readonly number[], n: number): Tensor | undefined => tensors[indices[n] ?? -1];
  const refuse = (reason: string, code: RefusalCode = 'ENGINE_UNSUPPORTED_OPTION'): never => {
    throw new Refusal(code, `${describe(operator, at(operator.inputs, 0))} ${reason}`);
  };
  const layer: LayerContext = {
    graph,
    operator,
    target,
    refuse,
    input: (n) => at(operator.inputs, n),
    requireInput: (n) => at(operator.inputs, n) ?? refuse(`has no input ${n}`),
    output: (n) => at(operator.outputs, n) ?? refuse(`has no output ${n}`),
  };
  try {
    const lowering = LOWERINGS.get(operator.op);
    if (lowering === undefined) return refuse('is not an op of this engine', 'ENGINE_UNSUPPORTED_OP');
    return lowering.lower(layer);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown;
    throw thrown;
  }
}

function describe(operator: Operator, input: Tensor | undefined): string {
  const name =
    operator.custom_name === undefined ? operator.op : `${operator.op} ${quoteName(operator.custom_name)}`;
  return `${name} (layer ${operator.index}, ${input?.type ?? 'no input'})`;
}
