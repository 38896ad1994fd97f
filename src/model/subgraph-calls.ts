import { modelError } from './model-error.ts';
import type { Operator, Subgraph } from './types.ts';

/** Indices of the subgraphs that a layer runs. Fields that are not in the file are 0, as runtimes take them. */
function calledBy({ op, options }: Operator): readonly number[] {
  switch (op) {
    case 'CALL_ONCE':
      return options.type === 'CallOnceOptions' ? [options.init_subgraph_index] : [0];
    case 'IF':
      return options.type === 'IfOptions' ? [options.then_subgraph_index, options.else_subgraph_index] : [0];
    case 'WHILE':
      return options.type === 'WhileOptions'
        ? [options.cond_subgraph_index, options.body_subgraph_index]
        : [0];
    default:
      return [];
  }
}

/**
 * Checks that the subgraphs that layers run exist and that none runs itself, directly or through others: a runtime
 * would not come to an end, and on a microcontroller it would leave its stack.
 *
 * @throws `MODEL_BAD_INDEX`, `MODEL_CYCLE`
 */
export function checkSubgraphCalls(subgraphs: readonly Subgraph[]): void {
  const called = subgraphs.map((subgraph) => {
    const targets = subgraph.operators.flatMap((operator) =>
      calledBy(operator).map((target) => {
        if (subgraphs[target] !== undefined) return target;
        throw modelError(
          'BAD_INDEX',
          `Layer ${operator.index} (${operator.op}) of subgraph ${subgraph.index} runs subgraph ${target}, but the file has ${subgraphs.length}.`,
        );
      }),
    );
    return new Set(targets);
  });
  // Those that run nothing, or only such as were taken away before, are taken away; what remains runs itself.
  const waits = called.map(({ size }) => size);
  const callers: number[][] = called.map(() => []);
  for (const [caller, targets] of called.entries())
    for (const target of targets) callers[target]?.push(caller);
  const ready = waits.flatMap((count, index) => (count === 0 ? [index] : []));
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    for (const caller of callers[index] ?? []) {
      const left = (waits[caller] ?? 0) - 1;
      waits[caller] = left;
      if (left === 0) ready.push(caller);
    }
  }
  const endless = waits.findIndex((count) => count > 0);
  if (endless === -1) return;
  throw modelError(
    'CYCLE',
    `What subgraph ${endless} runs never ends: a layer in it runs a subgraph that comes to run itself.`,
    'Convert the model again; TFLite has no recursion.',
  );
}
