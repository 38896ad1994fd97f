import type { Analysis, Graph, LayerAnalysis, Operator, Tensor } from '../types.ts';
import type { HintArena, HintContext, HintTarget } from './types.ts';
import { estimateWork } from './work.ts';

const NO_OPERATORS: readonly Operator[] = [];

/** Prepares what the rules ask for: who writes and reads each tensor, and what each layer costs. */
export function createContext(
  graph: Graph,
  analysis: Analysis,
  target: HintTarget,
  arena?: HintArena,
): HintContext {
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('a graph has at least one subgraph');
  const layers = analysis.layers.filter((layer) => layer.subgraph === main.index);
  const writers = new Map<number, Operator>();
  const readers = new Map<number, Operator[]>();
  for (const operator of main.operators) {
    for (const index of operator.outputs) writers.set(index, operator);
    for (const index of new Set(operator.inputs)) {
      const known = readers.get(index);
      if (known === undefined) readers.set(index, [operator]);
      else known.push(operator);
    }
  }
  const outputs = new Set(main.outputs);
  const tensor = (index: number | undefined): Tensor | undefined =>
    index === undefined || index < 0 ? undefined : main.tensors[index];
  const layerOf = (operator: Operator): LayerAnalysis => {
    const layer = layers[operator.index];
    if (layer === undefined) throw new Error(`operator ${operator.index} was not analysed`);
    return layer;
  };
  const works = main.operators.map((operator) =>
    estimateWork(operator, layerOf(operator), tensor(operator.inputs[0]), tensor(operator.outputs[0])),
  );
  return {
    main,
    layers,
    target,
    ...(arena === undefined ? {} : { arena }),
    work: works.reduce((sum, work) => sum + work, 0),
    workOf: (operator) => works[operator.index] ?? 0,
    tensor,
    input: (operator, n) => tensor(operator.inputs[n]),
    output: (operator) => tensor(operator.outputs[0]),
    producer: ({ index }) => writers.get(index),
    consumers: ({ index }) => readers.get(index) ?? NO_OPERATORS,
    isOutput: ({ index }) => outputs.has(index),
    layerOf,
  };
}

/** The one operator that reads a tensor; undefined when there are several or the model returns it. */
export function onlyConsumer(context: HintContext, tensor: Tensor | undefined): Operator | undefined {
  if (tensor === undefined || context.isOutput(tensor)) return undefined;
  const [first, ...more] = context.consumers(tensor);
  return more.length === 0 ? first : undefined;
}
