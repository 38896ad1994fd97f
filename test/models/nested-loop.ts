import { buildModel } from '../../src/model/build.ts';
import type { SubgraphSpec, TensorSpec } from '../../src/model/build-types.ts';

const int8 = (name: string, data?: readonly number[]): TensorSpec => ({
  name,
  shape: data === undefined ? [1, 4] : [data.length],
  quantization: { scale: 1, zero_point: 0 },
  ...(data !== undefined && { data }),
});
const int32 = (name: string, data?: readonly number[]): TensorSpec => ({
  name,
  type: 'INT32',
  shape: [1],
  ...(data !== undefined && { data }),
});
const bool = (name: string): TensorSpec => ({ name, type: 'BOOL', shape: [1] });

/** What each round adds to every element. */
const STEP = 3;

/** The values of the loop are its counter and `x`. */
const condition = (rounds: number): SubgraphSpec => ({
  name: 'condition',
  tensors: [int32('n'), int8('x'), int32('rounds', [rounds]), bool('goes_on')],
  inputs: ['n', 'x'],
  outputs: ['goes_on'],
  operators: [{ op: 'LESS', inputs: ['n', 'rounds'], outputs: ['goes_on'] }],
});
const body: SubgraphSpec = {
  name: 'body',
  tensors: [
    ...[int32('n'), int8('x'), int32('one', [1]), int8('step', [STEP])],
    ...[int32('next'), int8('more')],
  ],
  inputs: ['n', 'x'],
  outputs: ['next', 'more'],
  operators: [
    { op: 'ADD', inputs: ['n', 'one'], outputs: ['next'] },
    { op: 'ADD', inputs: ['x', 'step'], outputs: ['more'] },
  ],
};

/**
 * A branch with a loop in it: where the greatest element of `x` is over 0, STEP is added to all of them, `rounds` times;
 * else they stay as they are, but for what is below −50, which becomes −50. Then `MAXIMUM` with −90 follows.
 */
export function nestedLoop(rounds: number): Uint8Array {
  return buildModel({
    name: 'main',
    tensors: [
      ...[int8('x'), int32('axis', [1]), int32('zero', [0]), int8('floor', [-90])],
      ...[{ ...int8('greatest'), shape: [1] }, int32('compared'), bool('positive')],
      ...[int8('branched'), int8('y')],
    ],
    inputs: ['x'],
    outputs: ['y'],
    operators: [
      { op: 'REDUCE_MAX', inputs: ['x', 'axis'], outputs: ['greatest'] },
      // LiteRT on the host compares no INT8.
      { op: 'CAST', inputs: ['greatest'], outputs: ['compared'] },
      { op: 'GREATER', inputs: ['compared', 'zero'], outputs: ['positive'] },
      {
        op: 'IF',
        inputs: ['positive', 'x'],
        outputs: ['branched'],
        options: { type: 'IfOptions', then_subgraph_index: 1, else_subgraph_index: 2 },
      },
      { op: 'MAXIMUM', inputs: ['branched', 'floor'], outputs: ['y'] },
    ],
    more_subgraphs: [
      {
        name: 'then',
        tensors: [int8('x'), int32('start', [0]), int32('n'), int8('more')],
        inputs: ['x'],
        outputs: ['more'],
        operators: [
          {
            op: 'WHILE',
            inputs: ['start', 'x'],
            outputs: ['n', 'more'],
            options: { type: 'WhileOptions', cond_subgraph_index: 3, body_subgraph_index: 4 },
          },
        ],
      },
      {
        name: 'else',
        tensors: [int8('x'), int8('least', [-50]), int8('kept')],
        inputs: ['x'],
        outputs: ['kept'],
        operators: [{ op: 'MAXIMUM', inputs: ['x', 'least'], outputs: ['kept'] }],
      },
      condition(rounds),
      body,
    ],
  });
}

/** What the model gives for `x`. */
export function nestedLoopOutput(rounds: number, x: readonly number[]): readonly number[] {
  const branched =
    Math.max(...x) > 0
      ? x.map((value) => Math.min(value + rounds * STEP, 127))
      : x.map((value) => Math.max(value, -50));
  return branched.map((value) => Math.max(value, -90));
}
